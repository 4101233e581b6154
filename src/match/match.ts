import { isLexical, type Match, type Reading } from './evidence.ts';
import { type MatcherInput, MessageReader } from './message-reader.ts';
import type { PlainClaim } from './plain-claim.ts';
import { PlainSearch } from './plain-search.ts';
import { WEIGHTS } from './weights.ts';

/** A claim that a text may repeat. */
export interface Result {
  readonly id: string;
  /** The probability, 0 to 1, that the text repeats the claim. */
  readonly score: number;
  /** Whether the score passes the posting bar. */
  readonly accept: boolean;
}

/**
 * A matcher over claims without conditions: for a text the claims that it may repeat, best first, at least 50 where there are
 * as many. It knows their words only. The same text gives the same results.
 */
export function buildMatcher(claims: readonly PlainClaim[]): (text: string) => Result[] {
  const search = new PlainSearch(claims);
  return (text) =>
    search.results(text).map(({ claim, score }) => ({
      id: claims[claim]?.id ?? '',
      score,
      accept: score >= WEIGHTS.bars.accept,
    }));
}

/** Says of a message which claims it comes near, how sure that is, and why. It keeps nothing of what it reads. */
export interface Matcher {
  /** Reads a message. `context` holds earlier messages of the conversation, oldest first, from which pronouns may borrow. */
  read(text: string, context?: readonly string[]): Reading;
  /** Whether the score passes the claim's posting bar. */
  posts(match: Match): boolean;
  /** Whether the score is enough to suggest the claim to moderators. */
  suggests(match: Match): boolean;
}

/** A matcher over curated and imported claims; one with 100,000 imported claims is ready in a few seconds. */
export function createMatcher(input: MatcherInput): Matcher {
  const reader = new MessageReader(input);
  return {
    read: (text, context = []) => reader.read(text, context),
    posts: (match) => match.score >= postingBar(match) && carriesItself(match),
    suggests: ({ score }) => score >= WEIGHTS.bars.suggest,
  };
}

/** What a match's score must reach for a card: more where the claim's conditions are not met, and then something of them must be. */
function postingBar({ claim, curated, complete, taught, evidence }: Match): number {
  const { bars, claimBars } = WEIGHTS;
  if (!curated) return bars.accept;
  if (complete) return claimBars[claim] ?? bars.post;
  return taught && evidence.some(({ term }) => !isLexical(term)) ? bars.partly : NEVER;
}

const NEVER = Number.POSITIVE_INFINITY;

/** A message that brings one word of its own may lean for a card on so many messages before it; past them talk has moved on. */
const LEANS_BACK = 2;

/** Whether a message brings enough of its own, or leans on what was said just before, for a card rather than a suggestion. */
function carriesItself({ evidence }: Match): boolean {
  const own = evidence.filter(({ from }) => from === undefined).length;
  return own > 1 || evidence.every(({ from = 0 }) => from <= LEANS_BACK);
}
