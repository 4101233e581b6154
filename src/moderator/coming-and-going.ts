import type { PlatformName } from '../message.ts';
import type { Handlers, Joined } from '../moderate/request.ts';
import type { Rung } from '../moderate/rung.ts';
import { inForce } from '../moderate/settings.ts';
import { addEffects } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import type { WorkspaceRef } from '../store/place.ts';
import { layerOf } from '../store/settings.ts';
import {
  allWorkspaces,
  changeWorkspace,
  eraseWorkspace,
  joinWorkspace,
  type WorkspaceRow,
  workspaceRow,
} from '../store/workspaces.ts';
import type { Core } from './core.ts';
import { workspaceLock } from './locks.ts';
import { surviving } from './surviving.ts';

/** What happens when the bot is added to a workspace or removed from it. */
export function comingAndGoing(core: Core): Pick<Handlers, 'joined' | 'workspaces' | 'left'> {
  return {
    joined: (joined) => surviving(core, 'joining', () => onJoined(core, joined)),
    workspaces: (platform) => workspacesOf(core, platform),
    left: (platform, workspace) =>
      surviving(core, 'leaving', () => onLeft(core, { platform, workspace })),
  };
}

/**
 * A new workspace is told once what will happen: in its moderators' channel, or privately whoever installed the bot, or else
 * nowhere. Platforms say "joined" again at every start.
 */
async function onJoined(core: Core, joined: Joined): Promise<void> {
  const { platform, workspace, moderatorsChannel, installer } = joined;
  await core.store.locked([workspaceLock(joined)], async (db) => {
    const now = core.now();
    await joinWorkspace(db, joined, now, moderatorsChannel);
    const row = await workspaceRow(db, joined);
    if (row === undefined) return;
    await tellWithoutContent(db, joined, row, now);
    if (row.welcomed_at !== null) return;
    if (row.moderators_channel === null && moderatorsChannel !== undefined)
      await changeWorkspace(db, joined, now, { moderators_channel: moderatorsChannel });
    const channel = row.moderators_channel ?? moderatorsChannel;
    if (channel === undefined && installer === undefined) return;
    await addEffects(
      db,
      [
        {
          kind: 'notify-moderators',
          key: `notice:welcome:${platform}/${workspace}:${row.joined_at}`,
          place: { platform, workspace, channel: channel ?? '' },
          notice: 'welcome',
          details: {
            rung: await rungThere(db, core, joined),
            ...(channel === undefined && installer !== undefined ? { installer } : {}),
          },
        },
      ],
      now,
    );
  });
  core.wake();
}

/** How far the bot really goes in a workspace: without a chosen topic it only watches, whatever its rung. */
async function rungThere(db: Db, core: Core, workspace: WorkspaceRef): Promise<Rung> {
  const own = await layerOf(db, workspace, { scope: 'workspace' });
  const { rung, topics } = inForce(core.firstSettings, [own]);
  return topics.length === 0 ? 'shadow' : rung;
}

/** Moderators are told once that the bot cannot read along. */
async function tellWithoutContent(
  db: Db,
  { platform, workspace, moderatorsChannel, withoutContent }: Joined,
  { moderators_channel, joined_at }: Pick<WorkspaceRow, 'moderators_channel' | 'joined_at'>,
  now: number,
): Promise<void> {
  const channel = moderators_channel ?? moderatorsChannel;
  if (channel === undefined || withoutContent !== true) return;
  const key = `notice:no-message-content:${platform}/${workspace}:${joined_at}`;
  const place = { platform, workspace, channel };
  await addEffects(
    db,
    [{ kind: 'notify-moderators', key, place, notice: 'no-message-content', details: {} }],
    now,
  );
}

/** None when the store cannot say. */
async function workspacesOf(core: Core, platform: PlatformName): Promise<readonly string[]> {
  let known: readonly WorkspaceRow[] = [];
  await surviving(core, 'workspaces', async () => {
    known = await allWorkspaces(core.store.db);
  });
  return known.filter((row) => row.platform === platform).map(({ workspace }) => workspace);
}

async function onLeft(core: Core, workspace: WorkspaceRef): Promise<void> {
  core.logger.info({ ...workspace }, 'removed from a workspace: everything of it is erased');
  core.conversations.forgetWorkspace(workspace);
  await core.store.locked([workspaceLock(workspace)], (db) => eraseWorkspace(db, workspace));
  await core.store.scrub();
}
