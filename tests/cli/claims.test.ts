import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { claimFolder } from '../fixtures/claim-folder.ts';
import { exampleClaim } from '../fixtures/example-claim.ts';
import { run } from './run.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = claimFolder(files);
  cleanups.push(made.remove);
  return made.folder;
}

it('lists the 28 claims with what a tool wants to know of each', async () => {
  const { status, out } = await run(['claims', 'list', '--json']);
  const claims = JSON.parse(out);
  expect(status).toBe(0);
  expect(claims).toHaveLength(28);
  const [one] = claims.filter(({ id }: { id: string }) => id === 'musk-putin-regular-contact');
  expect(one).toEqual({
    id: 'musk-putin-regular-contact',
    topic: 'musk-and-russia',
    title: expect.any(String),
    statement: expect.stringContaining('regular contact with Putin'),
    verification: 'reported',
    lifecycle: 'live',
    lifecycleInForce: 'live',
    responses: expect.any(Number),
    sources: expect.any(Number),
    origins: 2,
    asOf: '2025-05-16',
    checkedOn: '2026-11-23',
    reviewBy: expect.stringMatching(/^2027-/),
  });
});

it('exports every live claim as ClaimReview', async () => {
  const { status, out } = await run(['claims', 'export', '--format', 'claimreview'], '', {
    PUBLIC_URL: 'https://notes.example/',
  });
  const reviews = JSON.parse(out);
  expect(status).toBe(0);
  expect(reviews).toHaveLength(28);
  for (const review of reviews) {
    expect(review).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      url: expect.stringMatching(/^https:\/\/notes\.example\/claims\/[a-z0-9-]+$/),
      reviewRating: { '@type': 'Rating', alternateName: expect.any(String) },
    });
  }
});

it.each(['discord', 'slack'])('draws a card as %s gets it', async (platform) => {
  const { out } = await run(['claims', 'card', 'starlink-crimea-2022', '--platform', platform]);
  expect(JSON.stringify(JSON.parse(out))).toContain('Disputed');
});

it('draws a card as text, and names a claim that there is not', async () => {
  expect((await run(['claims', 'card', 'starlink-crimea-2022', '--platform', 'text'])).out).toMatch(
    /^Disputed: /,
  );
  const unknown = await run(['claims', 'card', 'no-such-claim']);
  expect(unknown.status).toBe(2);
  expect(unknown.err).toContain('there is no claim "no-such-claim"');
});

it('names the faults of a broken file and fails, and so does everything that needs the claims', async () => {
  const broken = folder({
    'bridges/mayor-bridge-call.yaml': stringify({
      ...exampleClaim(),
      asOf: '2025-05-02',
      colour: 'red',
    }),
  });
  for (const args of [['claims', 'lint'], ['claims', 'test'], ['explain', 'x'], ['start']]) {
    const { status, err } = await run(args, '', { CLAIMS_DIR: broken });
    expect(status).toBe(1);
    expect(err).toMatch(/mayor-bridge-call\.yaml:\d+:1: colour: is an unknown key/);
    expect(err).toContain('nothing was started');
  }
});

it('runs the examples of every claim', async () => {
  const failing = folder({
    'bridges/mayor-bridge-call.yaml': stringify(
      exampleClaim({
        examples: { match: Array(12).fill('good morning'), silent: exampleClaim().examples.silent },
      }),
    ),
  });
  const { status, out } = await run(['claims', 'test'], '', { CLAIMS_DIR: failing });
  expect(status).toBe(1);
  expect(out).toContain('mayor-bridge-call: must match, but silence (no-match');
  expect(out).toMatch(/\d+ examples passed, 12 failed/);
  expect(out).toContain('mayor-bridge-call: the matcher was taught nothing of it yet');
});

it('imports the good reviews of a feed, names the bad ones by position, and keeps the rating words', async () => {
  const claims = folder();
  const feed = mkdtempSync(join(tmpdir(), 'sidenote-feed-'));
  cleanups.push(() => rmSync(feed, { recursive: true }));
  const review = (claimReviewed: string) => ({
    claimReviewed,
    url: 'https://checks.example/1',
    author: { name: 'Harbour Checks' },
    reviewRating: { alternateName: 'Half-right, half-wrong' },
  });
  const file = join(feed, 'feed.json');
  writeFileSync(
    file,
    JSON.stringify([
      review('The bridge is made of cheese.'),
      { nothing: true },
      review('The mayor is a robot.'),
    ]),
  );
  const { status, out } = await run(['claims', 'import', file, '--feed', 'harbour'], '', {
    CLAIMS_DIR: claims,
  });
  expect(status).toBe(1);
  expect(out).toContain('review 2: claimReviewed');
  expect(out).toContain('2 claims imported as drafts');
  const lines = readFileSync(join(claims, 'imported', 'harbour.jsonl'), 'utf8')
    .trim()
    .split('\n');
  expect(lines.map((line) => JSON.parse(line).rating)).toEqual([
    'Half-right, half-wrong',
    'Half-right, half-wrong',
  ]);
  const explained = await run(
    ['explain', '--jsonl'],
    JSON.stringify({ id: 1, text: 'is the bridge really made of cheese' }),
    { CLAIMS_DIR: claims },
  );
  expect(JSON.parse(explained.out).decision).not.toBe('card');
});
