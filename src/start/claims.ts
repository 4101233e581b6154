import type { Logger } from 'pino';
import type { ClaimDatabase } from '../claims/database.ts';
import { type Fault, inOneLine } from '../claims/fault.ts';
import type { Day } from '../claims/partial-date.ts';
import { type Reader, readerOf } from '../moderate/reader.ts';
import { openClaims } from './claim-files.ts';
import { watchClaims } from './claim-watch.ts';

/** The claims as of the last good load, kept fresh while the program runs. */
export interface LiveClaims {
  reader(): Reader;
  /** Faults of the last reload; none when it went well. */
  faults(): readonly Fault[];
  /** Is told of every later database that loads. */
  onChange(listener: (reader: Reader) => void): void;
  stop(): void;
}

/** Loads the claims and goes on watching their files. Throws `ClaimFaults` when they are broken from the start. */
export function liveClaims(
  folder: string,
  today: () => Day,
  logger: Pick<Logger, 'info' | 'error'>,
): LiveClaims {
  let reader = readerOf(openClaims(folder, today()));
  let faults: readonly Fault[] = [];
  const listeners: ((reader: Reader) => void)[] = [];
  const watch = watchClaims(folder, today, {
    loaded(database: ClaimDatabase) {
      reader = readerOf(database);
      faults = [];
      logger.info(
        { claims: database.claims.length, imported: database.imported.size },
        'claims loaded again',
      );
      for (const listener of listeners) listener(reader);
    },
    faulty(found) {
      faults = found;
      for (const fault of found) logger.error(inOneLine(fault));
    },
  });
  return {
    reader: () => reader,
    faults: () => faults,
    onChange: (listener) => listeners.push(listener),
    stop: () => watch.stop(),
  };
}
