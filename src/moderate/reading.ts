import type { Reading } from '../match/evidence.ts';
import type { Matcher } from '../match/match.ts';
import type { Message } from '../message.ts';

/**
 * Reads a message as the gates want it: its author's words first; what the author only passes on (a forward, a link preview) is
 * matched too, but counts as quoted, unless the author says the same.
 */
export function readMessage(
  matcher: Matcher,
  message: Pick<Message, 'text' | 'passedOn'>,
  earlier: readonly string[],
): Reading {
  const own = matcher.read(message.text, earlier);
  const passedOn = (message.passedOn ?? []).map((text) => matcher.read(text));
  return passedOn.reduce((all, reading) => withQuoted(all, reading, matcher), own);
}

function withQuoted(own: Reading, other: Reading, matcher: Matcher): Reading {
  const said = new Set(
    own.matches.filter((match) => matcher.suggests(match)).map(({ claim }) => claim),
  );
  const added = other.matches.filter((match) => matcher.suggests(match) && !said.has(match.claim));
  if (added.length === 0) return own;
  const claims = added.map(({ claim }) => claim);
  const kept = own.matches.filter(({ claim }) => !claims.includes(claim));
  // Evidence points into the text passed on, which nobody shows: the terms are kept, the places are not.
  const quoted = added.map((match) => ({
    ...match,
    evidence: match.evidence.map((one) => ({ ...one, span: { start: 0, end: 0 } })),
  }));
  return {
    ...own,
    matches: [...kept, ...quoted].toSorted((a, b) => b.score - a.score),
    quotedOnly: [...new Set([...own.quotedOnly, ...claims])],
  };
}
