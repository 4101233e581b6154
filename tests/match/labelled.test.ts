import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { examplesOf, readLabelled } from '../../src/eval/labelled.ts';
import { outcomesOf } from '../../src/eval/outcome.ts';
import { createMatcher } from '../../src/match/match.ts';
import { ownClaims } from './database.ts';

const { claims, vocabulary } = ownClaims();
const matcher = createMatcher({ claims, imported: [], vocabulary });
const folder = fileURLToPath(new URL('../conversations', import.meta.url));

describe('the labelled messages of the choosing part', () => {
  const outcomes = outcomesOf(matcher, claims, readLabelled(folder, 'choose'));

  test('99 cards in 100 are right', () => {
    const cards = outcomes.filter(({ posted }) => posted !== undefined);
    const wrong = cards.filter((outcome) => outcome.wrong);
    expect(wrong.length).toBeLessThanOrEqual(cards.length / 100);
  });

  test('plain chat gets no card and no suggestion', () => {
    const chat = outcomes.filter(({ message }) => message.kind === 'chatter');
    expect(chat.flatMap(({ suggested }) => suggested)).toEqual([]);
  });

  test('at least eight in ten messages with a claim get its card', () => {
    const positive = outcomes.filter(({ message }) => message.claims.length > 0);
    expect(positive.filter(({ hit }) => hit).length).toBeGreaterThanOrEqual(0.8 * positive.length);
  });
});

test('of the claims’ own examples, 99 cards in 100 are right', () => {
  const outcomes = outcomesOf(matcher, claims, examplesOf(claims));
  const wrong = outcomes.filter((outcome) => outcome.wrong);
  expect(wrong.length).toBeLessThanOrEqual(outcomes.length / 100);
});
