import type { Selectable } from 'kysely';
import type { Place } from '../message.ts';
import { inForce, type Settings, type SettingsLayer } from '../moderate/settings.ts';
import type { Db } from './open.ts';
import { type WorkspaceRef, workspaceColumns } from './place.ts';
import type { SettingsTable } from './tables.ts';

export type SettingsRow = Selectable<SettingsTable>;

/** Whose settings: the workspace's own, or those of a group of channels or a channel by id. */
export type SettingsScope =
  | { readonly scope: 'workspace' }
  | { readonly scope: 'category' | 'channel'; readonly id: string };

/** The settings in force in a channel, and what the channel itself sets of them. */
export interface SettingsHere {
  readonly settings: Settings;
  readonly own: SettingsLayer;
}

const ORDER: readonly SettingsRow['scope'][] = ['workspace', 'category', 'channel'];

/** The settings in force in a channel: `first`, overlaid by the workspace's, its category's and its own. */
export async function settingsAt(
  db: Db,
  first: Settings,
  place: Place,
  category?: string,
): Promise<SettingsHere> {
  const rows = await db
    .selectFrom('settings')
    .select(['scope', 'layer'])
    .where((row) => row.and(workspaceColumns(place)))
    .where((row) =>
      row.or([
        row('scope', '=', 'workspace'),
        row.and([row('scope', '=', 'category'), row('scope_id', '=', category ?? '')]),
        row.and([row('scope', '=', 'channel'), row('scope_id', '=', place.channel)]),
      ]),
    )
    .execute();
  const layers = rows.toSorted((a, b) => ORDER.indexOf(a.scope) - ORDER.indexOf(b.scope));
  const own = rows.find(({ scope }) => scope === 'channel');
  return {
    settings: inForce(
      first,
      layers.map(({ layer }) => parsed(layer)),
    ),
    own: own === undefined ? {} : parsed(own.layer),
  };
}

/** What one scope sets of its own. */
export async function layerOf(
  db: Db,
  workspace: WorkspaceRef,
  scope: SettingsScope,
): Promise<SettingsLayer> {
  const row = await db
    .selectFrom('settings')
    .select('layer')
    .where((columns) => columns.and({ ...workspaceColumns(workspace), ...scopeColumns(scope) }))
    .executeTakeFirst();
  return row === undefined ? {} : parsed(row.layer);
}

/** Replaces what one scope sets of its own; an empty layer inherits everything. Returns the layer before, to undo. */
export async function writeLayer(
  db: Db,
  workspace: WorkspaceRef,
  scope: SettingsScope,
  layer: SettingsLayer,
  by: { readonly moderator: string; readonly at: number },
): Promise<SettingsLayer> {
  const before = await layerOf(db, workspace, scope);
  if (Object.keys(layer).length === 0) {
    const row = { ...workspaceColumns(workspace), ...scopeColumns(scope) };
    await db
      .deleteFrom('settings')
      .where((columns) => columns.and(row))
      .execute();
    return before;
  }
  const changed = { layer: JSON.stringify(layer), changed_by: by.moderator, changed_at: by.at };
  await db
    .insertInto('settings')
    .values({ ...workspaceColumns(workspace), ...scopeColumns(scope), ...changed })
    .onConflict((conflict) =>
      conflict.columns(['platform', 'workspace', 'scope', 'scope_id']).doUpdateSet(changed),
    )
    .execute();
  return before;
}

/** Changes some settings of a scope and leaves the others. Returns the layer before, to undo with `writeLayer`. */
export async function changeLayer(
  db: Db,
  workspace: WorkspaceRef,
  scope: SettingsScope,
  change: SettingsLayer,
  by: { readonly moderator: string; readonly at: number },
): Promise<SettingsLayer> {
  const before = await layerOf(db, workspace, scope);
  return writeLayer(db, workspace, scope, { ...before, ...change }, by);
}

/** Every layer that is set, of one workspace or all, for the desk. */
export async function allLayers(db: Db, workspace?: WorkspaceRef): Promise<readonly SettingsRow[]> {
  const rows = db.selectFrom('settings').selectAll();
  return (
    workspace === undefined ? rows : rows.where((row) => row.and(workspaceColumns(workspace)))
  ).execute();
}

function scopeColumns(scope: SettingsScope) {
  return { scope: scope.scope, scope_id: scope.scope === 'workspace' ? '' : scope.id };
}

function parsed(layer: string): SettingsLayer {
  return JSON.parse(layer) as SettingsLayer;
}
