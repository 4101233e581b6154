import type { Client } from 'discord.js';
import type { Logger } from 'pino';
import type { DiscordConfig } from '../../config.ts';
import type { Handlers } from '../../moderate/request.ts';
import type { Platform, Running } from '../platform.ts';
import { check } from './check.ts';
import { registerCommands } from './commands.ts';
import { connect } from './connect.ts';
import { directoryOf } from './directory.ts';
import { takeInteractions } from './interactions.ts';
import { listen } from './listen.ts';
import { perform } from './perform.ts';
import { told } from './refusal.ts';
import { GatewaySluice } from './sluice.ts';
import { Underway } from './underway.ts';

/** Discord as the core knows it. `start` throws a `DiscordFault` with advice for what only a person can put right. */
export function createDiscord(config: DiscordConfig, logger: Logger): Platform {
  return {
    name: 'discord',
    check: () => check(config),
    start: (handlers) => start(config, logger, handlers),
  };
}

async function start(config: DiscordConfig, logger: Logger, handlers: Handlers): Promise<Running> {
  const sluice = new GatewaySluice();
  const underway = new Underway(sluice, (error, what) =>
    logger.error({ error: told(error), what }, 'an event failed'),
  );
  const client = await connect(config, logger, sluice, (fresh) => {
    const directory = directoryOf(fresh);
    listen(fresh, directory, handlers, underway);
    takeInteractions(fresh, directory, handlers, { underway, logger });
  });
  await writeCommands(client, logger);
  logger.info({ servers: client.guilds.cache.size, shards: client.ws.shards.size }, 'on Discord');
  const means = { rest: client.rest, directory: directoryOf(client) };
  return {
    perform: (task) => perform(task, means),
    linkTo: ({ workspace, channel }, message, thread) =>
      `https://discord.com/channels/${workspace}/${thread ?? channel}/${message}`,
    async stop() {
      client.ws.removeAllListeners();
      await underway.idle();
      await client.destroy();
    },
  };
}

/** Without commands the bot still reads along, so a failure is told and no more. */
async function writeCommands(client: Client<true>, logger: Logger): Promise<void> {
  try {
    if (await registerCommands(client.rest, client.application.id))
      logger.info('wrote the commands');
  } catch (error) {
    logger.error({ error: told(error) }, 'the commands could not be written');
  }
}
