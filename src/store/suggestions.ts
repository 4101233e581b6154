import type { Selectable } from 'kysely';
import type { Place } from '../message.ts';
import type { Db } from './open.ts';
import { placeColumns, type WorkspaceRef, workspaceColumns } from './place.ts';
import type { SuggestionsTable } from './tables.ts';

export type SuggestionRow = Selectable<SuggestionsTable>;
export type NewSuggestion = Omit<
  SuggestionRow,
  'state' | 'decided_by' | 'decided_at' | 'posted_channel' | 'posted_message'
>;
export type SuggestionEnd = Exclude<SuggestionRow['state'], 'open'>;

/** A suggestion by its id. */
export async function suggestionById(db: Db, id: string): Promise<SuggestionRow | undefined> {
  return db.selectFrom('suggestions').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The open suggestion of a claim at a place: there is one at most. */
export async function openSuggestion(
  db: Db,
  place: Place,
  claim: string,
): Promise<SuggestionRow | undefined> {
  return db
    .selectFrom('suggestions')
    .selectAll()
    .where((row) => row.and({ ...placeColumns(place), claim, state: 'open' }))
    .executeTakeFirst();
}

/** The open suggestions about a message. */
export async function suggestionsOn(
  db: Db,
  place: Place,
  message: string,
): Promise<readonly SuggestionRow[]> {
  return db
    .selectFrom('suggestions')
    .selectAll()
    .where((row) => row.and({ ...placeColumns(place), message, state: 'open' }))
    .execute();
}

/** Writes an open suggestion. */
export async function addSuggestion(db: Db, suggestion: NewSuggestion): Promise<void> {
  await db
    .insertInto('suggestions')
    .values({ ...suggestion, state: 'open' })
    .execute();
}

/** Ends an open suggestion; false when somebody, or time, was quicker. `by` is a moderator, or null for expiry. */
export async function settleSuggestion(
  db: Db,
  id: string,
  end: SuggestionEnd,
  by: string | null,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('suggestions')
    .set({ state: end, decided_by: by, decided_at: now })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Opens a settled suggestion again, to undo; false when another of its claim is open there by now. */
export async function reopenSuggestion(db: Db, id: string): Promise<boolean> {
  const row = await suggestionById(db, id);
  if (row === undefined || row.state === 'open') return false;
  const place = { platform: row.platform, workspace: row.workspace, channel: row.channel } as Place;
  if ((await openSuggestion(db, place, row.claim)) !== undefined) return false;
  await db
    .updateTable('suggestions')
    .set({ state: 'open', decided_by: null, decided_at: null })
    .where('id', '=', id)
    .execute();
  return true;
}

/** Ends a suggestion whose decision was taken back for good: it counts as decided no more. */
export async function endUndone(db: Db, id: string, by: string, now: number): Promise<void> {
  await db
    .updateTable('suggestions')
    .set({ state: 'undone', decided_by: by, decided_at: now })
    .where('id', '=', id)
    .where('state', '!=', 'open')
    .execute();
}

/** Ends the time of what was decided about a message that is gone: taken back, it is asked no more. */
export async function endTimeOn(db: Db, place: Place, message: string, now: number): Promise<void> {
  await db
    .updateTable('suggestions')
    .set({ expires_at: now })
    .where((row) => row.and({ ...placeColumns(place), message }))
    .where('state', 'in', ['not-about', 'muted'])
    .where('expires_at', '>', now)
    .execute();
}

/** Whether moderators decided about a message and a claim already, or took back what they had decided. */
export async function isDecidedOn(
  db: Db,
  place: Place,
  message: string,
  claim: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('suggestions')
    .select('id')
    .where((columns) => columns.and({ ...placeColumns(place), message, claim }))
    .where('decided_by', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps where the queue entry stands. */
export async function suggestionShown(
  db: Db,
  id: string,
  posted: { readonly channel: string; readonly message: string },
): Promise<void> {
  await db
    .updateTable('suggestions')
    .set({ posted_channel: posted.channel, posted_message: posted.message })
    .where('id', '=', id)
    .execute();
}

/** Open suggestions, oldest first: of a workspace or all. */
export async function queue(db: Db, workspace?: WorkspaceRef): Promise<readonly SuggestionRow[]> {
  const open = db.selectFrom('suggestions').selectAll().where('state', '=', 'open');
  const rows =
    workspace === undefined ? open : open.where((row) => row.and(workspaceColumns(workspace)));
  return rows.orderBy('created_at').execute();
}

/** Open suggestions whose time is over. */
export async function overdueSuggestions(db: Db, now: number): Promise<readonly SuggestionRow[]> {
  return db
    .selectFrom('suggestions')
    .selectAll()
    .where('state', '=', 'open')
    .where('expires_at', '<=', now)
    .execute();
}

/** Erases settled suggestions made before a time. */
export async function forgetSuggestionsBefore(db: Db, time: number): Promise<void> {
  await db
    .deleteFrom('suggestions')
    .where('state', '!=', 'open')
    .where('created_at', '<', time)
    .execute();
}
