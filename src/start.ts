import type { Logger } from 'pino';
import { dayAt } from './claims/partial-date.ts';
import type { Config } from './config.ts';
import { createDesk } from './desk/desk.ts';
import { listen } from './desk/listen.ts';
import { liveClaims } from './start/claims.ts';
import { createLogger } from './start/logger.ts';
import { Shutdown } from './start/shutdown.ts';

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
  const desk = createDesk({
    config: { ...config, now },
    reader: claims.reader,
    today,
    loaderFaults: claims.faults,
    logger,
  });
  const listening = await listen(desk, config.host, config.port);
  shutdown.add('desk', () => listening.stop());
  return listening.address;
}
