import type { Selectable } from 'kysely';
import type { Db } from './open.ts';
import { type WorkspaceRef, workspaceColumns } from './place.ts';
import type { CountsTable } from './tables.ts';

export type CountRow = Selectable<CountsTable>;

/** What became of a claim's cards and suggestions, of those still in the store. */
export interface ClaimCounts {
  readonly claim: string;
  /** Cards that were posted, tests left out. */
  readonly shown: number;
  /** Suggestions that a moderator posted and did not take back. */
  readonly confirmed: number;
  /** Cards and suggestions of which moderators said "not about this", and did not take it back. */
  readonly wrong: number;
  /** Suggestions that nobody decided on in time. */
  readonly ignored: number;
}

/** Adds to counts of a day. */
export async function addCounts(db: Db, counts: readonly CountRow[]): Promise<void> {
  for (const row of counts)
    await db
      .insertInto('counts')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['platform', 'workspace', 'day', 'name', 'claim'])
          .doUpdateSet((given) => ({ count: given('counts.count', '+', row.count) })),
      )
      .execute();
}

/** Counts since a day, of one workspace or all. */
export async function countsSince(
  db: Db,
  day: string,
  workspace?: WorkspaceRef,
): Promise<readonly CountRow[]> {
  const rows = db.selectFrom('counts').selectAll().where('day', '>=', day);
  return (
    workspace === undefined ? rows : rows.where((row) => row.and(workspaceColumns(workspace)))
  )
    .orderBy('day')
    .execute();
}

/** Counts per claim, of one workspace or all; claims with nothing to count are left out. */
export async function claimCounts(
  db: Db,
  workspace?: WorkspaceRef,
): Promise<readonly ClaimCounts[]> {
  const [shown, settled, wrong] = await Promise.all([
    tallyCards(db, workspace),
    tallySuggestions(db, workspace),
    tallyVerdicts(db, workspace),
  ]);
  const claims = new Set([shown, settled, wrong].flatMap((rows) => rows.map(({ claim }) => claim)));
  const count = (
    rows: readonly { claim: string; state?: string; times: number }[],
    claim: string,
    state?: string,
  ) =>
    rows
      .filter((row) => row.claim === claim && (state === undefined || row.state === state))
      .reduce((sum, { times }) => sum + times, 0);
  const all = [...claims].toSorted().map((claim) => ({
    claim,
    shown: count(shown, claim),
    confirmed: count(settled, claim, 'posted'),
    wrong: count(wrong, claim),
    ignored: count(settled, claim, 'expired'),
  }));
  return all.filter(
    ({ shown, confirmed, wrong, ignored }) => shown + confirmed + wrong + ignored > 0,
  );
}

async function tallyCards(db: Db, workspace: WorkspaceRef | undefined) {
  const rows = db
    .selectFrom('cards')
    .select((row) => ['claim', row.fn.countAll<number>().as('times')])
    .where('posted_at', 'is not', null)
    .where('made_by', '!=', 'test')
    .groupBy('claim');
  return (
    workspace === undefined ? rows : rows.where((row) => row.and(workspaceColumns(workspace)))
  ).execute();
}

async function tallySuggestions(db: Db, workspace: WorkspaceRef | undefined) {
  const rows = db
    .selectFrom('suggestions')
    .select((row) => ['claim', 'state', row.fn.countAll<number>().as('times')])
    .groupBy(['claim', 'state']);
  return (
    workspace === undefined ? rows : rows.where((row) => row.and(workspaceColumns(workspace)))
  ).execute();
}

async function tallyVerdicts(db: Db, workspace: WorkspaceRef | undefined) {
  const rows = db
    .selectFrom('verdicts')
    .select((row) => ['claim', row.fn.count<number>('subject').distinct().as('times')])
    .where('undone_at', 'is', null)
    .groupBy('claim');
  return (
    workspace === undefined ? rows : rows.where((row) => row.and(workspaceColumns(workspace)))
  ).execute();
}
