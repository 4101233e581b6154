import {
  Client,
  type ClientOptions,
  GatewayIntentBits,
  Options,
  type RateLimitData,
} from 'discord.js';
import type { DiscordConfig } from '../../config.ts';
import type { GatewaySluice } from './sluice.ts';

const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;

/** How long a request may take before its answer counts as lost, in ms, and how often discord.js repeats it at once. */
const REST_TIMEOUT = 8000;
const REST_RETRIES = 2;
/** A channel that must wait longer than this is put off, so that it holds up no other work, in ms. */
const LONGEST_WAIT = 1000;

/**
 * A client that is not connected yet. Its caches hold servers, channels and roles, which permissions need, and next to nothing
 * of people and messages.
 */
export function newClient(
  config: DiscordConfig,
  withContent: boolean,
  sluice: GatewaySluice,
): Client {
  return new Client({
    intents: [Guilds, GuildMessages, ...(withContent ? [MessageContent] : [])],
    shards: 'auto',
    ws: { buildStrategy: sluice.buildStrategy },
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: smallCaches(),
    rest: restOptions(config),
  });
}

/** How requests are made, for the client and for `doctor`. */
export function restOptions({ apiUrl }: DiscordConfig): NonNullable<ClientOptions['rest']> {
  return {
    api: apiUrl.replace(/\/+$/, ''),
    version: '10',
    timeout: REST_TIMEOUT,
    retries: REST_RETRIES,
    rejectOnRateLimit: ({ route, timeToReset, retryAfter }: RateLimitData) =>
      route.startsWith('/channels/') && Math.max(timeToReset, retryAfter) > LONGEST_WAIT,
  };
}

function smallCaches(): NonNullable<ClientOptions['makeCache']> {
  const ownAlone = { maxSize: 50, keepOverLimit: isOwn };
  return Options.cacheWithLimits({
    ...Options.DefaultMakeCacheSettings,
    MessageManager: 0,
    ReactionManager: 0,
    PresenceManager: 0,
    VoiceStateManager: 0,
    ThreadMemberManager: 0,
    GuildEmojiManager: 0,
    GuildStickerManager: 0,
    GuildScheduledEventManager: 0,
    UserManager: ownAlone,
    GuildMemberManager: ownAlone,
  });
}

function isOwn({ id, client }: { id: string; client: Client }): boolean {
  return id === client.user?.id;
}
