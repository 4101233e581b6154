import {
  type APIApplication,
  ApplicationFlags,
  type Client,
  Events,
  REST,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import type { DiscordConfig } from '../../config.ts';
import { newClient, restOptions } from './client.ts';
import { CONTENT_ADVICE, closeAdvice, faultFrom } from './fault.ts';
import { told } from './refusal.ts';
import type { GatewaySluice } from './sluice.ts';

const READS_ALONG =
  ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
/** Whether the application may read what people write. */
export function readsAlong(application: Pick<APIApplication, 'flags'>): boolean {
  return ((application.flags ?? 0) & READS_ALONG) !== 0;
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

function isDisallowed(error: unknown): boolean {
  return error instanceof Error && error.message === 'Used disallowed intents';
}
