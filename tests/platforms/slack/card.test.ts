import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadClaims } from '../../../src/claims/load.ts';
import type { Control } from '../../../src/moderate/answer.ts';
import { type Card, cardOf } from '../../../src/moderate/card.ts';
import { cardPayload } from '../../../src/platforms/slack/card.ts';
import { blockTextLength, checkBlocks } from './block-limits.ts';
import { LIMITS } from './limits.ts';

const CLAIMS = join(import.meta.dirname, '..', '..', '..', 'claims');
const CONTROLS: readonly Control[] = [
  { kind: 'link', label: 'Full context', url: 'https://sidenote.example/claims/x' },
  { kind: 'button', label: 'Why this card?', style: 'neutral', press: 'why:abc' },
  { kind: 'button', label: 'Helpful', style: 'neutral', press: 'vote:abc:helpful' },
  { kind: 'button', label: 'Not helpful', style: 'neutral', press: 'vote:abc:not-helpful' },
];

const CARD: Card = {
  claim: 'mayor-bridge-call',
  title: 'The mayor called about the bridge',
  statement: 'The mayor called the builder.',
  verification: 'disputed',
  responses: [
    {
      kind: 'denial',
      who: 'Mayor Quill',
      role: 'mayor of Elsewhere',
      date: '2025-05-04',
      says: 'There was no call.',
      relayed: false,
    },
  ],
  further: [],
  noneFound: [],
  source: {
    publisher: 'Radio Elsewhere',
    date: '2025-05-03',
    url: 'https://radio.example/quill?a=1&b=2',
    relayed: false,
  },
  origins: 2,
  asOf: '2025-05-04',
  retired: false,
};

function everyCard(): Card[] {
  const loaded = loadClaims(CLAIMS, '2026-11-24');
  if (!loaded.ok) throw new Error('the claims have faults; see npm run -s claims -- lint');
  return loaded.database.claims.map((claim) => cardOf(claim, 'https://sidenote.example'));
}

function textsOf(card: Card): string[] {
  const { blocks } = cardPayload(card, []);
  return blocks.flatMap((block) => {
    if (block.type === 'section') return [block.text?.text ?? ''];
    if (block.type !== 'context') return [];
    return block.elements.map((element) => ('text' in element ? element.text : ''));
  });
}

it('draws every claim within every limit', () => {
  const cards = everyCard();
  for (const card of cards) {
    const { text, blocks } = cardPayload(card, CONTROLS);
    expect(checkBlocks(blocks, 'message'), card.claim).toEqual([]);
    expect(blockTextLength(blocks), card.claim).toBeLessThan(LIMITS.blockTextSum);
    expect(text.length, card.claim).toBeLessThanOrEqual(LIMITS.updateText);
    expect(text, card.claim).toContain(card.statement.slice(0, 20));
  }
  expect(cards.length).toBeGreaterThan(0);
});

describe('a card', () => {
  it('puts the claim alone first, then the responses, then where it comes from', () => {
    expect(textsOf(CARD)).toEqual([
      '*Disputed*: The mayor called the builder.',
      '*Denied by* Mayor Quill, mayor of Elsewhere, 4 May 2025: There was no call.',
      '*Source*: <https://radio.example/quill?a=1&amp;b=2|Radio Elsewhere>, 3 May 2025\n' +
        '2 independent origins · as of 4 May 2025',
    ]);
  });

  it('shows no previews and says everything again as text', () => {
    const payload = cardPayload(CARD, CONTROLS);
    expect(payload).toMatchObject({ unfurl_links: false, unfurl_media: false });
    expect(payload.text.split('\n')).toHaveLength(4);
    expect(payload.text).toContain('(https://radio.example/quill?a=1&amp;b=2)');
  });

  it('is struck when its claim is retired', () => {
    const [claim, answers] = textsOf({ ...CARD, retired: true });
    expect(claim).toBe('*Withdrawn*: ~The mayor called the builder.~');
    expect(answers?.split('\n').every((line) => /^~[^*~]+~$/.test(line))).toBe(true);
  });

  it('lets nothing foreign ping, link or format', () => {
    const hostile =
      '<!channel> <@U1> &amp; *bold* _it_ ~gone~ `code` :tada: snake_case <https://x|y>';
    const [claim = ''] = textsOf({ ...CARD, statement: hostile });
    const { text } = cardPayload({ ...CARD, statement: hostile }, []);
    expect(claim).toBe(
      '*Disputed*: &lt;!channel&gt; &lt;@U1&gt; &amp;amp; ∗bold∗ ˍitˍ ∼gone∼ ˋcodeˋ :\u2060tada: snake_case &lt;https://x|y&gt;',
    );
    expect(text).not.toMatch(/[<>]/);
  });

  it.each(['javascript:alert(1)', 'not an address', `https://x.example/${'a'.repeat(3000)}`])(
    'leaves out the address %.30s',
    (url) => {
      const texts = textsOf({ ...CARD, source: { ...CARD.source, url } });
      expect(texts.at(-1)).toMatch(/^\*Source\*: Radio Elsewhere, /);
    },
  );
});
