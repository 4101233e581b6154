import type { Claim } from '../claims/claim.ts';
import type { ClaimDatabase } from '../claims/database.ts';
import type { ImportedClaim } from '../claims/imported.ts';
import type { Matcher } from '../match/match.ts';
import { type Finder, type Hit, mayBeShown } from './finder.ts';
import type { Talk } from './talk.ts';

/** What the database has to say to a question. */
export type Found =
  | { readonly kind: 'claim'; readonly claim: Claim; readonly others: readonly Claim[] }
  | { readonly kind: 'several'; readonly claims: readonly Claim[] }
  | { readonly kind: 'reviews'; readonly reviews: readonly ImportedClaim[] }
  | { readonly kind: 'none' };

/** What questions are answered from. */
export interface Knowledge {
  readonly database: ClaimDatabase;
  readonly matcher: Matcher;
  readonly finder: Finder;
}

/** As many claims as somebody can choose among at a glance. */
const SEVERAL = 5;
/** The share of a question's words that a claim must know. */
const COVER = 0.6;
/** A hit this much better than the next is the answer. */
const CLEARLY = 1.6;

/**
 * Answers a question: by a claim's id or title; else by what the matcher would suggest, as for any message; else by the claims
 * that know most of its words; else by imported reviews. Claims that are not published are not found.
 */
export function findFor(about: string, { database, matcher, finder }: Knowledge): Found {
  const named = byName(about, database);
  if (named !== undefined)
    return { kind: 'claim', claim: named, others: relatedTo(named, database) };
  const matches = matcher.read(about).matches.filter((match) => matcher.suggests(match));
  const matched = matches.map(({ claim }) => database.byId.get(claim)).filter(isShown);
  const [best, ...rest] = matched;
  if (best !== undefined) return { kind: 'claim', claim: best, others: rest.slice(0, SEVERAL - 1) };
  const hits = finder.find(about).filter(({ cover }) => cover >= COVER);
  if (hits.length > 0) return fromHits(hits);
  const reviews = matches
    .map(({ claim }) => database.imported.get(claim))
    .filter((review) => review !== undefined);
  return reviews.length === 0
    ? { kind: 'none' }
    : { kind: 'reviews', reviews: reviews.slice(0, 3) };
}

/** What a conversation is about, the most talked of first. */
export function foundInTalk(talk: Talk, database: ClaimDatabase): Found {
  const [first, ...others] = [...talk.keys()].map((id) => database.byId.get(id)).filter(isShown);
  return first === undefined
    ? { kind: 'none' }
    : { kind: 'claim', claim: first, others: others.slice(0, SEVERAL - 1) };
}

function byName(about: string, { byId, claims }: ClaimDatabase): Claim | undefined {
  const name = about.trim().toLowerCase();
  const claim = byId.get(name) ?? claims.find(({ title }) => title.toLowerCase() === name);
  return isShown(claim) ? claim : undefined;
}

function relatedTo({ related }: Claim, { byId }: ClaimDatabase): readonly Claim[] {
  return related
    .map((id) => byId.get(id))
    .filter(isShown)
    .slice(0, 3);
}

function fromHits(hits: readonly Hit[]): Found {
  const [first, second] = hits;
  const clear = second === undefined || (first?.score ?? 0) >= CLEARLY * second.score;
  const claims = hits.slice(0, SEVERAL).map(({ claim }) => claim);
  const [claim, ...others] = claims;
  if (clear && claim !== undefined) return { kind: 'claim', claim, others };
  return { kind: 'several', claims };
}

function isShown(claim: Claim | undefined): claim is Claim {
  return claim !== undefined && mayBeShown(claim);
}
