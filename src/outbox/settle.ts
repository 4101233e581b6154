import type { Card } from '../moderate/card.ts';
import type { Effect } from '../moderate/effect.ts';
import { fingerprint, statusShown } from '../moderate/fingerprint.ts';
import type { Outcome, Posted } from '../moderate/task.ts';
import { removal } from '../moderator/cards.ts';
import type { Core } from '../moderator/core.ts';
import { lockOf } from '../moderator/locks.ts';
import { keepNotice, reviewNotices } from '../moderator/notices.ts';
import { settleEntry } from '../moderator/queue.ts';
import { forgetAsk } from '../store/asks.ts';
import { type CardRow, cardById, changeCard } from '../store/cards.ts';
import { addEffects, type EffectRow, effectIn, endEffect, putOff } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';
import { suggestionById, suggestionShown } from '../store/suggestions.ts';
import type { EffectState } from '../store/tables.ts';
import { changeWorkspace } from '../store/workspaces.ts';
import { noteChange } from './living-cards.ts';
import { linkTo, notice, tellMissing } from './telling.ts';

/** Discord remembers a nonce for some minutes; a post that is not resolved within two counts as done, in milliseconds. */
const RESOLVE_WITHIN = 120_000;
/** What may be done twice without harm is tried for a day. */
const INSIST_FOR = 86_400_000;
/** Waits between tries of something unresolved, in milliseconds; the last one repeats. */
const RETRIES = [2_000, 8_000, 30_000];

/** How an effect ends. */
export type End = Exclude<EffectState, 'waiting' | 'performing' | 'unknown'>;

/** What a try of an effect came to. `card` is what was posted. */
export interface Tried {
  readonly row: EffectRow;
  readonly outcome: Outcome;
  readonly card?: Card;
}

/**
 * Writes down what a try came to: the effect ends with all that follows from it, or is put off. `row` is the effect as it was when
 * it was taken.
 */
export async function settle(core: Core, { row, outcome, card }: Tried): Promise<void> {
  const now = core.now();
  switch (outcome.kind) {
    case 'later': {
      // Nothing was handed over now; but after an unanswered try the platform must still look first.
      const state = isAgain(row) ? 'unknown' : 'waiting';
      return putOff(core.store.db, row, state, now + outcome.after);
    }
    case 'unknown': {
      const wait = RETRIES[Math.min(row.attempts, RETRIES.length - 1)] ?? 0;
      if (isRepeatable(row) && !isOverdue(row, now + wait))
        return putOff(core.store.db, row, 'unknown', now + wait);
      return end(core, row, 'presumed');
    }
    case 'done':
      return end(core, row, 'done', { posted: outcome.posted, card, again: isAgain(row) });
    case 'gone':
      return end(core, row, 'gone');
    case 'refused':
      return end(core, row, 'refused', { missing: outcome.missing });
  }
}

/** Kinds of effects that may be done twice. */
const HARMLESS: readonly string[] = ['remove-card', 'settle-suggestion', 'settle-notice'];
/** Whether an unanswered effect is past the time in which it can be resolved. */
export function isOverdue({ kind, first_tried_at }: EffectRow, now: number): boolean {
  const harmless = HARMLESS.includes(kind);
  const within = harmless ? INSIST_FOR : RESOLVE_WITHIN;
  return first_tried_at !== null && now - first_tried_at >= within;
}

/** Whether a second try cannot do harm: the platform knows the marker, or doing it twice is doing it once. */
export function isRepeatable({ kind }: Pick<EffectRow, 'kind'>): boolean {
  return kind !== 'whisper-author' && kind !== 'tell-asker';
}

/** Whether an earlier try got no answer. */
export function isAgain({ state }: Pick<EffectRow, 'state'>): boolean {
  return state !== 'waiting';
}

interface Details {
  readonly posted?: Posted | undefined;
  readonly card?: Card | undefined;
  readonly again?: boolean;
  readonly missing?: string;
}

/** Ends an effect, with all that follows from it, in one transaction; unless another process has taken it by now. */
export async function end(
  core: Core,
  row: EffectRow,
  state: End,
  details: Details = {},
): Promise<void> {
  const effect = effectIn(row);
  await core.store.locked([lockOf(placeOf(row))], async (db) => {
    if (!(await endEffect(db, row, state, core.now()))) return;
    await follow(db, core, effect, state, details);
    if (details.missing !== undefined) await tellMissing(db, core, effect, details.missing);
  });
}

async function follow(
  db: Db,
  core: Core,
  effect: Effect,
  state: End,
  details: Details,
): Promise<void> {
  const { posted } = details;
  switch (effect.kind) {
    case 'post-card':
      return afterPosting(db, core, effect.card, state, details);
    case 'remove-card':
      return changeCard(db, effect.card, { state: state === 'refused' ? 'gone' : 'removed' });
    case 'note-under-card':
      return afterNote(db, core, effect, state, details);
    case 'show-suggestion':
      return posted === undefined ? undefined : afterShowing(db, core, effect.suggestion, posted);
    case 'notify-moderators':
      return afterTelling(db, core, effect, state, details);
    case 'tell-asker':
      return forgetAsk(db, effect.ask);
    case 'whisper-author':
    case 'settle-suggestion':
    case 'settle-notice':
      return;
  }
}

async function afterTelling(
  db: Db,
  core: Core,
  effect: Extract<Effect, { kind: 'notify-moderators' }>,
  state: End,
  { posted }: Details,
): Promise<void> {
  const now = core.now();
  if (effect.notice === 'welcome' && state !== 'refused')
    await changeWorkspace(db, effect.place, now, { welcomed_at: now });
  if (posted !== undefined) await keepNotice(db, effect, posted, now);
}

/** An entry that was decided, or lost its message, while it was being shown says so at once. */
async function afterShowing(db: Db, core: Core, id: string, posted: Posted): Promise<void> {
  await suggestionShown(db, id, posted);
  if ((await suggestionById(db, id))?.state !== 'open') await settleEntry(db, core, id);
}

async function afterNote(
  db: Db,
  core: Core,
  { card: id, place }: Extract<Effect, { kind: 'note-under-card' }>,
  state: End,
  { card }: Details,
): Promise<void> {
  if (state === 'gone') {
    await changeCard(db, id, { state: 'gone' });
    await reviewNotices(db, place, `card:${id}`, core.now());
  } else if (state === 'done' && card !== undefined)
    await changeCard(db, id, { shown_status: statusColumn(card) });
}

async function afterPosting(
  db: Db,
  core: Core,
  id: string,
  state: End,
  { posted, card, again }: Details,
): Promise<void> {
  const row = await cardById(db, id);
  if (row === undefined) return;
  const now = core.now();
  if (state === 'done' && posted !== undefined && card !== undefined) {
    // What an earlier try posted may be an older version: it is edited as if it showed nothing.
    const isOlder = again === true && row.revision > 0;
    const stands = {
      posted_channel: posted.channel,
      posted_message: posted.message,
      posted_at: now,
      shown: isOlder ? '' : fingerprint(card),
      shown_status: isOlder ? row.shown_status : statusColumn(card),
    };
    const wantedGone = row.state === 'removing';
    await changeCard(db, id, { ...stands, ...(wantedGone ? {} : { state: 'posted' }) });
    if (wantedGone) await addEffects(db, [removal(row)], now);
    else await noteChange(db, core, { ...row, ...stands, state: 'posted' });
    return;
  }
  if (state === 'presumed') return presume(db, core, row);
  const ends = { refused: 'refused', cancelled: 'cancelled' } as const;
  await changeCard(db, id, { state: state in ends ? ends[state as keyof typeof ends] : 'gone' });
}

/** A missing card is better than a double one: it counts as posted, and moderators may look. */
async function presume(db: Db, core: Core, card: CardRow): Promise<void> {
  const now = core.now();
  const state = card.state === 'removing' ? 'gone' : 'presumed';
  await changeCard(db, card.id, { state, posted_at: now });
  const details = { claim: card.claim, ...linkTo(core, card) };
  await notice(db, core, card, 'card-presumed-posted', card.id, details);
}

/** The status that a card shows, as it is kept. */
function statusColumn(card: Card): string {
  return JSON.stringify(statusShown(card));
}
