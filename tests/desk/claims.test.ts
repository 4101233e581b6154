import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Claim } from '../../src/claims/claim.ts';
import { exampleClaim } from '../fixtures/example-claim.ts';
import { deskBench } from './desk-bench.ts';

const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)> & "so"';
const IMPORTED = JSON.stringify({
  id: 'feed-1',
  feed: 'factfeed',
  statement: `The bridge sings at night ${HOSTILE}`,
  publisher: 'Fact Desk',
  rating: 'Pants on fire & more',
  url: 'https://factdesk.example/bridge',
});

function withClaims(...claims: readonly Partial<Claim>[]): Record<string, string> {
  const files = claims.map((changes) => exampleClaim(changes));
  return Object.fromEntries(files.map((claim) => [`bridges/${claim.id}.yaml`, stringify(claim)]));
}

/** The sources and origins of the example claim without the radio. */
function onlyTheGazette(): Partial<Claim> {
  const { sources, origins, known } = exampleClaim();
  const { radio: _radio, ...others } = sources;
  const { 'quill-2025-05': _quill, ...otherOrigins } = origins;
  return { sources: others, origins: otherOrigins, known, asOf: '2025-05-02' };
}

describe('the list', () => {
  const files = withClaims({
    id: 'bridge-cost',
    title: 'The cost of the bridge',
    statement: 'The bridge cost nine million crowns.',
    verification: 'confirmed',
    claimants: [{ name: 'Café Zoë' }],
    responses: [
      {
        kind: 'confirmation',
        who: 'City of Harbour',
        date: '2025-05-03',
        says: 'published the bill',
        sources: ['gazette'],
      },
    ],
    noneFound: [{ kind: 'denial', checkedOn: '2026-01-10' }],
    wordings: ['nine million for a bridge'],
    appearances: [],
    ...onlyTheGazette(),
  });

  it('stands by topic, with status, answers and origins at a glance', async () => {
    const page = await deskBench({ files }).page('/claims');
    expect(page).toContain('Bridges and who builds them');
    expect(page).toContain('Confirmed: City of Harbour');
    expect(page).toContain('No denial found');
    expect(page).toContain('Denied: Ada Quill');
    expect(page).toContain('1 independent origin<br');
  });

  it.each([
    ['?q=nine+million', ['bridge-cost']],
    ['?q=cafe+zoe', ['bridge-cost']],
    ['?q=QUILL', ['mayor-bridge-call']],
    ['?status=reported', ['mayor-bridge-call']],
    ['?answer=confirmation', ['bridge-cost']],
    ['?answer=unanswered', []],
    ['?status=nonsense&answer=nonsense', ['bridge-cost', 'mayor-bridge-call']],
    ['', ['bridge-cost', 'mayor-bridge-call']],
  ])('finds with "%s" %o', async (query, ids) => {
    const page = await deskBench({ files }).page(`/claims${query}`);
    const found = [...page.matchAll(/<h3><a href="\/claims\/([\w-]+)"/g)].map(([, id]) => id);
    expect(found.toSorted()).toEqual(ids);
  });

  it('takes a hostile search for words', async () => {
    const page = await deskBench().page(
      `/claims?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
    );
    expect(page).not.toContain('<script>alert');
  });
});

describe('a page of a claim', () => {
  it('has everything: statement, reason, answers, facts, origins, sources, history, corrections', async () => {
    const page = await deskBench({ config: { contact: 'desk@harbour.example' } }).page(
      '/claims/mayor-bridge-call',
    );
    for (const words of [
      'had phoned the builder of the bridge.</h1>',
      'One newspaper reported it from unnamed officials',
      'href="/rubric#reported"',
      '<strong>Ada Quill</strong>, mayor: said that she had never spoken with the builder.',
      'No confirmation found',
      'The Gazette reported the call.',
      'href="#source-gazette"',
      'id="source-gazette"',
      '1 independent origin',
      '1 source that carries an answer to it',
      'href="https://gazette.example/mayor-call"',
      'whole page read, 10 Jan 2026',
      'First published.',
      'href="mailto:desk@harbour.example"',
    ])
      expect(page).toContain(words);
  });

  it('leaves out the wordings, which are for finding it and not ours', async () => {
    const desk = deskBench({
      files: withClaims({ wordings: ['the mayor rang the crooked builder'] }),
    });
    expect(await desk.page('/claims/mayor-bridge-call')).not.toContain('crooked');
    expect(await desk.page('/claims?q=crooked')).toContain('/claims/mayor-bridge-call');
  });

  it('marks what was only relayed, and links no copy of it', async () => {
    const claim = exampleClaim();
    const { url: _, ...relayed } = claim.sources.radio ?? exampleClaim().sources.gazette ?? {};
    const files = withClaims({
      sources: {
        ...claim.sources,
        radio: { ...relayed, read: 'relay' } as Claim['sources'][string],
      },
    });
    const page = await deskBench({ files }).page('/claims/mayor-bridge-call');
    expect(page).toContain('As relayed, original not seen.');
    expect(page).toContain('as relayed, original not seen, 10 Jan 2026');
    expect(page).not.toContain('radio.example');
  });

  it('says when its review is overdue', async () => {
    const files = withClaims({ reviewBy: '2026-06-01' });
    expect(await deskBench({ files }).page('/claims/mayor-bridge-call')).toContain(
      'Review overdue since 1 June 2026',
    );
  });

  it('carries its ClaimReview, which nothing in a claim can end', async () => {
    const files = withClaims({ statement: `It is said that ${HOSTILE}`, reason: HOSTILE });
    const desk = deskBench({ files, config: { publicUrl: 'http://127.0.0.1:8080' } });
    const page = await desk.page('/claims/mayor-bridge-call');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<img');
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? [];
    const review = JSON.parse(json);
    expect(review['@type']).toBe('ClaimReview');
    expect(review.claimReviewed).toBe(`It is said that ${HOSTILE}`);
    expect(review.url).toBe('http://127.0.0.1:8080/claims/mayor-bridge-call');
    expect(page).toContain(
      '<link rel="canonical" href="http://127.0.0.1:8080/claims/mayor-bridge-call"',
    );
  });

  it('is not there for an unknown id, and a draft only for those inside', async () => {
    const files = withClaims({ lifecycle: 'draft' });
    expect((await deskBench().get('/claims/nothing')).status).toBe(404);
    expect((await deskBench({ files }).get('/claims/mayor-bridge-call')).status).toBe(200);
    const outside = deskBench({ files, config: { host: '0.0.0.0', deskToken: 'x'.repeat(20) } });
    expect((await outside.get('/claims/mayor-bridge-call')).status).toBe(404);
    expect(await outside.page('/claims')).not.toContain('mayor-bridge-call');
  });
});

it("lists imported claims apart, with their publishers' own words, escaped", async () => {
  const desk = deskBench({ files: { 'imported/factfeed.jsonl': `${IMPORTED}\n` } });
  expect(await desk.page('/claims')).toContain('1 draft claim');
  const page = await desk.page('/imported?q=sings');
  expect(page).toContain('Fact Desk: <strong>“Pants on fire &amp; more”</strong>');
  expect(page).toContain('href="https://factdesk.example/bridge"');
  expect(page).not.toContain('<script>alert');
  expect(await desk.page('/imported?q=other&page=9')).toContain('0 claims');
});

it('explains every status that a claim can have', async () => {
  const page = await deskBench({ config: { contact: 'https://harbour.example/contact' } }).page(
    '/rubric',
  );
  const { Verification } = await import('../../src/claims/claim.ts');
  for (const status of Verification.options) expect(page).toContain(`<h3 id="${status}">`);
  expect(page).toContain('id="corrections"');
  expect(page).toContain('href="https://harbour.example/contact"');
  expect(page).not.toContain('CONTACT');
});
