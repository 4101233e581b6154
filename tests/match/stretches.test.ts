import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stretchesOf } from '../../src/match/stretches.ts';

const found = (from: number) => ({ entry: 0, from, to: from + 1, place: from, back: 0 });

test('a message of ordinary length is one stretch', () => {
  const words = Array.from({ length: 60 }, (_, at) => `w${at}`);
  const positions = [...words.keys()];
  expect(stretchesOf(words, positions, [found(7)])).toEqual([{ words, found: [found(7)] }]);
});

test('each twenty words in a row of a long one stand whole in a stretch, with what they name, and no word in more than two', () => {
  const length = fc.integer({ min: 61, max: 500 });
  const lines = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(length, lines, fc.nat(), (count, skipped, begin) => {
      const words = Array.from({ length: count }, (_, at) => `w${at}`);
      // The words of a quoted line stand between.
      const positions = words.map((_, at) => (at < 30 ? at : at + skipped));
      const stretches = stretchesOf(
        words,
        positions,
        positions.map((at) => found(at)),
      );
      const first = begin % (count - 20);
      const wanted = words.slice(first, first + 20);
      const whole = stretches.find((one) => wanted.every((word) => one.words.includes(word)));
      expect(whole?.found.map(({ from }) => from)).toEqual(
        expect.arrayContaining(positions.slice(first, first + 20)),
      );
      const read = stretches.reduce((sum, one) => sum + one.words.length, 0);
      expect(read).toBeLessThanOrEqual(2 * count + 40);
      const named = stretches.reduce((sum, one) => sum + one.found.length, 0);
      expect(named).toBe(read);
    }),
  );
});
