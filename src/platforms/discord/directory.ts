import {
  type Client,
  DiscordAPIError,
  type GatewayMessageCreateDispatchData,
  type GuildBasedChannel,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { Names } from './content.ts';
import { permissionName } from './permissions.ts';
import { type ChannelLike, type Where, whereIs } from './place.ts';

/** What the client knows of servers and channels, in the words of this folder. */
export interface Directory {
  /** The place of a channel, asked of Discord where the client does not know it; undefined when there is none to be seen. */
  find(channel: string): Promise<Where | undefined>;
  /** The same from memory alone. */
  known(channel: string): Where | undefined;
  /** What is to be known of a message's author, and the names its text may mention. */
  authorOf(message: GatewayMessageCreateDispatchData): {
    roles: readonly string[];
    self: string;
    names: Names;
  };
  names(guild: string | undefined): Names;
  /** Whether the bot is a member of a server, rather than installed by one of its people alone. */
  isIn(guild: string | undefined): boolean;
  /** Whether Discord says that the bot is no member of a server, or that there is none; false when it says nothing. */
  isGone(guild: string): Promise<boolean>;
  /** The first of these permissions that the bot lacks in a channel, by its name in Discord; undefined when it has them all. */
  missing(channel: string, needed: readonly bigint[]): string | undefined;
  /** Seconds between two messages of one author. */
  slowMode(channel: string): number;
  readonly self: string;
}

/** What Discord answers about a server that the bot is not in. */
const NOT_THERE: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.MissingAccess,
];

/** A directory over what discord.js keeps. */
export function directoryOf(client: Client): Directory {
  const channelOf = (id: string): GuildBasedChannel | undefined => {
    const channel = client.channels.cache.get(id);
    return channel === undefined || channel.isDMBased() ? undefined : channel;
  };
  const known = (id: string): Where | undefined => {
    const channel = channelOf(id);
    if (channel === undefined) return undefined;
    const parent = channel.parentId === null ? undefined : channelOf(channel.parentId);
    return whereIs(asChannel(channel), parent && asChannel(parent));
  };
  const names = (guild: string | undefined): Names => ({
    role: (id) => client.guilds.cache.get(guild ?? '')?.roles.cache.get(id)?.name,
    channel: (id) => channelOf(id)?.name,
  });
  return {
    get self() {
      return client.user?.id ?? '';
    },
    known,
    names,
    async find(id) {
      return known(id) ?? (await fetched(client, id).then(() => known(id)));
    },
    authorOf: ({ member, guild_id }) => ({
      roles: member?.roles ?? [],
      self: client.user?.id ?? '',
      names: names(guild_id),
    }),
    isIn: (guild) => guild !== undefined && client.guilds.cache.has(guild),
    async isGone(guild) {
      try {
        await client.rest.get(Routes.guild(guild));
        return false;
      } catch (error) {
        return error instanceof DiscordAPIError && NOT_THERE.includes(error.code);
      }
    },
    missing(id, needed) {
      const channel = channelOf(id);
      const me = channel?.guild.members.me;
      if (channel === undefined || me == null) return undefined;
      const held = channel.permissionsFor(me);
      const first = needed.find((bit) => !held.has(bit));
      return first === undefined ? undefined : permissionName(first);
    },
    slowMode(id) {
      const channel = channelOf(id);
      return channel !== undefined && 'rateLimitPerUser' in channel
        ? (channel.rateLimitPerUser ?? 0)
        : 0;
    },
  };
}

function asChannel({ id, type, guildId, parentId }: GuildBasedChannel): ChannelLike {
  return { id, type, guildId, parentId };
}

async function fetched(client: Client, id: string): Promise<void> {
  await client.channels.fetch(id).catch(() => null);
}
