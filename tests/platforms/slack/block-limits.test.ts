import { describe, expect, test } from 'vitest';
import { blockTextLength, checkAttachments, checkBlocks, checkView } from './block-limits.ts';
import type { JsonObject } from './json.ts';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (extra: JsonObject = {}) => ({ type: 'button', text: plain(5), ...extra });
const row = (extra: JsonObject) => ({ type: 'actions', elements: [button(extra)] });
const option = (text = 5, value = 5) => ({ text: plain(text), value: 'v'.repeat(value) });
const select = (extra: JsonObject) => ({
  type: 'actions',
  elements: [{ type: 'static_select', action_id: 's', ...extra }],
});

/** Each limit: a maker, its maximum, and where the violation is found one past it. */
const LIMITED: [string, (size: number) => JsonObject[], number, string][] = [
  ['blocks of a message', (n) => times(n, () => ({ type: 'divider' })), 50, '/blocks'],
  ['section text', (n) => [{ type: 'section', text: mrkdwn(n) }], 3000, '/blocks/0/text/text'],
  [
    'section fields',
    (n) => [{ type: 'section', fields: times(n, () => mrkdwn(1)) }],
    10,
    '/blocks/0/fields',
  ],
  ['a field', (n) => [{ type: 'section', fields: [mrkdwn(n)] }], 2000, '/blocks/0/fields/0/text'],
  ['header', (n) => [{ type: 'header', text: plain(n) }], 150, '/blocks/0/text/text'],
  [
    'context',
    (n) => [{ type: 'context', elements: times(n, () => mrkdwn(1)) }],
    10,
    '/blocks/0/elements',
  ],
  [
    'actions',
    (n) => [{ type: 'actions', elements: times(n, () => button()) }],
    25,
    '/blocks/0/elements',
  ],
  ['button text', (n) => [row({ text: plain(n) })], 75, '/blocks/0/elements/0/text/text'],
  ['button value', (n) => [row({ value: 'v'.repeat(n) })], 2000, '/blocks/0/elements/0/value'],
  ['button url', (n) => [row({ url: 'u'.repeat(n) })], 3000, '/blocks/0/elements/0/url'],
  ['action_id', (n) => [row({ action_id: 'a'.repeat(n) })], 255, '/blocks/0/elements/0/action_id'],
  ['block_id', (n) => [{ type: 'divider', block_id: 'b'.repeat(n) }], 255, '/blocks/0/block_id'],
  [
    'options',
    (n) => [select({ options: times(n, () => option()) })],
    100,
    '/blocks/0/elements/0/options',
  ],
  [
    'option text',
    (n) => [select({ options: [option(n)] })],
    75,
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'option value',
    (n) => [select({ options: [option(1, n)] })],
    75,
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'placeholder',
    (n) => [select({ options: [option()], placeholder: plain(n) })],
    150,
    '/blocks/0/elements/0/placeholder/text',
  ],
  ['markdown', (n) => [{ type: 'markdown', text: 'x'.repeat(n) }], 12_000, '/blocks/0/text'],
  [
    'alt text',
    (n) => [{ type: 'image', image_url: 'https://example.org/a.png', alt_text: 'x'.repeat(n) }],
    2000,
    '/blocks/0/alt_text',
  ],
];

describe('a message', () => {
  test.each(LIMITED)('%s: the maximum passes, one more does not', (_, make, max, pointer) => {
    expect(checkBlocks(make(max), 'message')).toEqual([]);
    expect(checkBlocks(make(max + 1), 'message').map((violation) => violation.pointer)).toContain(
      pointer,
    );
  });

  test.each<[string, JsonObject]>([
    ['a header in mrkdwn', { type: 'header', text: mrkdwn(5) }],
    ['an empty text', { type: 'section', text: mrkdwn(0) }],
    ['a section with nothing', { type: 'section' }],
    ['an image without alt text', { type: 'image', image_url: 'https://example.org/a.png' }],
    ['an unknown block', { type: 'parade' }],
    ['an input element in actions', { type: 'actions', elements: [{ type: 'plain_text_input' }] }],
    ['an initial option that is none', select({ options: [option()], initial_option: option(7) })],
  ])('%s is refused', (_, block) => {
    expect(checkBlocks([block], 'message')).not.toEqual([]);
  });

  test('ids are unique: blocks in a message, actions in a block', () => {
    const block = { type: 'divider', block_id: 'same' };
    expect(checkBlocks([block, block], 'message')).toHaveLength(1);
    const twice = {
      type: 'actions',
      elements: [button({ action_id: 'a' }), button({ action_id: 'a' })],
    };
    expect(checkBlocks([twice], 'message')).toHaveLength(1);
  });

  test('the blocks of attachments count too, and all texts are summed', () => {
    const section = { type: 'section', text: mrkdwn(3001) };
    expect(checkAttachments([{ blocks: [section] }])).toHaveLength(1);
    expect(blockTextLength([section, { blocks: [section] }])).toBe(6002);
  });
});

describe('a view', () => {
  const modal = (extra: JsonObject) => ({ type: 'modal', title: plain(24), blocks: [], ...extra });

  test('a modal has a title of 24 characters and may hold 100 blocks', () => {
    expect(checkView(modal({ blocks: times(100, () => ({ type: 'divider' })) }))).toEqual([]);
    expect(checkView(modal({ blocks: times(101, () => ({ type: 'divider' })) }))).toHaveLength(1);
    expect(checkView(modal({ title: plain(25) }))).toHaveLength(1);
    expect(checkView({ type: 'modal', blocks: [] })).toHaveLength(1);
    expect(checkView({ type: 'home', blocks: [] })).toEqual([]);
  });

  test('private_metadata holds 3000 characters', () => {
    expect(checkView(modal({ private_metadata: 'x'.repeat(3000) }))).toEqual([]);
    expect(checkView(modal({ private_metadata: 'x'.repeat(3001) }))).toHaveLength(1);
  });

  test('inputs need a submit button; markdown and tables stay in messages', () => {
    const input = { type: 'input', label: plain(5), element: { type: 'plain_text_input' } };
    expect(checkView(modal({ blocks: [input] }))).toHaveLength(1);
    expect(checkView(modal({ blocks: [input], submit: plain(4) }))).toEqual([]);
    expect(checkView(modal({ blocks: [{ type: 'markdown', text: 'x' }] }))).toHaveLength(1);
  });
});
