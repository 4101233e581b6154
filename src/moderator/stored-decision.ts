import type { Match } from '../match/evidence.ts';
import type { Place } from '../message.ts';
import { type Decision, HOLDS, SILENCES } from '../moderate/decision.ts';
import { cardOn } from '../store/cards.ts';
import { type DecisionRow, decisionOn } from '../store/decisions.ts';
import type { Db } from '../store/open.ts';

/** A decision as it was made, with the nearest matches as they were kept: vocabulary ids and positions, no words. */
export interface StoredDecision {
  readonly row: DecisionRow;
  readonly decision: Decision;
  readonly matches: readonly Match[];
}

/** What was decided about a message; undefined when nothing was, or it is no longer kept. */
export async function storedDecision(
  db: Db,
  place: Place,
  message: string,
): Promise<StoredDecision | undefined> {
  const row = await decisionOn(db, place, message);
  if (row === undefined) return undefined;
  const card = row.kind === 'card' ? await cardOn(db, place, message) : undefined;
  return readDecision(row, card?.rung ?? 'channel');
}

/** Reads a row as the decision it was; undefined when an older version wrote what this one does not know. */
export function readDecision(
  row: DecisionRow,
  rung: 'thread' | 'channel',
): StoredDecision | undefined {
  const matches = JSON.parse(row.matches) as readonly Match[];
  const [match] = matches;
  if (match === undefined) return undefined;
  const decision = decisionOf(row, match, rung);
  return decision === undefined ? undefined : { row, decision, matches };
}

function decisionOf(
  { kind, reason, would_have }: DecisionRow,
  match: Match,
  rung: 'thread' | 'channel',
): Decision | undefined {
  if (kind === 'card') return { kind, match, rung };
  if (kind === 'suggest') {
    const hold = HOLDS.find((known) => known === reason);
    return hold === undefined ? undefined : { kind, match, reason: hold };
  }
  const silence = SILENCES.find((known) => known === reason);
  if (silence === undefined) return undefined;
  const wouldHave = would_have === null ? {} : { wouldHave: would_have };
  return { kind: 'silent', reason: silence, near: match, ...wouldHave };
}
