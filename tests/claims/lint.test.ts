import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claims/claim.ts';
import { lint } from '../../src/claims/lint.ts';
import { countOrigins } from '../../src/claims/provenance.ts';
import type { LintContext } from '../../src/claims/rule.ts';
import { exampleClaim } from '../fixtures/example-claim.ts';

const context: LintContext = {
  today: '2026-06-01',
  refusedHosts: { 'mirror.example': 'copies other outlets' },
  claimIds: new Set(['mayor-bridge-call', 'other-claim']),
  vocabularyIds: new Set(['mayor', 'bridge']),
  topics: new Set(['bridges']),
};
const sound = exampleClaim();
const { gazette, radio } = sound.sources as Record<'gazette' | 'radio', Claim['sources'][string]>;
const [denial] = sound.responses as [Claim['responses'][number]];
const [report] = sound.known as [Claim['known'][number]];

function findings(changes: Partial<Claim>, inContext: Partial<LintContext> = {}): string[] {
  return lint(exampleClaim(changes), { ...context, ...inContext }).map(
    ({ path, message, severity }) => `${severity} ${path.join('.')}: ${message}`,
  );
}

it('finds nothing in a sound claim', () => {
  expect(findings({})).toEqual([]);
});

describe('each rule finds the claim that breaks it, at its place, and says what to do', () => {
  const relayed = { ...gazette, read: 'relay' as const, url: undefined as never };
  delete (relayed as { url?: string }).url;
  const cases: [string, Partial<Claim>, string, string][] = [
    [
      'confirmed on one report',
      { verification: 'confirmed' },
      'verification',
      'add one or write "reported"',
    ],
    [
      'partly confirmed by relays alone',
      { verification: 'partly-confirmed', sources: { gazette: relayed, radio }, appearances: [] },
      'verification',
      'write "unverified"',
    ],
    [
      'disputed by nobody',
      { verification: 'disputed', responses: [], noneFound: sound.noneFound },
      'verification',
      'add the denial',
    ],
    [
      'reported by a relay alone',
      { sources: { gazette: relayed, radio }, appearances: [] },
      'verification',
      'add the report',
    ],
    [
      'refuted by a denial alone',
      { verification: 'refuted' },
      'verification',
      'a denial never refutes by itself',
    ],
    [
      'live without any answer',
      {
        responses: [],
        noneFound: [],
        known: [{ ...report, sources: ['gazette', 'radio'] }],
      },
      'responses',
      'noneFound',
    ],
    [
      'a refused host',
      {
        sources: { gazette: { ...gazette, url: 'https://www.mirror.example/x' }, radio },
        appearances: [],
      },
      'sources.gazette.url',
      'write "read: relay"',
    ],
    [
      'a subdomain of a refused host',
      {
        sources: { gazette: { ...gazette, url: 'https://news.mirror.example/x' }, radio },
        appearances: [],
      },
      'sources.gazette.url',
      'copies other outlets',
    ],
    [
      'a link on a relay',
      { sources: { gazette, radio: { ...radio, read: 'relay' } } },
      'sources.radio.url',
      'remove it',
    ],
    [
      'no link on what was read',
      { sources: { gazette: { ...relayed, read: 'page' }, radio }, appearances: [] },
      'sources.gazette.read',
      'add the url',
    ],
    [
      'a machine-written source',
      { sources: { gazette, radio: { ...radio, note: 'AI-generated summary' } } },
      'sources.radio',
      'remove it',
    ],
    [
      'an origin that is not named',
      { sources: { gazette: { ...gazette, origin: 'nobody' }, radio } },
      'sources.gazette.origin',
      'add it there',
    ],
    [
      'a quote of 26 words',
      { responses: [{ ...denial, quote: Array(26).fill('word').join(' ') }] },
      'responses.0.quote',
      'cut it to 25',
    ],
    [
      'an appearance that is no source',
      { appearances: ['https://other.example/'] },
      'appearances.0',
      'add the source',
    ],
    [
      'an address in prose',
      {
        known: [
          { date: '2025-05-02', text: 'See https://gazette.example/.', sources: ['gazette'] },
        ],
      },
      'known.0.text',
      'make it a source',
    ],
    [
      'a date in the future',
      { history: [{ date: '2026-06-02', change: 'Published.' }] },
      'history.0.date',
      'after today (2026-06-01)',
    ],
    ['an as-of that is not the newest source', { asOf: '2025-05-02' }, 'asOf', 'write 2025-05-04'],
    ['a review before the check', { reviewBy: '2026-01-10' }, 'reviewBy', 'count it from there'],
    [
      'a response without a known source',
      {
        responses: [{ ...denial, sources: ['nowhere'] }],
        known: [{ ...report, sources: ['gazette', 'radio'] }],
      },
      'responses.0.sources.0',
      'not under sources',
    ],
    [
      'a source nobody uses',
      { responses: [], noneFound: sound.noneFound },
      'sources.radio',
      'remove it',
    ],
    ['a related claim that is none', { related: ['nowhere'] }, 'related.0', 'correct the id'],
    [
      'a claim related to itself',
      { related: ['mayor-bridge-call'] },
      'related.0',
      'correct the id',
    ],
    ['a topic that is none', { topic: 'tunnels' }, 'topic', 'claims/topics.yaml'],
    [
      'too few examples',
      { examples: { ...sound.examples, match: ['one'] } },
      'examples.match',
      'needs 12',
    ],
    [
      'a word that is not in the vocabulary',
      {
        match: {
          ways: [['mayor', 'tunnel']],
          hints: [],
          strengthens: [],
          rulesOut: [],
          within: 28,
        },
      },
      'match',
      '"tunnel"',
    ],
  ];
  it.each(cases)('%s', (_name, changes, path, advice) => {
    const found = findings(changes).filter((line) => line.startsWith(`error ${path}:`));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(advice);
  });
});

it('warns of an overdue review and lets it stand', () => {
  expect(findings({}, { today: '2027-01-11' })).toEqual([
    'warning reviewBy: was 2027-01-10: the claim is treated as shadow until somebody checks it again',
  ]);
});

it('lets a confirmation on record, a primary document or two origins confirm', () => {
  const confirmation = { ...denial, kind: 'confirmation' as const };
  expect(findings({ verification: 'confirmed', responses: [confirmation] })).toEqual([]);
  expect(
    findings({
      verification: 'confirmed',
      sources: { gazette: { ...gazette, kind: 'primary' }, radio },
    }),
  ).toEqual([]);
  expect(
    findings({
      verification: 'confirmed',
      sources: { gazette, radio: { ...radio, carries: 'claim' } },
    }),
  ).toEqual([]);
});

it('counts relays of one article once and unseen originals not at all', () => {
  const again = { ...gazette, publisher: 'Coast News', kind: 'secondary' as const };
  expect(countOrigins(exampleClaim({ sources: { gazette, again, radio } }))).toBe(1);
  const unseen = { ...gazette, origin: 'quill-2025-05', read: 'relay' as const };
  expect(countOrigins(exampleClaim({ sources: { gazette, unseen, radio } }))).toBe(1);
});
