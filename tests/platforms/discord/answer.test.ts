import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Control, Part } from '../../../src/moderate/answer.ts';
import {
  answerPages,
  answerPayload,
  formPayload,
  type ShownAnswer,
} from '../../../src/platforms/discord/answer.ts';
import { faultsOfMessage, flat, specFaults } from './body-limits.ts';

const run = fc.record({
  text: fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }),
  url: fc.webUrl(),
  strong: fc.boolean(),
});
const line = fc.array(run, { minLength: 1, maxLength: 4 });
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: fc.string({ minLength: 1 }) }),
  fc.record({ kind: fc.constant('lines' as const), lines: fc.array(line) }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(line) }),
);

function answer(parts: readonly Part[], controls: readonly Control[] = []): ShownAnswer {
  return { kind: 'reply', parts, controls };
}

function lines(count: number, length: number): Part {
  return {
    kind: 'lines',
    lines: Array.from({ length: count }, (_, at) => [{ text: `${at} ${'w'.repeat(length)}` }]),
  };
}

const SHARE: Control = { kind: 'button', label: 'Share', style: 'primary', press: 'share:x' };
const LIST: Control = {
  kind: 'choose',
  press: 'setup:topics',
  placeholder: 'Topics',
  most: 25,
  options: Array.from({ length: 30 }, (_, at) => ({
    value: `topic-${at}`,
    label: `Topic ${at}`.padEnd(120, '.'),
    chosen: at % 2 === 0,
  })),
};

describe('an answer', () => {
  it('fits Discord whatever it says', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const drawn = answerPages(answer([...parts, lines(1, 10)], [SHARE, LIST]));
        expect(drawn.flatMap(faultsOfMessage)).toEqual([]);
        expect(faultsOfMessage(answerPayload(answer([...parts, lines(1, 10)])))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('goes on in a further message when one is too small, and loses nothing', () => {
    const pages = answerPages(answer([lines(40, 200)], [SHARE]));
    expect(pages.length).toBeGreaterThan(1);
    const text = pages.flatMap(({ components }) => flat(components).map(({ content }) => content));
    expect(text.join('\n').match(/w+/g)).toHaveLength(40);
    const pressable = pages.map(({ components }) =>
      flat(components).some(({ type }) => type === 2),
    );
    expect(pressable).toEqual([...pages.slice(1).map(() => false), true]);
  });

  it('says where a single message leaves something out', () => {
    const { components } = answerPayload(answer([lines(40, 200)]));
    expect(flat(components).at(-1)?.content).toBe('-# …');
  });

  it('cuts one line that no message holds', () => {
    const drawn = answerPages(answer([lines(1, 9000)]));
    expect(drawn.flatMap(faultsOfMessage)).toEqual([]);
  });
});

it('draws a form within the limits of a modal', () => {
  const modal = formPayload({
    title: 'T'.repeat(60),
    press: 'undo:x',
    submit: 'Send',
    fields: [
      { name: 'about', label: 'L'.repeat(60), placeholder: 'P'.repeat(150), most: 9000 },
      { name: 'more', label: 'More', long: true, most: 200, value: 'S1 S2', optional: true },
    ],
  });
  expect(modal.title.length).toBeLessThanOrEqual(45);
  expect(modal.components[1]).toMatchObject({ component: { value: 'S1 S2', required: false } });
  expect(specFaults('/interactions/1/t/callback', { type: 9, data: modal })).toEqual([]);
});
