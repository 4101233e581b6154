import type { Handlers, Joined } from '../moderate/request.ts';
import { addEffects } from '../store/effects.ts';
import type { WorkspaceRef } from '../store/place.ts';
import {
  changeWorkspace,
  eraseWorkspace,
  joinWorkspace,
  workspaceRow,
} from '../store/workspaces.ts';
import type { Core } from './core.ts';
import { workspaceLock } from './locks.ts';
import { surviving } from './surviving.ts';

/** What happens when the bot is added to a workspace or removed from it. */
export function comingAndGoing(core: Core): Pick<Handlers, 'joined' | 'left'> {
  return {
    joined: (joined) => surviving(core, 'joining', () => onJoined(core, joined)),
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
    if (row === undefined || row.welcomed_at !== null) return;
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
          details: channel === undefined && installer !== undefined ? { installer } : {},
        },
      ],
      now,
    );
  });
  core.wake();
}

async function onLeft(core: Core, workspace: WorkspaceRef): Promise<void> {
  core.conversations.forgetWorkspace(workspace);
  await core.store.locked([workspaceLock(workspace)], (db) => eraseWorkspace(db, workspace));
}
