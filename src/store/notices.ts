import type { Selectable } from 'kysely';
import type { Db } from './open.ts';
import { type WorkspaceRef, workspaceColumns } from './place.ts';
import type { NoticesTable } from './tables.ts';

export type NoticeRow = Selectable<NoticesTable>;

/** Keeps where a notice with buttons stands. */
export async function addNotice(db: Db, notice: NoticeRow): Promise<void> {
  await db
    .insertInto('notices')
    .values(notice)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** A notice by the key of the effect that told it. */
export async function noticeByKey(db: Db, key: string): Promise<NoticeRow | undefined> {
  return db.selectFrom('notices').selectAll().where('key', '=', key).executeTakeFirst();
}

/** The notices of a workspace about one thing. */
export async function noticesAbout(
  db: Db,
  workspace: WorkspaceRef,
  about: string,
): Promise<readonly NoticeRow[]> {
  return db
    .selectFrom('notices')
    .selectAll()
    .where((row) => row.and({ ...workspaceColumns(workspace), about }))
    .execute();
}

/** Keeps what became of what a notice is about, and when; null lets its buttons count again. */
export async function settleNotice(
  db: Db,
  key: string,
  since: string | null,
  at: number,
): Promise<void> {
  await db
    .updateTable('notices')
    .set({ since, settled_at: since === null ? null : at })
    .where('key', '=', key)
    .execute();
}

/** Erases notices told before a time. */
export async function forgetNoticesBefore(db: Db, time: number): Promise<void> {
  await db.deleteFrom('notices').where('told_at', '<', time).execute();
}
