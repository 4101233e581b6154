import { describe, expect, test } from 'vitest';
import type { Match } from '../../src/match/evidence.ts';
import { createMatcher } from '../../src/match/match.ts';
import { ownClaims, ownMatcher } from './database.ts';

const matcher = ownMatcher();

function best(text: string, context: readonly string[] = []): Match | undefined {
  return matcher.read(text, context).matches[0];
}

describe('reading for the curated claims', () => {
  test('posts what a message clearly repeats, and says which words met what', () => {
    const text = 'wait, has elon really been on the phone with putin for years??';
    const match = best(text);
    expect(match?.claim).toBe('musk-putin-regular-contact');
    expect(match && matcher.posts(match)).toBe(true);
    const met = match?.evidence.map(({ term, span }) => [term, text.slice(span.start, span.end)]);
    expect(met).toContainEqual(['musk', 'elon']);
  });

  test('stays silent on shared words without the claim', () => {
    const match = best('my starlink dropped during a call with my mom');
    expect(match === undefined || !matcher.suggests(match)).toBe(true);
  });

  test('tells what is missing in a near miss', () => {
    const { matches } = matcher.read(
      'Trump and Putin have been in regular contact since the election',
    );
    const match = matches.find(({ claim }) => claim === 'musk-putin-regular-contact');
    expect(match && matcher.posts(match)).toBe(false);
    expect(match?.missing).toContain('musk');
  });

  test('a link to an article that carries the claim matches by itself', () => {
    const claim = ownClaims().claims.find(({ appearances }) => appearances.length > 0);
    const address = claim?.appearances[0] ?? '';
    const match = best(`${address}?utm_source=chat lol`);
    expect(match).toMatchObject({ claim: claim?.id, by: 'link', complete: true });
  });

  test('what only a quote or code says is not the author’s', () => {
    const reading = matcher.read('> musk has been talking to putin for years\nno idea about this');
    expect(reading.quotedOnly).toContain('musk-putin-regular-contact');
    expect(reading.matches.filter((match) => matcher.posts(match))).toEqual([]);
    const code = matcher.read('```\nmusk has been talking to putin for years\n```');
    expect(code.codeOnly).toContain('musk-putin-regular-contact');
  });
});

describe('reading a conversation', () => {
  const context = ['what is musk up to these days', 'tweeting as usual'];

  test('a pronoun borrows whom an earlier message named, and the evidence says from where', () => {
    const match = best('he has been talking to putin for years', context);
    expect(match?.claim).toBe('musk-putin-regular-contact');
    expect(match && matcher.posts(match)).toBe(true);
    expect(match?.evidence.find(({ term }) => term === 'musk')?.from).toBe(2);
  });

  test('the most recent that fits is meant', () => {
    const match = best('he has been talking to putin for years', [
      ...context,
      'trump is back from golf',
    ]);
    expect(match === undefined || !matcher.posts(match)).toBe(true);
  });

  test('a message that names nothing borrows nothing', () => {
    expect(
      best('he is so right about this', ['musk has been talking to putin for years']),
    ).toBeUndefined();
  });
});

test('imported claims are found beside curated ones, by their words', () => {
  const text = 'A broom stands on its own only on one day of the year';
  const withImported = ownClaims();
  const own = ownMatcherWith(withImported, text);
  expect(own.claim).toBe('broom');
  expect(own.curated).toBe(false);
});

function ownMatcherWith({ claims, vocabulary }: ReturnType<typeof ownClaims>, text: string): Match {
  const both = createMatcher({ claims, vocabulary, imported: [{ id: 'broom', text }] });
  const match = both.read('is today the day when a broom stands by itself, one day a year?')
    .matches[0];
  if (match === undefined) throw new Error('no match');
  return match;
}
