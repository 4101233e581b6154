import type { Selectable } from 'kysely';
import type { Db } from './open.ts';
import { type WorkspaceRef, workspaceColumns } from './place.ts';
import type { WorkspacesTable } from './tables.ts';

export type WorkspaceRow = Selectable<WorkspacesTable>;

/** A workspace, when it is known. */
export async function workspaceRow(
  db: Db,
  workspace: WorkspaceRef,
): Promise<WorkspaceRow | undefined> {
  return db
    .selectFrom('workspaces')
    .selectAll()
    .where((row) => row.and(workspaceColumns(workspace)))
    .executeTakeFirst();
}

/** Every workspace the bot is in. */
export async function allWorkspaces(db: Db): Promise<readonly WorkspaceRow[]> {
  return db.selectFrom('workspaces').selectAll().execute();
}

/** Makes sure that a workspace has a row; true when it is new. */
export async function joinWorkspace(
  db: Db,
  workspace: WorkspaceRef,
  at: number,
  moderatorsChannel?: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('workspaces')
    .values({
      ...workspaceColumns(workspace),
      joined_at: at,
      welcomed_at: null,
      moderators_channel: moderatorsChannel ?? null,
      breaker_opened_at: null,
      breaker_closed_at: null,
    })
    .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Changes a workspace; one that is not known yet is made first. */
export async function changeWorkspace(
  db: Db,
  workspace: WorkspaceRef,
  at: number,
  change: Partial<Omit<WorkspaceRow, 'platform' | 'workspace' | 'joined_at'>>,
): Promise<void> {
  await joinWorkspace(db, workspace, at);
  await db
    .updateTable('workspaces')
    .set(change)
    .where((row) => row.and(workspaceColumns(workspace)))
    .execute();
}

const ROWS_OF_A_WORKSPACE = [
  'workspaces',
  'settings',
  'claim_states',
  'decisions',
  'cards',
  'effects',
  'suggestions',
  'notices',
  'verdicts',
  'asks',
  'counts',
] as const;

/** Erases everything of a workspace. */
export async function eraseWorkspace(db: Db, workspace: WorkspaceRef): Promise<void> {
  const cards = db
    .selectFrom('cards')
    .select('id')
    .where((row) => row.and(workspaceColumns(workspace)));
  await db.deleteFrom('votes').where('card', 'in', cards).execute();
  for (const table of ROWS_OF_A_WORKSPACE)
    await db
      .deleteFrom(table)
      .where('platform', '=', workspace.platform)
      .where('workspace', '=', workspace.workspace)
      .execute();
}
