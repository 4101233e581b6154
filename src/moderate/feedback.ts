import { lower, lowest, RUNGS, type Rung } from './rung.ts';

/** Two different cards: one may be a slip. */
const CARDS_TO_LOWER = 2;
/** Five wrong cards in ten minutes are no accident of one claim. */
const CARDS_TO_BREAK = 5;
/** The time in which they must fall, in milliseconds. */
export const BREAKER_WINDOW = 600_000;

/** A moderator's "not about this" that was not undone. `rung` is the one in force for the claim where the card stood. */
export interface Verdict {
  readonly subject: string;
  readonly rung: Rung;
  readonly at: number;
}

/**
 * How far a claim may go after what moderators said of its cards, oldest first: each two different cards lower it one rung from
 * where it was in force. Undefined when nothing holds it down.
 */
export function capAfter(verdicts: readonly Verdict[]): Rung | undefined {
  const first = firstOfEach(verdicts);
  let cap: Rung | undefined;
  for (let at = CARDS_TO_LOWER - 1; at < first.length; at += CARDS_TO_LOWER)
    cap = lower(lowest([first[at]?.rung ?? 'channel', ...(cap === undefined ? [] : [cap])]));
  return cap;
}

/**
 * How far a claim may go when what `capAfter` says of its verdicts changes from `before` to `after`. What an administrator set by hand
 * (`held` is then something else than `before`) stands: verdicts may lower it further, never raise it.
 */
export function capWith(
  held: Rung | undefined,
  before: Rung | undefined,
  after: Rung | undefined,
): Rung | undefined {
  if (before === after) return held;
  if (held === before || held === undefined) return after;
  return after === undefined ? held : lowest([held, after]);
}

/** Whether a workspace's verdicts open its breaker; those before it was last closed do not count. */
export function opensBreaker(
  verdicts: readonly Verdict[],
  now: number,
  closedAt: number | undefined,
): boolean {
  const since = Math.max(now - BREAKER_WINDOW, closedAt ?? Number.NEGATIVE_INFINITY);
  return firstOfEach(verdicts.filter(({ at }) => at > since)).length >= CARDS_TO_BREAK;
}

/** A word of a row as a rung; anything unknown is the lowest. */
export function rungOf(word: string): Rung {
  return RUNGS.find((rung) => rung === word) ?? 'shadow';
}

function firstOfEach(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter(
    ({ subject }, index) => verdicts.findIndex((other) => other.subject === subject) === index,
  );
}
