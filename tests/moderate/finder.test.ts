import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadClaims } from '../../src/claims/load.ts';
import { choicesFor } from '../../src/moderate/choices.ts';
import { reviewsAnswer } from '../../src/moderate/context-answer.ts';
import { finderOf } from '../../src/moderate/finder.ts';
import { findFor, type Knowledge } from '../../src/moderate/found.ts';
import { readerOf } from '../../src/moderate/reader.ts';
import { expectFits, textOf } from '../fixtures/answers.ts';

let knowledge: Knowledge;
beforeAll(() => {
  const loaded = loadClaims('claims', '2026-11-24');
  if (!loaded.ok) throw new Error('the database has faults');
  knowledge = { ...readerOf(loaded.database), finder: finderOf(loaded.database) };
});

const claimFor = (about: string) => {
  const found = findFor(about, knowledge);
  return found.kind === 'claim' ? found.claim.id : found.kind;
};

describe('a question to the real database', () => {
  it.each([
    ['crimea', 'starlink-crimea-2022'],
    ['kirienko', 'musk-kiriyenko-contact'],
    ['doge usaid', 'doge-treasury-usaid-access'],
    ['is grok in the pentagon', 'xai-grok-pentagon'],
    ['did elon talk to putin on the phone?', 'musk-putin-regular-contact'],
    ['musk-putin-2021-call', 'musk-putin-2021-call'],
  ])('finds for "%s" %s', (about, claim) => {
    expect(claimFor(about)).toBe(claim);
  });

  it.each(['musk putin', 'starlink', 'musk'])('asks back for "%s", which fits several', (about) => {
    expect(claimFor(about)).toBe('several');
  });

  it.each([
    'pizza',
    'musk pizza',
    'best pizza in town',
    'who won the superbowl',
    '???',
    'the and of',
  ])('finds nothing for "%s"', (about) => {
    expect(claimFor(about)).toBe('none');
  });

  it('names reviews by others where no claim of ours answers', () => {
    const review = {
      id: 'feed-1',
      feed: 'feed',
      statement: 'A gorilla escaped from the Bristol zoo and rode the night bus home.',
      publisher: 'Fact Office',
      rating: 'Pants on fire',
      url: 'https://facts.example/gorilla',
    };
    const database = { ...knowledge.database, imported: new Map([[review.id, review]]) };
    const both = { ...readerOf(database), finder: finderOf(database) };
    const found = findFor('gorilla escaped from Bristol zoo and rode the night bus home', both);
    expect(found).toEqual({ kind: 'reviews', reviews: [review] });
    const answer = reviewsAnswer([review]);
    expectFits(answer);
    expect(textOf(answer)).toContain('Fact Office rated “A gorilla escaped');
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (about) => {
        expect(findFor(about, knowledge).kind).toBeTypeOf('string');
      }),
      { numRuns: 200 },
    );
  });
});

describe('choices', () => {
  const values = (typed: string, talk: ReadonlyMap<string, number> = new Map()) =>
    choicesFor(typed, knowledge.finder, talk, knowledge.database).map(({ value }) => value);

  it('begin to fit while a word is typed', () => {
    expect(values('tai')[0]).toBe('putin-taiwan-starlink-request');
    expect(values('crim')).toContain('starlink-crimea-2022');
    expect(values('zzz')).toEqual([]);
  });

  it('are at most 25 of at most 100 characters', () => {
    const all = choicesFor('', knowledge.finder, new Map(), knowledge.database);
    expect(all).toHaveLength(25);
    for (const { label, value } of all) {
      expect(label.length).toBeLessThanOrEqual(100);
      expect(value.length).toBeLessThanOrEqual(100);
    }
  });

  it('put first what the channel talks about, among equals', () => {
    const talk = new Map([['russian-forces-starlink', 1]]);
    expect(values('', talk)[0]).toBe('russian-forces-starlink');
    expect(values('starlink', talk)[0]).toBe('russian-forces-starlink');
    expect(values('kiriyenko', talk)[0]).toBe('musk-kiriyenko-contact');
  });
});
