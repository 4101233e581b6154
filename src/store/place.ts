import type { Place, PlatformName } from '../message.ts';

/** A Discord server or a Slack team. */
export type WorkspaceRef = Pick<Place, 'platform' | 'workspace'>;

/** The columns that say where a row belongs, without what else a place may carry. */
export function placeColumns({ platform, workspace, channel }: Place): Place {
  return { platform, workspace, channel };
}

/** The columns that say to which workspace a row belongs. */
export function workspaceColumns({ platform, workspace }: WorkspaceRef): WorkspaceRef {
  return { platform, workspace };
}

/** The place that a row belongs to. */
export function placeOf(row: { platform: string; workspace: string; channel: string }): Place {
  return {
    platform: row.platform as PlatformName,
    workspace: row.workspace,
    channel: row.channel,
  };
}
