import type { Logger } from 'pino';
import { dayAt } from './claims/partial-date.ts';
import type { Config } from './config.ts';
import { createDesk } from './desk/desk.ts';
import { listen } from './desk/listen.ts';
import { createModerator, type Moderator } from './moderator.ts';
import { liveClaims } from './start/claims.ts';
import { hashKey } from './start/hash-key.ts';
import { createLogger } from './start/logger.ts';
import { configuredPlatforms } from './start/platforms.ts';
import { Shutdown } from './start/shutdown.ts';
import { storeAddress } from './start/store-address.ts';
import { openStore } from './store/open.ts';

/**
 * Starts everything that is configured and prints the desk's address; it goes on until a signal ends the process. What was started
 * before a failure is stopped again.
 */
export async function start(config: Config): Promise<undefined> {
  const logger = createLogger(config);
  const shutdown = new Shutdown(logger);
  try {
    const address = await startAll(config, logger, shutdown);
    shutdown.listen();
    process.stdout.write(`Sidenote is ready. The desk: ${address}\n`);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function startAll(config: Config, logger: Logger, shutdown: Shutdown): Promise<string> {
  const now = () => Date.now();
  const today = () => dayAt(now());
  const claims = liveClaims(config.claimsDir, today, logger);
  shutdown.add('claims', () => claims.stop());

  const store = await openStore(storeAddress(config));
  shutdown.add('store', () => store.close());
  const moderator = createModerator({
    ...config,
    store,
    reader: claims.reader(),
    now,
    logger,
    hashKey: hashKey(config.hashKey, config.dataDir),
  });
  claims.onChange((reader) => void moderator.reload(reader));

  const desk = createDesk({
    config: { ...config, now },
    reader: claims.reader,
    today,
    loaderFaults: claims.faults,
    logger,
    moderator,
  });
  const listening = await listen(desk, config.host, config.port);
  shutdown.add('desk', () => listening.stop());

  await startPlatforms(config, logger, shutdown, moderator);
  await moderator.start();
  shutdown.add('outbox', () => moderator.stop());
  return listening.address;
}

async function startPlatforms(
  config: Config,
  logger: Logger,
  shutdown: Shutdown,
  moderator: Moderator,
): Promise<void> {
  for (const platform of await configuredPlatforms(config, logger)) {
    const running = await platform.start(moderator.handlers);
    shutdown.add(platform.name, () => running.stop());
    moderator.attach(platform.name, running);
    logger.info({ platform: platform.name }, 'connected');
  }
}
