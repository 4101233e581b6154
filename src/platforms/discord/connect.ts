import {
  type APIApplication,
  ApplicationFlags,
  Client,
  type ClientOptions,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  type RateLimitData,
  REST,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import type { DiscordConfig } from '../../config.ts';
import { networkCode, told } from './refusal.ts';
import type { GatewaySluice } from './sluice.ts';

/** Discord cannot be used as things are; the message says what to do. */
export class DiscordFault extends Error {
  override readonly name = 'DiscordFault';
}

const READS_ALONG =
  ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;

/** How long a request may take before its answer counts as lost, in ms, and how often discord.js repeats it at once. */
const REST_TIMEOUT = 8000;
const REST_RETRIES = 2;
/** A channel that must wait longer than this is put off, so that it holds up no other work, in ms. */
const LONGEST_WAIT = 1000;

/** Whether the application may read what people write. */
export function readsAlong(application: Pick<APIApplication, 'flags'>): boolean {
  return ((application.flags ?? 0) & READS_ALONG) !== 0;
}

/** What to do when Discord keeps the text of messages back. */
export const CONTENT_ADVICE =
  'turn on “Message Content Intent” in the developer portal (your application, Bot, Privileged Gateway Intents) and start again; until then Sidenote works by /context, by mention and by “Check this message”';
export const TOKEN_ADVICE =
  'make a new token in the developer portal (your application, Bot, Reset Token) and set DISCORD_TOKEN to it';

/**
 * A client that is not connected yet. Its caches hold servers, channels and roles, which permissions need, and next to nothing
 * of people and messages.
 */
function newClient(config: DiscordConfig, withContent: boolean, sluice: GatewaySluice): Client {
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

/**
 * Connects and waits until every server has been told. Throws a `DiscordFault` for what only a person can put right. `begin` is
 * called with each client before it connects, so that no event is missed.
 */
export async function connect(
  config: DiscordConfig,
  logger: Logger,
  sluice: GatewaySluice,
  begin: (client: Client) => void,
): Promise<Client<true>> {
  const application = await ownApplication(config);
  const withContent = readsAlong(application);
  if (!withContent)
    logger.warn({ advice: CONTENT_ADVICE }, 'Discord keeps the text of messages back');
  try {
    return await login(newClient(config, withContent, sluice), config, logger, begin);
  } catch (error) {
    if (!(withContent && isDisallowed(error))) throw faultFrom(error, config);
    logger.warn({ advice: CONTENT_ADVICE }, 'Discord refuses to give us the text of messages');
  }
  try {
    return await login(newClient(config, false, sluice), config, logger, begin);
  } catch (error) {
    throw faultFrom(error, config);
  }
}

async function ownApplication(config: DiscordConfig): Promise<APIApplication> {
  const rest = new REST(restOptions(config)).setToken(config.token);
  try {
    return (await rest.get(Routes.currentApplication())) as APIApplication;
  } catch (error) {
    throw faultFrom(error, config);
  }
}

async function login(
  client: Client,
  { token }: DiscordConfig,
  logger: Logger,
  begin: (client: Client) => void,
): Promise<Client<true>> {
  watch(client, logger);
  begin(client);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  return ready;
}

/** Tells what happens to the connection; discord.js mends by itself what can be mended. */
function watch(client: Client, logger: Logger): void {
  client.on(Events.Error, (error) => logger.error({ error: told(error) }, 'Discord client error'));
  client.on(Events.ShardError, (error, shard) =>
    logger.warn({ error: told(error), shard }, 'Discord connection error'),
  );
  const away = new Set<number>();
  client.on(Events.ShardReconnecting, (shard) => {
    // It tries twice a second for as long as it takes; one line says so.
    if (!away.has(shard)) logger.info({ shard }, 'lost Discord, reconnecting');
    away.add(shard);
  });
  const isBack = (shard: number) => {
    if (away.delete(shard)) logger.info({ shard }, 'back on Discord');
  };
  client.on(Events.ShardResume, isBack);
  client.on(Events.ShardReady, isBack);
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    logger.error(
      { code, shard, advice: closeAdvice(code) },
      'Discord ended the connection for good',
    ),
  );
  client.rest.on('rateLimited', ({ route, scope, timeToReset }) =>
    logger.debug({ route, scope, timeToReset }, 'waiting for Discord'),
  );
}

function closeAdvice(code: number): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return TOKEN_ADVICE;
    case GatewayCloseCodes.DisallowedIntents:
      return CONTENT_ADVICE;
    default:
      return 'start again; if it comes back, look at https://discordstatus.com';
  }
}

function isDisallowed(error: unknown): boolean {
  return error instanceof Error && error.message === 'Used disallowed intents';
}

/** An error of the first minute as advice. */
export function faultFrom(error: unknown, { apiUrl }: DiscordConfig): Error {
  const says = error instanceof Error ? error.message : String(error);
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
  const isToken =
    status === 401 || /authentication failed|invalid token|token was provided/i.test(says);
  if (isToken) return new DiscordFault(`Discord refuses DISCORD_TOKEN: ${TOKEN_ADVICE}.`);
  const network = networkCode(error);
  if (network !== undefined)
    return new DiscordFault(
      `Discord cannot be reached at ${apiUrl} (${network}): look at the network, a proxy, or DISCORD_API_URL.`,
    );
  return new DiscordFault(`Discord cannot be used: ${says}`);
}
