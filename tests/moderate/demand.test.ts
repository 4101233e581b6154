import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ASK_LENGTH,
  ASK_PROMPT,
  foldAsks,
  keptWords,
  likenessOf,
} from '../../src/moderate/demand.ts';

let count = 0;
const ask = (words: string, asker: string, asked_at = 0) => ({
  id: `a${++count}`,
  words,
  likeness: likenessOf(words),
  asker,
  asked_at,
});

describe('open questions', () => {
  it('are folded by likeness, whatever their order and endings', () => {
    const [first, ...others] = foldAsks([
      ask('Did the mayor sell the bridge?', 'a', 1),
      ask('mayor selling bridges', 'b', 2),
      ask('the bridge: did mayor sell it??', 'c', 3),
      ask('zebras', 'd', 4),
    ]);
    expect(first).toMatchObject({ people: 3, times: 3, latest: 3 });
    expect(others).toMatchObject([{ words: 'zebras', people: 1 }]);
  });

  it('weigh by people, not by how often one asks', () => {
    const eager = Array.from({ length: 20 }, (_, at) => ask('zebras asleep', 'eager', at));
    const folded = foldAsks([...eager, ask('lions awake', 'a'), ask('lions awake', 'b')]);
    expect(folded.map(({ words, people }) => [words, people])).toEqual([
      ['lions awake', 2],
      ['zebras asleep', 1],
    ]);
  });

  it('are shown in the wording of most people, the latest of several', () => {
    const [only] = foldAsks([
      ask('harbour wall zebras asleep tonight', 'a', 9),
      ask('harbour wall zebras asleep', 'b', 1),
      ask('Harbour wall: zebras asleep!', 'c', 2),
    ]);
    expect(only?.words).toBe('Harbour wall: zebras asleep!');
  });

  it('lose none, and no two ways of giving them fold differently', () => {
    const word = fc.constantFrom('zebra', 'lion', 'bridge', 'mayor', 'harbour', 'wall', 'sell');
    const asks = fc.array(
      fc.record({
        words: fc.array(word, { minLength: 1, maxLength: 4 }),
        asker: fc.constantFrom('a', 'b', 'c'),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(asks, (given) => {
        const rows = given.map(({ words, asker }) => ask(words.join(' '), asker));
        const folded = foldAsks(rows);
        expect(folded.flatMap(({ asks: ids }) => ids).toSorted()).toEqual(
          rows.map(({ id }) => id).toSorted(),
        );
        for (const { people, times } of folded) expect(people).toBeLessThanOrEqual(times);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is kept of a question', () => {
  it('is one line of bounded length, never cut through a character', () => {
    expect(keptWords('\u202ezebras\u2066 here\u200f')).toBe('zebras here');
    expect(keptWords('  zebras\n\non the   wall ')).toBe('zebras on the wall');
    const long = keptWords('🦓'.repeat(ASK_LENGTH));
    expect(long.length).toBeLessThanOrEqual(ASK_LENGTH);
    expect(long.isWellFormed()).toBe(true);
  });

  it('is said at the prompt, within Discord’s hundred characters', () => {
    expect(ASK_PROMPT).toContain('30 days');
    expect(ASK_PROMPT.length).toBeLessThanOrEqual(100);
  });
});
