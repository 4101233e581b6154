import { type APIMessage, ChannelType, MessageFlags } from 'discord.js';
import { refusal } from './api-error.ts';
import { emptyChannel, type LoopbackChannel } from './guild-state.ts';
import { republish } from './messages.ts';
import { channelPayload } from './payloads.ts';
import type { World } from './world.ts';

/** What a new thread is made of. */
export interface ThreadStart {
  readonly name: string;
  readonly ownerId: string;
  /** Starts from this message: the thread gets its id. */
  readonly from?: APIMessage;
  readonly isPrivate?: boolean;
  readonly autoArchiveMinutes?: number;
}

/** Opens a thread below a channel or forum and tells the gateway; 160004 if the message has one. */
export function openThread(
  world: World,
  parent: LoopbackChannel,
  start: ThreadStart,
): LoopbackChannel {
  const { from } = start;
  if (from !== undefined && world.channels.has(from.id)) throw refusal('threadExists');
  const thread = emptyChannel({
    id: from?.id ?? world.ids.next(),
    type: start.isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread,
    name: start.name,
    guild: parent.guild,
    parent,
    thread: {
      ownerId: start.ownerId,
      archived: false,
      locked: false,
      autoArchiveMinutes: start.autoArchiveMinutes ?? 1440,
      archiveChangedAt: world.clock.iso(),
    },
  });
  world.channels.set(thread.id, thread);
  parent.guild?.channels.set(thread.id, thread);
  const payload = { ...channelPayload(thread), newly_created: true };
  if (parent.guild) world.dispatchToGuild('THREAD_CREATE', parent.guild, payload);
  if (from !== undefined) {
    republish(world, parent, { ...from, flags: (from.flags ?? 0) | MessageFlags.HasThread });
  }
  return thread;
}

/** Archives, reopens, locks or unlocks a thread and tells the gateway. */
export function changeThread(
  world: World,
  channel: LoopbackChannel,
  change: { readonly archived?: boolean; readonly locked?: boolean; readonly name?: string },
): void {
  const { thread, guild } = channel;
  if (thread === null || guild === null) throw refusal('unknownChannel');
  thread.archived = change.archived ?? thread.archived;
  thread.locked = change.locked ?? thread.locked;
  channel.name = change.name ?? channel.name;
  thread.archiveChangedAt = world.clock.iso();
  world.dispatchToGuild('THREAD_UPDATE', guild, channelPayload(channel));
}
