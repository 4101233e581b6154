import type { Claim } from '../claims/claim.ts';
import type { Match } from '../match/evidence.ts';
import type { Matcher } from '../match/match.ts';
import type { Labelled } from './labelled.ts';

/** What the matcher made of a labelled message. */
export interface Outcome {
  readonly message: Labelled;
  /** The nearest claims, best first; the first is the one that a card would be about. */
  readonly matches: readonly Match[];
  /** The claim that would be posted, if one passes its bar. */
  readonly posted: string | undefined;
  /** The claims that pass the suggestion bar. */
  readonly suggested: readonly string[];
  /** Whether a card about the right claim, or for an opinion at least the suggestion, would come. */
  readonly hit: boolean;
  /** Whether the right claim is at least suggested. */
  readonly reached: boolean;
  /** Whether a card about a wrong claim would come. */
  readonly wrong: boolean;
}

/** Reads every message as the product would. A claim that is an opinion is suggested only, so a suggestion counts as its hit. */
export function outcomesOf(
  matcher: Matcher,
  claims: readonly Claim[],
  messages: readonly Labelled[],
): readonly Outcome[] {
  const opinions = new Set(
    claims.filter(({ verification }) => verification === 'opinion').map(({ id }) => id),
  );
  return messages.map((message) => outcomeOf(matcher, opinions, message));
}

function outcomeOf(matcher: Matcher, opinions: ReadonlySet<string>, message: Labelled): Outcome {
  const { matches } = matcher.read(message.text, message.context);
  const best = matches[0];
  const posted = best !== undefined && matcher.posts(best) ? best.claim : undefined;
  const suggested = matches.filter((match) => matcher.suggests(match)).map(({ claim }) => claim);
  const asked = ({ claims }: Labelled, claim: string) => claims.includes(claim);
  const judged = posted !== undefined && (message.not === undefined || message.not === posted);
  return {
    message,
    matches,
    posted,
    suggested,
    hit:
      (posted !== undefined && asked(message, posted)) ||
      suggested.some((claim) => opinions.has(claim) && asked(message, claim)),
    reached: suggested.some((claim) => asked(message, claim)),
    wrong: judged && !asked(message, posted),
  };
}
