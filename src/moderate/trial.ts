import type { Day } from '../claims/partial-date.ts';
import type { Reading } from '../match/evidence.ts';
import { candidate, decide, NO_HISTORY } from './decide.ts';
import type { Decision, Silence } from './decision.ts';
import type { Reader } from './reader.ts';
import { FIRST_SETTINGS, type Settings } from './settings.ts';

/** A message read and decided about as if nothing had happened before. */
export interface Trial {
  readonly reading: Reading;
  readonly decision: Decision;
}

/** A channel in which everything may be said: every topic chosen, the highest rung. */
export const OPEN_CHANNEL: Settings = { ...FIRST_SETTINGS, rung: 'channel', topics: 'all' };

/**
 * Decides about a text as a live channel without cooldowns would, for `explain` and the desk. `context` are earlier messages of
 * the conversation, oldest first.
 */
export function tryMessage(
  { matcher, standings }: Pick<Reader, 'matcher' | 'standings'>,
  today: Day,
  text: string,
  context: readonly string[] = [],
): Trial {
  const reading = matcher.read(text, context);
  const match = candidate(reading, (near) => matcher.suggests(near));
  const claim = match === undefined ? undefined : standings.of(match.claim, today);
  if (match === undefined || claim === undefined) return { reading, decision: noMatch(reading) };
  const decision = decide({
    author: { id: 'someone', kind: 'person', roles: [] },
    at: 0,
    now: 0,
    reading,
    match,
    passesBar: matcher.posts(match),
    claim,
    settings: OPEN_CHANNEL,
    sharedUnset: false,
    history: NO_HISTORY,
  });
  return { reading, decision };
}

/** Silence because the author's own words came near nothing; `near` is what came nearest, if anything did. */
export function noMatch(reading: Reading): Decision {
  const [near] = reading.matches;
  const reason = silenceWithoutMatch(reading);
  return { kind: 'silent', reason, ...(near === undefined ? {} : { near }) };
}

/** Why a message that comes near nothing is left alone: when a quotation or code came near, that is the reason. */
export function silenceWithoutMatch({ quotedOnly, codeOnly }: Reading): Silence {
  if (quotedOnly.length > 0) return 'quoted';
  return codeOnly.length > 0 ? 'code' : 'no-match';
}
