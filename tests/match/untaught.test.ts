import { describe, expect, test } from 'vitest';
import type { Match } from '../../src/match/evidence.ts';
import { createMatcher, mayPost } from '../../src/match/match.ts';
import { callClaim, VOCABULARY } from '../fixtures/calls.ts';
import { ownClaims } from './database.ts';

const { claims, vocabulary } = ownClaims();
const HINTED = {
  ways: [['mayor', 'builder', 'call']],
  hints: [['mayor', 'call']],
  strengthens: ['bridge'],
  rulesOut: ['bishop'],
  within: 28,
};
const both = createMatcher({
  claims: [...claims, callClaim('mayor', { match: HINTED })],
  imported: [],
  vocabulary: { ...vocabulary, ...VOCABULARY },
});

function ofMayor(text: string): Match | undefined {
  return both.read(text).matches.find(({ claim }) => claim === 'mayor-call');
}

describe('a claim that nothing was taught of', () => {
  test('is posted where a way is met', () => {
    const match = ofMayor('the mayor called the bridge builder');
    expect(match).toMatchObject({ complete: true, taught: false });
    expect(match && both.posts(match)).toBe(true);
  });

  test('is suggested at most where a hint is', () => {
    const match = ofMayor('the mayor got a call about the bridge');
    expect(match).toMatchObject({ complete: false });
    expect(match && mayPost(match)).toBe(false);
    expect(match && both.suggests(match)).toBe(true);
  });

  test('is held back by what rules it out, and says so', () => {
    const match = ofMayor('the mayor called the bridge builder, says the bishop');
    expect(match?.ruledOutBy).toEqual(['bishop']);
    const free = ofMayor('the mayor called the bridge builder, says the baker');
    expect(match?.score ?? 0).toBeLessThan(free?.score ?? 0);
  });

  test('changes nothing of what is said of the others', () => {
    const text = 'did musk switch off starlink near crimea to stop a ukrainian attack';
    const alone = createMatcher({ claims, imported: [], vocabulary });
    expect(both.read(text).matches[0]).toEqual(alone.read(text).matches[0]);
  });
});

describe('a claim that labelled messages taught', () => {
  const part = (changes: Partial<Match>): Match => ({
    claim: 'musk-top-secret-clearance',
    score: 0.99,
    by: 'words',
    curated: true,
    complete: false,
    taught: true,
    evidence: [{ term: 'musk', span: { start: 0, end: 4 } }],
    missing: [],
    ruledOutBy: [],
    use: 'states',
    ...changes,
  });

  test('may be posted without a whole way, but not without anything to show', () => {
    expect(both.posts(part({}))).toBe(true);
    const word = { term: '~secret', span: { start: 0, end: 6 } };
    expect(both.posts(part({ evidence: [word] }))).toBe(false);
    expect(both.posts(part({ taught: false }))).toBe(false);
  });

  test('may lean on the last two messages alone, and not farther back', () => {
    const borrowed = (from: number) => ({ term: 'musk', span: { start: 0, end: 2 }, from });
    expect(both.posts(part({ evidence: [borrowed(2)] }))).toBe(true);
    expect(both.posts(part({ evidence: [borrowed(3)] }))).toBe(false);
  });
});
