import {
  type APIMessage,
  type Client,
  type GatewayChannelDeleteDispatchData,
  GatewayDispatchEvents,
  type GatewayGuildCreateDispatchData,
  type GatewayGuildDeleteDispatchData,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayReadyDispatchData,
  type GatewayThreadDeleteDispatchData,
  ShardClientUtil,
} from 'discord.js';
import type { Message } from '../../message.ts';
import type { Handlers } from '../../moderate/request.ts';
import type { Directory } from './directory.ts';
import { asMessage, DIRECT, hasText, isWritten } from './place.ts';
import { SeenMessages } from './seen.ts';
import type { Underway } from './underway.ts';

/** Reads along: every event of the gateway that the core wants to know of, in its words. */
export function listen(
  client: Client,
  directory: Directory,
  handlers: Handlers,
  underway: Underway,
): void {
  const seen = new SeenMessages();
  const withoutContent = !client.options.intents.has(GatewayIntentBits.MessageContent);
  const on = <Data>(event: GatewayDispatchEvents, work: (data: Data) => Promise<void>) =>
    client.ws.on(event, (data: Data) => underway.inTurn(event, () => work(data)));

  const read = async (data: GatewayMessageCreateDispatchData): Promise<Message | undefined> => {
    const where = await directory.find(data.channel_id);
    return where && asMessage(data, where, directory.authorOf(data));
  };

  on(GatewayDispatchEvents.MessageCreate, async (data: GatewayMessageCreateDispatchData) => {
    if (!isWritten(data) || !hasText(data) || !seen.isNew(data.id, wordsOf(data))) return;
    const message = await read(data);
    if (message !== undefined) await handlers.message(message);
  });
  on(GatewayDispatchEvents.MessageUpdate, async (data: GatewayMessageCreateDispatchData) => {
    // A text that was emptied counts, except where every text comes empty.
    if (!isWritten(data) || data.author.id === directory.self) return;
    if (withoutContent && !hasText(data)) return;
    if (!seen.hasChanged(data.id, wordsOf(data), data.edited_timestamp !== null)) return;
    const message = await read(data);
    if (message !== undefined) await handlers.edited(message);
  });

  const deleted = async (channel: string, ids: readonly string[]) => {
    const where = await directory.find(channel);
    if (where !== undefined) await handlers.deleted(where.place, ids);
  };
  on(GatewayDispatchEvents.MessageDelete, (data: GatewayMessageDeleteDispatchData) =>
    deleted(data.channel_id, [data.id]),
  );
  on(GatewayDispatchEvents.MessageDeleteBulk, (data: GatewayMessageDeleteBulkDispatchData) =>
    deleted(data.channel_id, data.ids),
  );
  on(GatewayDispatchEvents.ChannelDelete, async (data: GatewayChannelDeleteDispatchData) => {
    if ('guild_id' in data && data.guild_id !== undefined)
      await handlers.channelGone(placeOf(data.guild_id, data.id));
  });
  on(GatewayDispatchEvents.ThreadDelete, (data: GatewayThreadDeleteDispatchData) =>
    handlers.channelGone(placeOf(data.guild_id, data.id)),
  );

  on(GatewayDispatchEvents.GuildCreate, async (data: GatewayGuildCreateDispatchData) => {
    if (data.unavailable) return;
    const moderatorsChannel = data.public_updates_channel_id;
    await handlers.joined({
      platform: 'discord',
      workspace: data.id,
      ...(moderatorsChannel === null ? {} : { moderatorsChannel }),
      ...(withoutContent ? { withoutContent } : {}),
    });
  });
  on(GatewayDispatchEvents.Ready, async ({ guilds, shard }: GatewayReadyDispatchData) => {
    const listed = new Set(guilds.map(({ id }) => id));
    for (const workspace of await handlers.workspaces('discord'))
      if (
        isServedBy(workspace, shard) &&
        !listed.has(workspace) &&
        (await directory.isGone(workspace))
      )
        await handlers.left('discord', workspace);
  });
  on(GatewayDispatchEvents.GuildDelete, async (data: GatewayGuildDeleteDispatchData) => {
    // An outage carries `unavailable`; only without it the bot was removed.
    if (!data.unavailable) await handlers.left('discord', data.id);
  });
}

/** Whether a server's events come by a shard, which lists its own servers alone; those in an outage are listed too. */
function isServedBy(
  workspace: string,
  [shard, shards]: readonly [number, number] = [0, 1],
): boolean {
  return workspace !== DIRECT && ShardClientUtil.shardIdForGuildId(workspace, shards) === shard;
}

/** What an edit must change to count: the author's words and what they forward, not the previews that Discord adds. */
function wordsOf({ content, message_snapshots }: APIMessage): string {
  return [content, ...(message_snapshots ?? []).map(({ message }) => message.content)].join(
    '\u0000',
  );
}

function placeOf(workspace: string, channel: string) {
  return { platform: 'discord', workspace, channel } as const;
}
