import { type CardRow, STANDING } from './cards.ts';
import type { Db } from './open.ts';

/** How many are looked at in one go; those that another process must edit are passed over. */
const AT_ONCE = 20;

/** Posted cards of a platform that show something else than they should, and may be edited now; longest waiting first. */
export async function nextEdits(
  db: Db,
  platform: string,
  now: number,
): Promise<readonly CardRow[]> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where('platform', '=', platform)
    .where('state', '=', 'posted')
    .where('uneditable', '=', 0)
    .where('edit_after', '<=', now)
    .whereRef('shown', '!=', 'wanted')
    .orderBy('edit_after')
    .orderBy('created_at')
    .limit(AT_ONCE)
    .execute();
}

/** Takes an edit for this process; false when another one was quicker. */
export async function leaseEdit(db: Db, card: CardRow, until: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('cards')
    .set({ edit_after: until })
    .where('id', '=', card.id)
    .where('state', '=', 'posted')
    .where('edit_after', '=', card.edit_after)
    .where('wanted', '=', card.wanted)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Whether a card still stands posted with an old text. */
export async function isBehind(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('cards').select('state').where('id', '=', id).executeTakeFirst();
  return row?.state === 'posted';
}

/** How far the edits are: cards that stand, and those of them that show an old text. */
export interface EditProgress {
  readonly standing: number;
  readonly behind: number;
  /** Cards that the platform does not let us edit. */
  readonly uneditable: number;
}

/** Progress of the edits over all workspaces, for the desk. */
export async function editProgress(db: Db): Promise<EditProgress> {
  const cards = await db
    .selectFrom('cards')
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('standing'),
      fn.count<number>(eb.case().when('uneditable', '=', 1).then(1).end()).as('uneditable'),
      fn
        .count<number>(
          eb
            .case()
            .when(eb.and([eb('uneditable', '=', 0), eb('shown', '!=', eb.ref('wanted'))]))
            .then(1)
            .end(),
        )
        .as('behind'),
    ])
    .where('state', '=', 'posted')
    .executeTakeFirstOrThrow();
  return cards;
}

/** The claims of cards that stand or are on their way, with the version that each should show. */
export async function claimsShown(
  db: Db,
): Promise<readonly { readonly claim: string; readonly wanted: string }[]> {
  return db
    .selectFrom('cards')
    .select(['claim', 'wanted'])
    .distinct()
    .where('state', 'in', STANDING)
    .execute();
}

/** Cards of a claim that stand or are on their way and should show another version than `wanted`. */
export async function cardsBehind(
  db: Db,
  claim: string,
  wanted: string,
): Promise<readonly CardRow[]> {
  return db
    .selectFrom('cards')
    .selectAll()
    .where('claim', '=', claim)
    .where('state', 'in', STANDING)
    .where('wanted', '!=', wanted)
    .execute();
}

/** Wants a new version of a card; false when somebody was quicker. An edit under way ends first. */
export async function wantVersion(db: Db, card: CardRow, wanted: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('cards')
    .set({ wanted, revision: card.revision + 1 })
    .where('id', '=', card.id)
    .where('wanted', '=', card.wanted)
    .where('revision', '=', card.revision)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
