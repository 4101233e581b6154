import type { Selectable } from 'kysely';
import type { Place } from '../message.ts';
import type { Db } from './open.ts';
import { placeColumns, type WorkspaceRef, workspaceColumns } from './place.ts';
import type { DecisionsTable } from './tables.ts';

export type DecisionRow = Selectable<DecisionsTable>;

/** What was decided last about a message. */
export async function decisionOn(
  db: Db,
  place: Place,
  message: string,
): Promise<DecisionRow | undefined> {
  return db
    .selectFrom('decisions')
    .selectAll()
    .where((row) => row.and({ ...placeColumns(place), message }))
    .executeTakeFirst();
}

/** A decision by its id. */
export async function decisionById(db: Db, id: string): Promise<DecisionRow | undefined> {
  return db.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Keeps a decision; an earlier one about the same message gives way. */
export async function writeDecision(db: Db, decision: DecisionRow): Promise<void> {
  await db
    .insertInto('decisions')
    .values(decision)
    .onConflict((conflict) =>
      conflict.columns(['platform', 'workspace', 'channel', 'message']).doUpdateSet(decision),
    )
    .execute();
}

/** What the feed shows: newest first, before a time, of all workspaces or one. */
export interface FeedQuery {
  readonly workspace?: WorkspaceRef;
  /** Milliseconds since 1970; rows decided earlier are shown. */
  readonly before?: number;
  readonly most: number;
  /** Only what would have been spoken on a higher rung: "see them". */
  readonly wouldHave?: boolean;
}

/** The latest decisions. */
export async function feed(db: Db, query: FeedQuery): Promise<readonly DecisionRow[]> {
  let rows = db.selectFrom('decisions').selectAll();
  const { workspace, before } = query;
  if (workspace !== undefined) rows = rows.where((row) => row.and(workspaceColumns(workspace)));
  if (before !== undefined) rows = rows.where('decided_at', '<', before);
  if (query.wouldHave) rows = rows.where('would_have', 'is not', null);
  return rows.orderBy('decided_at', 'desc').orderBy('id').limit(query.most).execute();
}

/** The latest decisions in one channel. */
export async function latestAt(
  db: Db,
  place: Place,
  most: number,
): Promise<readonly DecisionRow[]> {
  return db
    .selectFrom('decisions')
    .selectAll()
    .where((row) => row.and(placeColumns(place)))
    .orderBy('decided_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}

/** The channels in which something was decided. */
export async function channelsSeen(db: Db, workspace: WorkspaceRef): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('decisions')
    .select('channel')
    .distinct()
    .where((row) => row.and(workspaceColumns(workspace)))
    .execute();
  return rows.map(({ channel }) => channel);
}

/** How often the bot would have spoken or asked since a time, by topic: on a higher rung, or with the topic chosen. */
export async function wouldHaveSpoken(
  db: Db,
  workspace: WorkspaceRef,
  since: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('decisions')
    .select((row) => ['topic', row.fn.countAll<number>().as('times')])
    .where((row) => row.and(workspaceColumns(workspace)))
    .where('would_have', 'is not', null)
    .where('decided_at', '>=', since)
    .groupBy('topic')
    .execute();
  return new Map(rows.map(({ topic, times }) => [topic, times]));
}

/** How many messages came near each claim since a time, the most frequent first. */
export async function claimsSince(
  db: Db,
  workspace: WorkspaceRef,
  since: number,
): Promise<readonly { readonly claim: string; readonly times: number }[]> {
  return db
    .selectFrom('decisions')
    .select((row) => ['claim', row.fn.countAll<number>().as('times')])
    .where((row) => row.and(workspaceColumns(workspace)))
    .where('decided_at', '>=', since)
    .groupBy('claim')
    .orderBy('times', 'desc')
    .orderBy('claim')
    .execute();
}

/** Erases the decisions about what somebody wrote, by their hash. */
export async function forgetAuthor(db: Db, author: string): Promise<void> {
  await db.deleteFrom('decisions').where('author', '=', author).execute();
}

/** Erases decisions made before a time. */
export async function forgetDecisionsBefore(db: Db, time: number): Promise<void> {
  await db.deleteFrom('decisions').where('decided_at', '<', time).execute();
}
