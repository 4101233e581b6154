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
 * A matcher over claims without conditions: for a text the claims that it may repeat, best first, 50 where there are as many. It knows their words only. The same text gives the same results.
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

/** Says of a message which claims it comes near, how sure that is, and why. It keeps no message; words that it met stay in memory for a while, singly. */
export interface Matcher {
  /** Reads a message. `context` holds earlier messages of the conversation, oldest first, from which pronouns may borrow. */
  read(text: string, context?: readonly string[]): Reading;
  /** Whether the score passes the claim's posting bar. */
  posts(match: Match): boolean;
  /** Whether the score is enough to suggest the claim to moderators. */
  suggests(match: Match): boolean;
}

/** A matcher over curated and imported claims; ready in half a second, with 100,000 imported claims in a few seconds. */
export function createMatcher(input: MatcherInput): Matcher {
  const reader = new MessageReader(input);
  return {
    read: (text, context = []) => reader.read(text, context),
    posts: (match) => match.score >= barOf(match) && mayPost(match),
    suggests: ({ score }) => score >= WEIGHTS.bars.suggest,
  };
}

function barOf({ curated, complete }: Match): number {
  const { post, partly, accept } = WEIGHTS.bars;
  if (!curated) return accept;
  return complete ? post : partly;
}

/**
 * Whether anything but its score keeps a match from a card: its claim's conditions must be met, or else the matcher must have been
 * taught of it and something of the vocabulary must be found that can be shown; and the message must carry it by itself.
 */
export function mayPost(match: Match): boolean {
  const { curated, complete, taught, evidence } = match;
  const shown = taught && evidence.some(({ term }) => !isLexical(term));
  return (!curated || complete || shown) && carriesItself(match);
}

/** A message that brings one word of its own may lean for a card on so many messages before it; past them talk has moved on. */
const LEANS_BACK = 2;

/** Whether a message brings enough of its own, or leans on what was said just before, for a card rather than a suggestion. */
function carriesItself({ evidence }: Match): boolean {
  const own = evidence.filter(({ from }) => from === undefined).length;
  return own > 1 || evidence.every(({ from = 0 }) => from <= LEANS_BACK);
}
