import type { Selectable } from 'kysely';
import type { Db } from './open.ts';
import { type WorkspaceRef, workspaceColumns } from './place.ts';
import type { VerdictsTable } from './tables.ts';

export type VerdictRow = Selectable<VerdictsTable>;

/** Keeps a moderator's "not about this"; pressed again after an undo it counts anew. */
export async function addVerdict(db: Db, verdict: Omit<VerdictRow, 'undone_at'>): Promise<void> {
  await db
    .insertInto('verdicts')
    .values({ ...verdict, undone_at: null })
    .onConflict((conflict) =>
      conflict
        .columns(['subject', 'moderator'])
        .doUpdateSet({ given_at: verdict.given_at, undone_at: null }),
    )
    .execute();
}

/** Undoes every verdict on a card or suggestion; false when there was none. */
export async function undoVerdicts(db: Db, subject: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('verdicts')
    .set({ undone_at: now })
    .where('subject', '=', subject)
    .where('undone_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Whether a "not about this" on a card or suggestion counts. */
export async function isJudged(db: Db, subject: string): Promise<boolean> {
  const row = await db
    .selectFrom('verdicts')
    .select('subject')
    .where('subject', '=', subject)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Verdicts that count, oldest first: on one claim, or on all when `claim` is undefined. */
export async function verdictsIn(
  db: Db,
  workspace: WorkspaceRef,
  claim?: string,
): Promise<readonly VerdictRow[]> {
  const rows = db
    .selectFrom('verdicts')
    .selectAll()
    .where((row) => row.and(workspaceColumns(workspace)))
    .where('undone_at', 'is', null);
  return (claim === undefined ? rows : rows.where('claim', '=', claim))
    .orderBy('given_at')
    .execute();
}
