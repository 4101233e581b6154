import { describe, expect, it } from 'vitest';
import type { Match } from '../../src/match/evidence.ts';
import { cardOf } from '../../src/moderate/card.ts';
import { whisperAnswer } from '../../src/moderate/card-controls.ts';
import { duration, readDuration } from '../../src/moderate/channel-settings.ts';
import { NOTICES } from '../../src/moderate/effect.ts';
import { noticeAnswer } from '../../src/moderate/notice.ts';
import { type Action, may, ROLES } from '../../src/moderate/roles.ts';
import { settledSuggestion, suggestionAnswer } from '../../src/moderate/suggestion.ts';
import { toldAnswer } from '../../src/moderate/told.ts';
import { votesInWords } from '../../src/moderate/vote-answer.ts';
import { expectFits, pressesOf, textOf } from '../fixtures/answers.ts';
import { exampleClaim } from '../fixtures/example-claim.ts';

const NAMES = { claim: (id: string) => id, term: (id: string) => id };
const CARD = cardOf(exampleClaim());

const MATCH: Match = {
  claim: 'most',
  score: 0.9,
  by: 'words',
  curated: true,
  complete: true,
  taught: true,
  evidence: [
    { term: 'mayor', span: { start: 0, end: 5 }, from: 1 },
    { term: 'call', span: { start: 0, end: 4 } },
  ],
  missing: [],
  ruledOutBy: [],
  use: 'states',
};

describe('durations', () => {
  it.each([
    ['12', '12 hours'],
    ['12h', '12 hours'],
    ['1 hour', '1 hour'],
    ['90 min', '90 minutes'],
    ['2 days', '2 days'],
    ['0', '0 minutes'],
    ['24h', '24 hours'],
  ])('reads "%s" as %s', (typed, words) => {
    expect(duration(readDuration(typed) ?? -1)).toBe(words);
  });

  it.each(['', 'soon', '-1', '31 days', '1e9', '12 h and more'])('refuses "%s"', (typed) => {
    expect(readDuration(typed)).toBeUndefined();
  });
});

describe('notices', () => {
  it.each(NOTICES)('%s reads well with and without details, and fits', (name) => {
    const full = {
      claim: 'mayor-bridge-call',
      rung: 'queue',
      link: 'https://x.example/1',
      permission: 'Send Messages',
      cards: '5',
    };
    for (const details of [{}, full]) {
      const answer = noticeAnswer(name, details, NAMES);
      expectFits(answer);
      expect(textOf(answer)).not.toMatch(/undefined|null|\[object/);
    }
  });
});

describe('who may do what', () => {
  it('grows with standing, and leaves members what is theirs', () => {
    const actions = Object.keys(ROLES) as Action[];
    const allowed = (standing: 'member' | 'moderator' | 'administrator') =>
      actions.filter((action) => may({ id: 'x', standing }, action));
    expect(allowed('member')).toEqual(['ask', 'check', 'vote', 'tell-me', 'forget-me', 'share']);
    expect(allowed('moderator')).not.toContain('rung');
    expect(allowed('administrator')).toEqual(actions);
  });
});

describe('a suggestion', () => {
  const view = {
    id: 'sssssssssss1',
    claim: 'feed-1',
    reason: 'no-rules',
    matches: [],
    link: 'https://x.example/1',
    expiresAt: Date.parse('2026-03-02T15:00:00Z'),
  } as const;

  it('of an imported claim has nothing to post, but the review to link', () => {
    const review = {
      publisher: 'Fact Office',
      rating: 'Mostly false',
      url: 'https://facts.example/1',
    };
    const answer = suggestionAnswer({ ...view, review }, NAMES);
    expectFits(answer);
    expect(pressesOf(answer)).toEqual(['not-about:sssssssssss1', 'mute:sssssssssss1']);
    expect(textOf(answer)).toContain('Fact Office rated it “Mostly false”');
  });

  it('names only claims that came near, and says which words an earlier message lent', () => {
    const matches = [
      MATCH,
      { ...MATCH, claim: 'half', score: 0.5 },
      { ...MATCH, claim: 'far', score: 0.09 },
    ];
    const said = textOf(suggestionAnswer({ ...view, claim: 'most', matches }, NAMES));
    expect(said).toContain('mayor (from an earlier message), call');
    expect(said).toContain('half: score 0.50');
    expect(said).not.toContain('0.09');
  });

  it('says when and how it ended, and can be undone only when somebody decided', () => {
    const ended = (['posted', 'not-about', 'muted', 'expired', 'undone', 'gone'] as const).map(
      (end) => settledSuggestion(view, end, view.expiresAt, NAMES),
    );
    for (const answer of ended) {
      expectFits(answer);
      expect(textOf(answer)).toContain('2026-03-02 15:00 UTC');
    }
    expect(ended.map((answer) => pressesOf(answer).length)).toEqual([1, 1, 1, 0, 0, 0]);
  });
});

it('says how long an author has', () => {
  expectFits(whisperAnswer(CARD, 'cccccccccccc', 5));
  expect(textOf(whisperAnswer(CARD, 'cccccccccccc', 1))).toContain('In 1 minute the card');
});

it('tells an asker what they asked, shortened', () => {
  const answer = toldAnswer(CARD, 'zebras '.repeat(60));
  expectFits(answer);
  expect(textOf(answer)).toMatch(/zebras…”/);
});

it('says votes in one line', () => {
  expect(votesInWords(new Map())).toBe('No reader has voted on it.');
  const votes = new Map([
    ['helpful', 3],
    ['not-helpful', 1],
    ['unfair', 2],
  ]);
  expect(votesInWords(votes)).toBe('Readers: 3 helpful, 3 not helpful (2 unfair or one-sided).');
});
