import type { Place } from '../message.ts';
import type { Hold } from '../moderate/decision.ts';
import { SUGGESTION_LASTS } from '../moderate/suggestion.ts';
import { cardOn } from '../store/cards.ts';
import { setMuted } from '../store/claim-states.ts';
import { addEffects, cancelEffects } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';
import {
  addSuggestion,
  endUndone,
  reopenSuggestion,
  type SuggestionEnd,
  type SuggestionRow,
  settleSuggestion,
  suggestionById,
} from '../store/suggestions.ts';
import { makeCard, takeAway } from './cards.ts';
import { type Core, newId } from './core.ts';
import { addNotAbout, undoNotAbout } from './feedback.ts';
import { lockOf, workspaceLock } from './locks.ts';

/** A card to ask moderators about. */
export interface SuggestionOrder {
  readonly place: Place;
  readonly thread?: string;
  readonly message: string;
  readonly claim: string;
  readonly decision: string;
  readonly reason: Hold;
  readonly rung: 'thread' | 'channel';
}

/** What a moderator decides about a suggestion. */
export type QueueDecision = Exclude<SuggestionEnd, 'expired' | 'undone'>;

/**
 * What became of a moderator's press: it counted; somebody or time was quicker; the suggestion is unknown; or the claim cannot be
 * posted, because it is imported or left the database.
 */
export type Settling =
  | { readonly kind: 'done'; readonly suggestion: SuggestionRow; readonly card?: string }
  | { readonly kind: 'too-late'; readonly suggestion: SuggestionRow }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-postable'; readonly suggestion: SuggestionRow };

/** What became of an Undo: it counted, and the suggestion is open again or over; nothing was decided; it is unknown. */
export type TakingBack =
  | { readonly kind: 'done' | 'nothing'; readonly suggestion: SuggestionRow }
  | { readonly kind: 'unknown' };

/** Asks moderators about a card, within a transaction that holds the lock of its place. */
export async function suggest(db: Db, core: Core, order: SuggestionOrder): Promise<void> {
  const now = core.now();
  const suggestion = newId();
  const { place } = order;
  await addSuggestion(db, {
    platform: place.platform,
    workspace: place.workspace,
    channel: place.channel,
    id: suggestion,
    thread: order.thread ?? null,
    message: order.message,
    claim: order.claim,
    decision: order.decision,
    reason: order.reason,
    rung: order.rung,
    created_at: now,
    expires_at: now + SUGGESTION_LASTS,
  });
  const key = `suggest:${suggestion}`;
  await addEffects(db, [{ kind: 'show-suggestion', key, suggestion, place }], now);
}

/** A moderator decides on a suggestion; the first decision counts. The queue entry follows. */
export async function decideSuggestion(
  core: Core,
  id: string,
  decision: QueueDecision,
  moderator: string,
): Promise<Settling> {
  const known = await suggestionById(core.store.db, id);
  if (known === undefined) return { kind: 'unknown' };
  const place = placeOf(known);
  const settled = await core.store.locked([lockOf(place), workspaceLock(place)], async (db) => {
    if (decision === 'posted' && !isPostable(core, known.claim))
      return { kind: 'not-postable', suggestion: known } as const;
    const now = core.now();
    const first =
      known.expires_at > now && (await settleSuggestion(db, id, decision, moderator, now));
    const suggestion = (await suggestionById(db, id)) ?? known;
    if (!first) return { kind: 'too-late', suggestion } as const;
    const card = await followUp(db, core, known, decision, moderator);
    await settleEntry(db, core, id);
    return { kind: 'done', suggestion, ...(card === undefined ? {} : { card }) } as const;
  });
  core.wake();
  return settled;
}

/** Takes a decision on a suggestion back: its card, verdict or mute goes, and it is open again while it still can be decided. */
export async function undoSuggestion(
  core: Core,
  id: string,
  moderator: string,
): Promise<TakingBack> {
  const known = await suggestionById(core.store.db, id);
  if (known === undefined) return { kind: 'unknown' };
  const place = placeOf(known);
  const back = await core.store.locked([lockOf(place), workspaceLock(place)], async (db) => {
    const suggestion = (await suggestionById(db, id)) ?? known;
    if (!isDecided(suggestion)) return { kind: 'nothing', suggestion } as const;
    const now = core.now();
    await takeBack(db, core, suggestion, moderator);
    const mayReopen = suggestion.state !== 'posted' && suggestion.expires_at > now;
    if (!(mayReopen && (await reopenSuggestion(db, id)))) await endUndone(db, id, moderator, now);
    await settleEntry(db, core, id);
    return { kind: 'done', suggestion: (await suggestionById(db, id)) ?? suggestion } as const;
  });
  core.wake();
  return back;
}

function isDecided({ state }: SuggestionRow): boolean {
  return state === 'posted' || state === 'not-about' || state === 'muted';
}

/** Takes back what followed from a decision. */
async function takeBack(
  db: Db,
  core: Core,
  { id, state, message, claim, ...row }: SuggestionRow,
  moderator: string,
): Promise<void> {
  const place = placeOf(row);
  if (state === 'not-about') await undoNotAbout(db, core, place, id, moderator);
  if (state === 'muted') await setMuted(db, place, claim, false, { moderator, at: core.now() });
  const card = state === 'posted' ? await cardOn(db, place, message) : undefined;
  if (card !== undefined) await takeAway(db, core, card.id);
}

/** Ends a suggestion whose time is over, or whose message is gone, within a transaction that holds the lock of its place. */
export async function expire(db: Db, core: Core, suggestion: SuggestionRow): Promise<void> {
  const now = core.now();
  if (!(await settleSuggestion(db, suggestion.id, 'expired', null, now))) return;
  await cancelEffects(db, suggestion.id, now, ['show-suggestion']);
  await settleEntry(db, core, suggestion.id);
}

async function followUp(
  db: Db,
  core: Core,
  { id, claim, message, thread, rung, ...row }: SuggestionRow,
  decision: QueueDecision,
  moderator: string,
): Promise<string | undefined> {
  const place = placeOf(row);
  const by = { moderator, at: core.now() };
  if (decision === 'muted') await setMuted(db, place, claim, true, by);
  if (decision === 'not-about')
    await addNotAbout(db, core, { place, subject: id, claim, rung }, by);
  if (decision !== 'posted') return undefined;
  const where = { place, message, ...(thread === null ? {} : { thread }) };
  return makeCard(db, core, { ...where, claim, rung, madeBy: 'moderator' });
}

/** Has the queue entry say what became of it, within a transaction. */
export async function settleEntry(db: Db, core: Core, id: string): Promise<void> {
  const suggestion = await suggestionById(db, id);
  if (suggestion === undefined) return;
  const key = `settle:${id}:${newId()}`;
  const place = placeOf(suggestion);
  await addEffects(db, [{ kind: 'settle-suggestion', key, suggestion: id, place }], core.now());
}

function isPostable(core: Core, claim: string): boolean {
  return core.reader().database.byId.has(claim);
}
