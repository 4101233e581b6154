import { describe, expect, it } from 'vitest';
import { loadClaims } from '../../../src/claims/load.ts';
import type { Control } from '../../../src/moderate/answer.ts';
import { type Card, cardOf } from '../../../src/moderate/card.ts';
import { cardPayload } from '../../../src/platforms/discord/card.ts';
import { exampleClaim } from '../../fixtures/example-claim.ts';
import { faultsOfMessage, flat } from './body-limits.ts';

const CONTROLS: readonly Control[] = [
  { kind: 'button', label: 'Full context', style: 'neutral', press: `full:${'c'.repeat(60)}` },
  { kind: 'button', label: 'Why this card?', style: 'neutral', press: 'why:0123456789abcdef' },
  { kind: 'button', label: 'Helpful', style: 'neutral', press: 'vote:0123456789abcdef:helpful' },
  {
    kind: 'button',
    label: 'Not helpful',
    style: 'neutral',
    press: 'vote:0123456789abcdef:not-helpful',
  },
];

function texts(card: Card): string[] {
  return flat(cardPayload(card, CONTROLS).components).flatMap(({ content }) => content ?? []);
}

describe('every claim of the database', () => {
  const loaded = loadClaims('claims', '2026-11-24');
  const claims = loaded.ok ? loaded.database.claims : [];

  it('is loaded', () => {
    expect(loaded.ok ? [] : loaded.faults).toEqual([]);
    expect(claims.length).toBeGreaterThan(20);
  });

  it.each(claims.map((claim) => [claim.id, claim] as const))('fits Discord: %s', (_, claim) => {
    const card = cardOf(claim, 'https://example.org');
    expect(faultsOfMessage(cardPayload(card, CONTROLS))).toEqual([]);
  });
});

describe('a card', () => {
  const card = cardOf(exampleClaim(), 'https://example.org');

  it('tells statement and verification in its first text alone', () => {
    const [first = ''] = texts(card);
    expect(first).toMatch(/^\*\*[A-Z][a-z ]+\*\*: /);
    expect(first).not.toContain('\n');
  });

  it('pings nobody and comes without a notification', () => {
    const payload = cardPayload(card, CONTROLS);
    expect(payload.allowed_mentions).toEqual({ parse: [] });
    expect(payload.flags & (1 << 12)).not.toBe(0);
  });

  it('strikes what a retired claim said, and not the word that says so', () => {
    const [first = '', answers = ''] = texts({ ...card, retired: true });
    expect(first).toMatch(/^\*\*Withdrawn\*\*: ~~.+~~$/);
    for (const line of answers.split('\n')) expect(line).toMatch(/^~~.+~~$/);
  });

  it('lets nothing foreign act: no markdown, no mention, no link', () => {
    const hostile =
      '@everyone <@1> **b** [x](https://evil.example) ~~s~~ ||p|| `c` # h https://e.example';
    const drawn = texts({ ...card, statement: hostile })
      .join('\n')
      .replace(/\\./g, '');
    const [first = ''] = drawn.split('\n');
    expect(first.replace(/^\*\*[A-Za-z ]+\*\*/, '')).not.toMatch(/[@*~|`#[\]]|https?:\/\//);
  });

  it('leaves out an address that Discord would refuse', () => {
    const long: Control = { kind: 'link', label: 'Page', url: `https://e.org/${'p'.repeat(600)}` };
    expect(faultsOfMessage(cardPayload(card, [long]))).toEqual([]);
  });
});
