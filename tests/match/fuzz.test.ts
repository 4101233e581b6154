import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldedText } from '../../src/match/fold.ts';
import { buildMatcher } from '../../src/match/match.ts';
import { anyMessage, RUNS } from './arbitrary.ts';
import { ownMatcher } from './database.ts';
import { lexiconOf } from './lexicon.ts';

const LEXICON = lexiconOf(
  'starlink elon musk putin spacex pentagon clearance s500 force talk маск',
);
const matcher = ownMatcher();
const plain = buildMatcher([
  { id: 'shark', text: 'A photograph shows a shark on a flooded highway.' },
  { id: 'broom', text: 'A broom stands on its own on one day of the year.' },
]);

describe('whatever people type', () => {
  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(anyMessage, (text) => {
        const once = foldedText(fold(text, LEXICON));
        expect(foldedText(fold(once, LEXICON))).toBe(once);
      }),
      { numRuns: RUNS },
    );
  });

  test('words stand inside the text, in order', () => {
    fc.assert(
      fc.property(anyMessage, (text) => {
        const { words } = fold(text, LEXICON);
        for (let at = 0; at < words.length; at += 1) {
          const [start = -1, end = -1] = [words.starts[at], words.ends[at]];
          expect(start).toBeGreaterThanOrEqual(words.starts[at - 1] ?? 0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('reading never throws, and evidence stands inside the text', () => {
    fc.assert(
      fc.property(anyMessage, fc.array(anyMessage, { maxLength: 2 }), (text, context) => {
        for (const match of matcher.read(text, context).matches) {
          const { score, evidence } = match;
          if (matcher.posts(match)) expect(evidence).not.toEqual([]);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          for (const { span } of evidence) {
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThan(span.start);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('a matcher over plain claims gives every claim a probability', () => {
    fc.assert(
      fc.property(anyMessage, (text) => {
        const results = plain(text);
        expect(results.map(({ id }) => id).toSorted()).toEqual(['broom', 'shark']);
        expect(results.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});
