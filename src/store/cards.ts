import type { Selectable, Updateable } from 'kysely';
import type { Place } from '../message.ts';
import type { Db } from './open.ts';
import { placeColumns, type WorkspaceRef, workspaceColumns } from './place.ts';
import type { CardsTable } from './tables.ts';

export type CardRow = Selectable<CardsTable>;
export type NewCard = Omit<
  CardRow,
  | 'state'
  | 'posted_channel'
  | 'posted_message'
  | 'shown'
  | 'revision'
  | 'uneditable'
  | 'edit_after'
  | 'posted_at'
>;

/** States of a card that stands, or may stand, on the platform or is about to. */
export const STANDING = ['pending', 'posted', 'presumed', 'removing'] as const;
/** States of a card that was never seen by anybody: it counts for no cooldown and no budget. */
const NEVER_SEEN = ['cancelled', 'refused'] as const;

/** A card by its id. */
export async function cardById(db: Db, id: string): Promise<CardRow | undefined> {
  return db.selectFrom('cards').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The card that answers a message, in whatever state. */
export async function cardOn(db: Db, place: Place, message: string): Promise<CardRow | undefined> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where((row) => row.and({ ...placeColumns(place), message }))
    .executeTakeFirst();
}

/** The card that stands as a message of ours. A thread may be a channel of its own, so the workspace and the id must do. */
export async function cardPostedAs(
  db: Db,
  workspace: WorkspaceRef,
  posted: string,
): Promise<CardRow | undefined> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where((row) => row.and({ ...workspaceColumns(workspace), posted_message: posted }))
    .executeTakeFirst();
}

/** When a claim last had a card in a channel, counted from the decision to post it; a test card of the setup is none. */
export async function lastCardAt(db: Db, place: Place, claim: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('cards')
    .select((card) => card.fn.max('created_at').as('at'))
    .where((card) => card.and({ ...placeColumns(place), claim }))
    .where('made_by', '!=', 'test')
    .where('state', 'not in', NEVER_SEEN)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** How many cards a channel got since a time, shared ones and moderators' own included, test cards not. */
export async function cardsSince(db: Db, place: Place, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('cards')
    .select((card) => card.fn.countAll<number>().as('count'))
    .where((card) => card.and(placeColumns(place)))
    .where('made_by', '!=', 'test')
    .where('state', 'not in', NEVER_SEEN)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

/** Writes a card that is about to be posted; false when its message has one already. */
export async function addCard(db: Db, card: NewCard): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('cards')
    .values({ ...card, state: 'pending' })
    .onConflict((conflict) =>
      conflict.columns(['platform', 'workspace', 'channel', 'message']).doNothing(),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Changes a card. */
export async function changeCard(
  db: Db,
  id: string,
  change: Updateable<CardsTable>,
): Promise<void> {
  await db.updateTable('cards').set(change).where('id', '=', id).execute();
}

/** Erases a card that stands nowhere, with its votes, so that its message may have another one. */
export async function forgetCard(db: Db, id: string): Promise<void> {
  const gone = db
    .selectFrom('cards')
    .select('id')
    .where('id', '=', id)
    .where('state', 'not in', STANDING);
  await db.deleteFrom('votes').where('card', 'in', gone).execute();
  await db.deleteFrom('cards').where('id', '=', id).where('state', 'not in', STANDING).execute();
}

/** The latest cards of a workspace, for the desk and for moderators. */
export async function latestCards(
  db: Db,
  workspace: WorkspaceRef,
  most: number,
): Promise<readonly CardRow[]> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where((row) => row.and(workspaceColumns(workspace)))
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute();
}

/** Cards that stand in a channel, or are on their way there. */
export async function standingCards(db: Db, place: Place): Promise<readonly CardRow[]> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where((row) => row.and(placeColumns(place)))
    .where('state', 'in', STANDING)
    .execute();
}

/** Erases cards that are gone, made before a time. */
export async function forgetCardsBefore(db: Db, time: number): Promise<void> {
  const old = db
    .selectFrom('cards')
    .select('id')
    .where('state', 'not in', STANDING)
    .where('created_at', '<', time);
  await db.deleteFrom('votes').where('card', 'in', old).execute();
  await db
    .deleteFrom('cards')
    .where('state', 'not in', STANDING)
    .where('created_at', '<', time)
    .execute();
}
