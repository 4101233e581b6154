import type { Selectable } from 'kysely';
import type { Place } from '../message.ts';
import { RUNGS, type Rung } from '../moderate/rung.ts';
import type { Db } from './open.ts';
import { placeColumns, type WorkspaceRef, workspaceColumns } from './place.ts';
import type { ClaimStatesTable } from './tables.ts';

export type ClaimStateRow = Selectable<ClaimStatesTable>;

/** How far a claim may go at a place, and whether it is muted there or in the whole workspace. */
export interface ClaimState {
  readonly cap?: Rung;
  readonly muted: boolean;
}

/** Where a claim is muted: a whole workspace, or one channel. */
export type MuteScope = WorkspaceRef & { readonly channel?: string };

interface Change {
  readonly moderator: string;
  readonly at: number;
}

/** What moderators said of a claim, as it counts in a channel. */
export async function claimStateAt(db: Db, place: Place, claim: string): Promise<ClaimState> {
  const rows = await db
    .selectFrom('claim_states')
    .select(['channel', 'cap', 'muted'])
    .where((row) => row.and({ ...workspaceColumns(place), claim }))
    .where('channel', 'in', ['', place.channel])
    .execute();
  const cap = RUNGS.find((rung) => rows.some((row) => row.channel === '' && row.cap === rung));
  const muted = rows.some((row) => row.muted === 1);
  return { ...(cap === undefined ? {} : { cap }), muted };
}

/** Sets how far a claim may go in a workspace; undefined lets it go as far as the settings say. */
export async function setCap(
  db: Db,
  workspace: WorkspaceRef,
  claim: string,
  cap: Rung | undefined,
  by: Change,
): Promise<void> {
  const changed = { cap: cap ?? null, changed_by: by.moderator, changed_at: by.at };
  await upsert(db, { ...workspaceColumns(workspace), channel: '' }, claim, changed);
}

/** Mutes a claim or lets it speak again, in a channel or in the whole workspace. */
export async function setMuted(
  db: Db,
  scope: MuteScope,
  claim: string,
  muted: boolean,
  by: Change,
): Promise<void> {
  const changed = { muted: muted ? 1 : 0, changed_by: by.moderator, changed_at: by.at } as const;
  await upsert(db, { ...workspaceColumns(scope), channel: scope.channel ?? '' }, claim, changed);
}

/** Claims that a workspace muted or lowered. */
export async function claimStates(
  db: Db,
  workspace: WorkspaceRef,
): Promise<readonly ClaimStateRow[]> {
  return db
    .selectFrom('claim_states')
    .selectAll()
    .where((row) => row.and(workspaceColumns(workspace)))
    .where((row) => row.or([row('muted', '=', 1), row('cap', 'is not', null)]))
    .execute();
}

async function upsert(
  db: Db,
  place: Place,
  claim: string,
  changed: { changed_by: string; changed_at: number; cap?: string | null; muted?: 0 | 1 },
): Promise<void> {
  await db
    .insertInto('claim_states')
    .values({ ...placeColumns(place), claim, cap: null, muted: 0, ...changed })
    .onConflict((conflict) =>
      conflict.columns(['platform', 'workspace', 'channel', 'claim']).doUpdateSet(changed),
    )
    .execute();
}
