import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';
import { told } from './refusal.ts';

/** The libraries' warnings and errors in our log; their chatter, which shows whole payloads, is dropped. */
export function boltLogger(logger: Logger): BoltLogger {
  const line = (parts: readonly unknown[]) => parts.map(told).join(' ');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => logger.warn(line(parts)),
    error: (...parts) => logger.error(line(parts)),
    setLevel: () => undefined,
    getLevel: () => 'warn' as LogLevel,
    setName: () => undefined,
  };
}
