import { dayAt } from './claims/partial-date.ts';
import type { Config } from './config.ts';
import { createDesk } from './desk/desk.ts';
import { listen } from './desk/listen.ts';
import { liveClaims } from './start/claims.ts';
import { createLogger } from './start/logger.ts';
import { Shutdown } from './start/shutdown.ts';

/** Starts everything that is configured and prints the desk's address; it goes on until a signal ends the process. */
export async function start(config: Config): Promise<undefined> {
  const now = () => Date.now();
  const today = () => dayAt(now());
  const logger = createLogger(config);
  const shutdown = new Shutdown(logger);
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
  shutdown.listen();
  process.stdout.write(`Sidenote is ready. The desk: ${listening.address}\n`);
}
