import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Control, Line, Part } from '../../../src/moderate/answer.ts';
import {
  answerPayload,
  answerView,
  formView,
  homeView,
  type ShownAnswer,
} from '../../../src/platforms/slack/answer.ts';
import { blockTextLength, checkBlocks, checkView } from './block-limits.ts';
import { LIMITS } from './limits.ts';

function shown(parts: readonly Part[], controls: readonly Control[] = []): ShownAnswer {
  return { kind: 'reply', parts, controls };
}

const words = fc.oneof(fc.string(), fc.string({ unit: 'grapheme', maxLength: 400 }), fc.lorem());
const line = fc.array(
  fc.record(
    { text: words, url: fc.oneof(fc.webUrl(), words), strong: fc.boolean() },
    { requiredKeys: ['text'] },
  ),
  { maxLength: 5 },
) as fc.Arbitrary<Line>;
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: words }),
  fc.record({ kind: fc.constant('lines' as const), lines: fc.array(line) }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(line, { maxLength: 60 }) }),
);
const press = fc.uniqueArray(fc.stringMatching(/^[a-z]{2,9}:[a-z0-9]{1,16}$/), { maxLength: 60 });
const controls = fc
  .tuple(press, words, fc.integer({ min: 1, max: 25 }), fc.integer({ min: 0, max: 25 }))
  .map(([presses, label, most, count]) =>
    presses.map((each, index): Control => {
      const options = Array.from({ length: count }, (_, at) => ({
        value: `v${at}`,
        label: `${label}${at}`,
        chosen: at % 2 === 0,
      }));
      const kinds: Control[] = [
        { kind: 'button', label, style: 'primary', press: each },
        { kind: 'link', label, url: `https://x.example/${each}` },
        { kind: 'choose', press: each, placeholder: label, options, most },
        { kind: 'choose-channel', press: each, placeholder: label },
      ];
      return kinds[index % kinds.length] ?? { kind: 'link', label, url: 'https://x.example/' };
    }),
  );

describe('whatever is answered', () => {
  it('keeps the limits of messages, modals and home pages', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), controls, (parts, under) => {
        const answer = shown(parts, under);
        const { text, blocks } = answerPayload(answer);
        expect(checkBlocks(blocks, 'message')).toEqual([]);
        expect(blockTextLength(blocks)).toBeLessThan(LIMITS.blockTextSum);
        expect(text.length).toBeLessThanOrEqual(LIMITS.updateText);
        expect(text.trim()).not.toBe('');
        expect(
          checkView(answerView(answer, 'A title that is longer than a view takes', '{}')),
        ).toEqual([]);
        expect(checkView(homeView(answer))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

it('leaves out what does not fit, says so, and keeps the buttons', () => {
  const lines = Array.from(
    { length: 400 },
    (_, index): Line => [{ text: `Line ${index} ${'x'.repeat(60)}` }],
  );
  const button: Control = { kind: 'button', label: 'Share', style: 'primary', press: 'share:x' };
  const { blocks } = answerPayload(shown([{ kind: 'lines', lines }], [button]));
  expect(blocks.at(-1)).toMatchObject({ type: 'actions' });
  expect(JSON.stringify(blocks.at(-2))).toContain('Shortened');
});

it('gathers lines into one section and marks list items', () => {
  const { blocks, text } = answerPayload(
    shown([
      { kind: 'heading', text: 'Sources & more' },
      {
        kind: 'lines',
        lines: [[{ text: 'One', strong: true }, { text: ' line' }], [{ text: '> two' }]],
      },
      { kind: 'list', items: [[{ text: 'a page', url: 'https://x.example/a|b' }]] },
    ]),
  );
  expect(blocks).toMatchObject([
    { type: 'header', text: { type: 'plain_text', text: 'Sources & more' } },
    { type: 'section', text: { text: '*One* line\n\u2060&gt; two' } },
    { type: 'section', text: { text: '• <https://x.example/a%7Cb|a page>' } },
  ]);
  expect(text).toBe('Sources &amp; more\nOne line\n&gt; two\n• a page (https://x.example/a|b)');
});

it('draws a form as a modal whose fields come back under their names', () => {
  const view = formView(
    {
      title: 'What would you like to know about?',
      press: 'ask',
      submit: 'Search',
      fields: [
        { name: 'about', label: 'Words', placeholder: 'Musk clearance', most: 9000 },
        { name: 'more', label: 'More', long: true, most: 100, value: 'S1 S2', optional: true },
      ],
    },
    '{"from":"home"}',
  );
  expect(checkView(view)).toEqual([]);
  expect(view).toMatchObject({
    callback_id: 'ask',
    private_metadata: '{"from":"home"}',
    blocks: [
      { block_id: 'about', element: { action_id: 'about', max_length: 3000 } },
      { block_id: 'more', optional: true, element: { multiline: true, initial_value: 'S1 S2' } },
    ],
  });
});
