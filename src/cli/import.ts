import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importReview, reviewsIn } from '../claims/import-review.ts';
import type { ImportedClaim } from '../claims/imported.ts';
import type { ClaimsContext } from './claims-context.ts';
import { UsageError } from './usage.ts';

/** Reviews between two lines of progress. */
const PROGRESS = 1000;

/**
 * `claims import FILE --feed NAME`: writes the good reviews of a file as `claims/imported/NAME.jsonl`, whole or not at all, and
 * names each bad one by its position. Exit status 1 when there was a bad one.
 */
export function importFeed(args: readonly string[], { folder, print }: ClaimsContext): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { feed: { type: 'string' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined)
    throw new UsageError('claims import: name the file with the ClaimReviews');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(values.feed ?? '')) {
    throw new UsageError(
      'claims import: --feed NAME is missing; use lower-case letters, digits and hyphens',
    );
  }
  const feed = values.feed ?? '';
  const { claims, bad } = readFeed(readFileSync(file, 'utf8'), feed, print);
  writeFeed(join(folder, 'imported'), feed, claims);
  print(
    `${claims.size} claims imported as drafts to ${join(folder, 'imported', `${feed}.jsonl`)}, ${bad} bad reviews left out`,
  );
  return bad === 0 ? 0 : 1;
}

function readFeed(text: string, feed: string, print: ClaimsContext['print']) {
  const reviews = reviewsIn(text);
  const claims = new Map<string, ImportedClaim>();
  let bad = 0;
  for (const [index, review] of reviews.entries()) {
    const imported = importReview(review, feed, index + 1);
    if (imported.ok) claims.set(imported.claim.id, imported.claim);
    else {
      bad += 1;
      print(`review ${imported.position}: ${imported.why}`);
    }
    if ((index + 1) % PROGRESS === 0) print(`${index + 1} of ${reviews.length} reviews read`);
  }
  return { claims, bad };
}

function writeFeed(folder: string, feed: string, claims: ReadonlyMap<string, ImportedClaim>): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${feed}.jsonl`);
  writeFileSync(
    `${path}.part`,
    [...claims.values()].map((claim) => `${JSON.stringify(claim)}\n`).join(''),
  );
  renameSync(`${path}.part`, path);
}
