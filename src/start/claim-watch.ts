import { type FSWatcher, watch } from 'node:fs';
import type { ClaimDatabase } from '../claims/database.ts';
import type { Fault } from '../claims/fault.ts';
import { loadClaims } from '../claims/load.ts';
import type { Day } from '../claims/partial-date.ts';

/** Editors write a file in several steps; so long after the last of them it is read, in milliseconds. */
const SETTLED = 150;

/** What a reload may end in. With faults the last good database stays in force. */
export interface ClaimListener {
  loaded(database: ClaimDatabase): void;
  faulty(faults: readonly Fault[]): void;
}

/** Reads the claim files again whenever one under `folder` changes, until `stop`. */
export function watchClaims(
  folder: string,
  today: () => Day,
  listener: ClaimListener,
): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const reload = () => {
    const loaded = loadClaims(folder, today());
    if (loaded.ok) listener.loaded(loaded.database);
    else listener.faulty(loaded.faults);
  };
  const watcher: FSWatcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(reload, SETTLED);
  });
  return {
    stop() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
