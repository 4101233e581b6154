import { afterEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { inOneLine } from '../../src/claims/fault.ts';
import { loadClaims } from '../../src/claims/load.ts';
import { claimFolder } from '../fixtures/claim-folder.ts';
import { exampleClaim } from '../fixtures/example-claim.ts';

const TODAY = '2026-06-01';
let removeAll: (() => void)[] = [];
afterEach(() => {
  for (const remove of removeAll) remove();
  removeAll = [];
});

function load(files: Readonly<Record<string, string>> = {}) {
  const { folder, remove } = claimFolder(files);
  removeAll.push(remove);
  const loaded = loadClaims(folder, TODAY);
  const lines = loaded.ok
    ? []
    : loaded.faults.map(inOneLine).map((line) => line.replace(/^\S*?sidenote-claims-[^/]*\//, ''));
  return { loaded, lines };
}

it('loads a sound database', () => {
  const { loaded, lines } = load();
  expect(lines).toEqual([]);
  expect(loaded.ok && loaded.database.claims.map(({ id }) => id)).toEqual(['mayor-bridge-call']);
  expect(loaded.ok && loaded.database.topics.get('bridges')).toBe('Bridges and who builds them');
});

it('reports five faults of one file with line, column, path and advice', () => {
  const text = stringify(exampleClaim())
    .replace('verification: reported', 'verification: true-ish')
    .replace('kind: denial', 'kind: denying')
    .replace('asOf: 2025-05-04', 'asOf: 2025-13-04')
    .replace('topic: bridges', 'topic: bridges\ncolour: red')
    .replace('url: https://radio.example/quill', 'url: radio');
  const { loaded, lines } = load({ 'bridges/mayor-bridge-call.yaml': text });
  expect(loaded.ok).toBe(false);
  expect(lines).toHaveLength(5);
  expect(lines[0]).toBe(
    'bridges/mayor-bridge-call.yaml:3:1: colour: is an unknown key; remove it or correct its spelling',
  );
  expect(lines.find((line) => line.includes(' verification: '))).toMatch(
    /:\d+:1: verification: is not a known value; write one of confirmed,/,
  );
  expect(lines.find((line) => line.includes(' asOf: '))).toContain('is not on the calendar');
  expect(lines.find((line) => line.includes('responses.0.kind'))).toMatch(/:\d+:5: /);
  expect(lines.find((line) => line.includes('sources.radio.url'))).toContain(
    'write it whole, with https://',
  );
});

it('reports faults of several files in one run', () => {
  const { lines } = load({
    'bridges/mayor-bridge-call.yaml': stringify(exampleClaim({ asOf: '2025-05-02' })),
    'bridges/second.yaml': stringify(exampleClaim({ id: 'second', topic: 'tunnels' })),
    'bridges/broken.yaml': 'id: broken\n  topic: [bridges\n',
  });
  const files = new Set(lines.map((line) => line.split(':')[0]));
  expect([...files]).toEqual([
    'bridges/broken.yaml',
    'bridges/mayor-bridge-call.yaml',
    'bridges/second.yaml',
  ]);
});

it('refuses a response without a source, and a claim in the wrong place or there twice', () => {
  const [denial] = exampleClaim().responses;
  const unsourced = stringify({ ...exampleClaim(), responses: [{ ...denial, sources: [] }] });
  expect(load({ 'bridges/mayor-bridge-call.yaml': unsourced }).lines[0]).toContain(
    'responses.0.sources: is too short',
  );
  const { lines } = load({ 'tunnels/another.yaml': stringify(exampleClaim()) });
  expect(lines.some((line) => line.includes("is not the file's name (another)"))).toBe(true);
  expect(lines.some((line) => line.includes("is not the file's folder (tunnels)"))).toBe(true);
  expect(lines.some((line) => line.includes('stands in'))).toBe(true);
});

it('keeps an overdue claim, warns of it and counts it as shadow', () => {
  const overdue = stringify(exampleClaim({ reviewBy: '2026-03-01' }));
  const { loaded } = load({ 'bridges/mayor-bridge-call.yaml': overdue });
  expect(loaded.ok && loaded.database.warnings.map(({ path }) => path.join('.'))).toEqual([
    'reviewBy',
  ]);
});

it('reads imported claims and names a broken line', () => {
  const good = {
    id: 'feed-1',
    feed: 'feed',
    statement: 'S',
    publisher: 'P',
    rating: 'Mostly so',
    url: 'https://p.example/',
  };
  const { loaded } = load({ 'imported/feed.jsonl': `${JSON.stringify(good)}\n` });
  expect(loaded.ok && loaded.database.imported.get('feed-1')?.rating).toBe('Mostly so');
  const { lines } = load({ 'imported/feed.jsonl': `${JSON.stringify(good)}\n{"id":1}\n` });
  expect(lines).toEqual([
    'imported/feed.jsonl:2:1: is no imported claim; import the feed again (npm run -s claims -- import)',
  ]);
});
