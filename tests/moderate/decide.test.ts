import { describe, expect, it } from 'vitest';
import type { Match, Reading } from '../../src/match/evidence.ts';
import {
  budgetSince,
  candidate,
  decide,
  NO_HISTORY,
  type Situation,
  TOO_OLD,
} from '../../src/moderate/decide.ts';
import type { Silence } from '../../src/moderate/decision.ts';
import { reasonOf } from '../../src/moderate/reasons.ts';
import { OPEN_CHANNEL } from '../../src/moderate/trial.ts';

const MATCH: Match = {
  claim: 'mayor-call',
  score: 0.95,
  by: 'words',
  curated: true,
  complete: true,
  taught: true,
  evidence: [],
  missing: [],
  ruledOutBy: [],
  use: 'states',
};
const READING: Reading = { matches: [MATCH], links: [], quotedOnly: [], codeOnly: [] };
const NOW = 1_000_000_000;

/** A situation in which a card is due; each test spoils it in one place. */
const DUE: Situation = {
  author: { id: 'ann', kind: 'person', roles: ['reader'] },
  at: NOW,
  now: NOW,
  reading: READING,
  match: MATCH,
  passesBar: true,
  claim: {
    lifecycle: 'live',
    verification: 'reported',
    topic: 'bridges',
    sourceLinks: new Set(['https://gazette.example/denial']),
    muted: false,
  },
  settings: OPEN_CHANNEL,
  sharedUnset: false,
  history: NO_HISTORY,
};

const claim = (changes: Partial<Situation['claim']>) => ({ claim: { ...DUE.claim, ...changes } });
const settings = (changes: Partial<Situation['settings']>) => ({
  settings: { ...DUE.settings, ...changes },
});
const history = (changes: Partial<Situation['history']>) => ({
  history: { ...DUE.history, ...changes },
});
const reading = (changes: Partial<Reading>) => ({ reading: { ...READING, ...changes } });
const author = (changes: Partial<Situation['author']>) => ({
  author: { ...DUE.author, ...changes },
});

/** What silences, in the order of the gates: each entry alone, and all of its successors do not overrule it. */
const SILENCED: readonly [Silence, Partial<Situation>][] = [
  ['own-message', author({ kind: 'self' })],
  ['bot', author({ kind: 'bot' })],
  ['exempt-channel', settings({ exempt: true })],
  ['exempt-role', settings({ exemptRoles: ['reader'] })],
  ['too-old', { at: NOW - TOO_OLD - 1 }],
  ['quoted', reading({ quotedOnly: ['mayor-call'] })],
  ['code', reading({ codeOnly: ['mayor-call'] })],
  ['reply-to-card', history({ repliesToCard: true })],
  ['carries-source', reading({ links: ['https://gazette.example/denial'] })],
  ['claim-not-live', claim({ lifecycle: 'paused' })],
  ['topic-not-chosen', settings({ topics: ['tunnels'] })],
  ['shared-channel', { sharedUnset: true }],
  ['not-stated', { ...settings({ onlyStated: true }), match: { ...MATCH, use: 'asks' } }],
  ['muted', claim({ muted: true })],
  ['already-answered', history({ answered: true })],
  ['already-suggested', history({ suggested: true })],
  ['cooldown', history({ lastCard: NOW - 1 })],
  ['shadow', settings({ rung: 'shadow' })],
  ['budget', history({ cardsLastHour: 3 })],
];

describe('silence', () => {
  it.each(SILENCED)('has the reason %s', (reason, spoilt) => {
    const decision = decide({ ...DUE, ...spoilt });
    expect(decision).toMatchObject({ kind: 'silent', reason, near: { claim: 'mayor-call' } });
  });

  it('has the first reason of several', () => {
    const both = { ...author({ kind: 'bot' }), ...settings({ rung: 'shadow' }) };
    expect(reasonOf(decide({ ...DUE, ...both }))).toBe('bot');
    const later = { ...claim({ muted: true }), ...history({ lastCard: NOW, cardsLastHour: 9 }) };
    expect(reasonOf(decide({ ...DUE, ...later }))).toBe('muted');
  });

  it('tells in shadow what would have been', () => {
    expect(decide({ ...DUE, ...settings({ rung: 'shadow' }) })).toMatchObject({
      wouldHave: 'card',
    });
    const unsure = { ...settings({ topics: [] }), passesBar: false };
    expect(decide({ ...DUE, ...unsure })).toMatchObject({ wouldHave: 'suggest' });
    expect(decide({ ...DUE, ...claim({ muted: true }) })).not.toHaveProperty('wouldHave');
  });
});

describe('no silence', () => {
  it('for what is just within the bounds', () => {
    const bounds = {
      at: NOW - TOO_OLD,
      ...history({ lastCard: NOW - OPEN_CHANNEL.cooldown, cardsLastHour: 2 }),
    };
    expect(decide({ ...DUE, ...bounds }).kind).toBe('card');
  });

  it('for a claim quoted beside another that is meant', () => {
    expect(decide({ ...DUE, ...reading({ quotedOnly: ['bishop-call'] }) }).kind).toBe('card');
  });

  it('for an article that carries the claim', () => {
    const links = reading({ links: ['https://gazette.example/mayor-call'] });
    expect(decide({ ...DUE, ...links }).kind).toBe('card');
  });

  it('for a spent budget, when a moderator is asked anyway', () => {
    const spent = { ...history({ cardsLastHour: 3 }), ...settings({ rung: 'queue' }) };
    expect(decide({ ...DUE, ...spent }).kind).toBe('suggest');
  });
});

describe('a moderator is asked', () => {
  it.each([
    ['below-bar', { passesBar: false }],
    ['opinion', claim({ verification: 'opinion' })],
    ['no-rules', { match: { ...MATCH, curated: false }, ...claim({ lifecycle: 'draft' }) }],
    ['rung', settings({ rung: 'queue' })],
    ['lowered', claim({ cap: 'queue' })],
    ['breaker', history({ breakerOpen: true })],
  ] as const)('because of %s', (reason, spoilt) => {
    expect(decide({ ...DUE, ...spoilt })).toMatchObject({ kind: 'suggest', reason });
  });
});

describe('the rung in force', () => {
  it.each([
    ['channel', {}, 'channel'],
    ['thread', settings({ rung: 'thread' }), 'thread'],
    ['thread', claim({ cap: 'thread' }), 'thread'],
  ] as const)('is %s', (_, changed, rung) => {
    expect(decide({ ...DUE, ...changed })).toMatchObject({ kind: 'card', rung });
  });

  it('is shadow for a claim that nobody looked at in time, or that was lowered so far', () => {
    expect(reasonOf(decide({ ...DUE, ...claim({ lifecycle: 'shadow' }) }))).toBe('shadow');
    expect(reasonOf(decide({ ...DUE, ...claim({ cap: 'shadow' }) }))).toBe('shadow');
  });
});

it('is about the best curated claim, before an imported one with a higher score', () => {
  const imported = { ...MATCH, claim: 'imported', score: 0.99, curated: false };
  const matches = [imported, MATCH];
  expect(candidate({ ...READING, matches }, () => true)?.claim).toBe('mayor-call');
  expect(candidate({ ...READING, matches }, ({ curated }) => !curated)?.claim).toBe('imported');
  expect(candidate({ ...READING, matches }, () => false)).toBeUndefined();
});

it('counts the budget over an hour', () => {
  expect(NOW - budgetSince(NOW)).toBe(3_600_000);
});
