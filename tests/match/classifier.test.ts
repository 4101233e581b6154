import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Classifier } from '../../src/match/classifier.ts';
import { featuresOf, type Named } from '../../src/match/features.ts';
import { Terms } from '../../src/match/terms.ts';

const terms = new Terms();

const TAUGHT = {
  claims: ['bridge', 'gone', 'ferry'],
  bias: [-2, -9, -3],
  features: {
    '{mayor}': [0, 1.5, 2, -0.5],
    '<{mayor}': [0, -0.25],
    sold: [0, 2],
    ferri: [2, 4],
    '^ sold': [0, 0.5],
    'the bridg': [0, 1],
    'sold~bridg': [0, 3, 1, 7],
  },
};

function logOdds(words: string, entries: Named['entries'] = []): readonly number[] {
  const classifier = new Classifier(TAUGHT, ['ferry', 'new', 'bridge'], terms);
  return [...classifier.logOdds({ words: words.split(' '), entries })];
}

describe('the log-odds of a message', () => {
  test('begin at the bias, and are unknown for a claim that was not taught', () => {
    expect(logOdds('good morning')).toEqual([-3, Number.NaN, -2]);
  });

  test('add what each feature says, once however often it comes', () => {
    expect(logOdds('he sold sold it')[2]).toBe(0);
    const mayor = { id: 'mayor', borrowed: false };
    expect(logOdds('no', [mayor, mayor])).toEqual([-3.5, Number.NaN, -0.5]);
  });

  test('know words in a row, content words with one between them, and what is borrowed', () => {
    expect(logOdds('sold the bridges')[2]).toBe(-2 + 2 + 0.5 + 1 + 3);
    expect(logOdds('he sold a rusty bridge')[2]).toBe(-2 + 2 + 3);
    expect(logOdds('sold a very old rusty bridge')[2]).toBe(-2 + 2 + 0.5);
    expect(logOdds('no', [{ id: 'mayor', borrowed: true }])[2]).toBe(-2 + 1.5 - 0.25);
  });

  test('are the sum over the features by name', () => {
    const word = fc.constantFrom('he', 'sold', 'the', 'bridge', 'ferry', 'rusty', 'not');
    const entry = fc.record({ id: fc.constantFrom('mayor', 'bishop'), borrowed: fc.boolean() });
    const message = fc.record({ words: fc.array(word), entries: fc.array(entry) });
    const classifier = new Classifier(TAUGHT, TAUGHT.claims, terms);
    const weightsOf = new Map<string, readonly number[]>(Object.entries(TAUGHT.features));
    fc.assert(
      fc.property(message, (named) => {
        const sums = [...TAUGHT.bias];
        for (const feature of featuresOf(named, terms)) {
          const pairs = weightsOf.get(feature) ?? [];
          for (let at = 0; at < pairs.length; at += 2) {
            const claim = pairs[at] ?? 0;
            sums[claim] = (sums[claim] ?? 0) + (pairs[at + 1] ?? 0);
          }
        }
        const told = classifier.logOdds(named);
        for (const [claim, sum] of sums.entries()) expect(told[claim]).toBeCloseTo(sum, 5);
      }),
    );
  });
});

test('a word’s own weight for a claim', () => {
  const classifier = new Classifier(TAUGHT, ['bridge', 'ferry'], terms);
  expect(classifier.weightOf('ferries', 1)).toBe(4);
  expect(classifier.weightOf('ferries', 0)).toBe(0);
  expect(classifier.weightOf('tram', 0)).toBe(0);
});
