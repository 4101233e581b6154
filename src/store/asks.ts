import type { Selectable } from 'kysely';
import type { Db } from './open.ts';
import { type WorkspaceRef, workspaceColumns } from './place.ts';
import type { AsksTable } from './tables.ts';

export type AskRow = Selectable<AsksTable>;

/** Keeps a question that no claim answered. */
export async function addAsk(db: Db, ask: AskRow): Promise<void> {
  await db.insertInto('asks').values(ask).execute();
}

/** A question by its id. */
export async function askById(db: Db, id: string): Promise<AskRow | undefined> {
  return db.selectFrom('asks').selectAll().where('id', '=', id).executeTakeFirst();
}

/** How often somebody asked since a time, by their hash: for the limit per person. */
export async function asksOf(db: Db, asker: string, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('asks')
    .select((ask) => ask.fn.countAll<number>().as('count'))
    .where('asker', '=', asker)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

/** A question that somebody asked before in words alike, by their hash. */
export async function askedBefore(
  db: Db,
  asker: string,
  likeness: string,
): Promise<AskRow | undefined> {
  return db
    .selectFrom('asks')
    .selectAll()
    .where('asker', '=', asker)
    .where('likeness', '=', likeness)
    .executeTakeFirst();
}

/** Open questions, newest first: of one workspace or all. */
export async function asks(db: Db, workspace?: WorkspaceRef): Promise<readonly AskRow[]> {
  const rows = db.selectFrom('asks').selectAll();
  return (
    workspace === undefined ? rows : rows.where((row) => row.and(workspaceColumns(workspace)))
  )
    .orderBy('asked_at', 'desc')
    .execute();
}

/** Questions whose askers want to be told. */
export async function asksToTell(db: Db): Promise<readonly AskRow[]> {
  return db.selectFrom('asks').selectAll().where('tell', 'is not', null).execute();
}

/** Keeps whom to tell, in clear, until told; null erases it. */
export async function setTell(db: Db, id: string, person: string | null): Promise<void> {
  await db.updateTable('asks').set({ tell: person }).where('id', '=', id).execute();
}

/** Erases a question. */
export async function forgetAsk(db: Db, id: string): Promise<void> {
  await db.deleteFrom('asks').where('id', '=', id).execute();
}

/** Erases everything that somebody asked, by their hash. */
export async function forgetAsker(db: Db, asker: string): Promise<void> {
  await db.deleteFrom('asks').where('asker', '=', asker).execute();
}

/** Erases questions asked before a time. */
export async function forgetAsksBefore(db: Db, time: number): Promise<void> {
  await db.deleteFrom('asks').where('asked_at', '<', time).execute();
}
