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

  test('no more than one near miss in a hundred gets a card', () => {
    const near = outcomes.filter(({ message }) => message.kind === 'near-miss');
    const wrong = near.filter((outcome) => outcome.wrong);
    expect(wrong.length).toBeLessThanOrEqual(near.length / 100);
  });

  test('at least eight in ten messages with a claim get its card', () => {
    const positive = outcomes.filter(({ message }) => message.claims.length > 0);
    expect(positive.filter(({ hit }) => hit).length).toBeGreaterThanOrEqual(0.8 * positive.length);
  });
});

test('a claim made in passing is found in a long message', () => {
  const chatter = readLabelled(folder, 'choose').filter(({ kind }) => kind === 'chatter');
  const aside = chatter.slice(0, 12).map(({ text }) => text);
  const claim = 'so musk gave the pentagon grok for three million people, on GenAI.mil';
  const best = matcher.read([...aside, claim, ...aside].join('. ')).matches[0];
  expect(best?.claim).toBe('xai-grok-pentagon');
  expect(best && matcher.posts(best)).toBe(true);
  expect(matcher.read([...aside, ...aside].join('. ')).matches[0]?.score ?? 0).toBeLessThan(0.1);
});

test('of the claims’ own examples, 99 cards in 100 are right', () => {
  const outcomes = outcomesOf(matcher, claims, examplesOf(claims));
  const wrong = outcomes.filter((outcome) => outcome.wrong);
  expect(wrong.length).toBeLessThanOrEqual(outcomes.length / 100);
});
