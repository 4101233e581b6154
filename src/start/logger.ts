import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

/** The log, one JSON line an event on standard error, so that what a person should read stands alone on standard output. */
export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino(
    { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  );
}
