import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
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

/**
 * Reads the claim files again whenever one under `folder` changes, until `stop`. Folders are watched, not files: most editors and
 * git put a new file in the old one's place, and whoever watches the old one hears of it only once (as Node's recursive watch does
 * on Linux).
 */
export function watchClaims(
  folder: string,
  today: () => Day,
  listener: ClaimListener,
): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const folders = new WatchedFolders(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(reload, SETTLED);
  });
  const reload = () => {
    folders.look();
    const loaded = loadClaims(folder, today());
    if (loaded.ok) listener.loaded(loaded.database);
    else listener.faulty(loaded.faults);
  };
  folders.look();
  return {
    stop() {
      clearTimeout(timer);
      folders.close();
    },
  };
}

/** A folder and all under it, each with a watch of its own. */
class WatchedFolders {
  readonly #root: string;
  readonly #changed: () => void;
  readonly #watches = new Map<string, FSWatcher>();

  constructor(root: string, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
  }

  /** Watches the folders that came since the last look, and no longer those that went. */
  look(): void {
    const now = new Set([this.#root, ...foldersUnder(this.#root)]);
    for (const folder of this.#watches.keys()) if (!now.has(folder)) this.#forget(folder);
    for (const folder of now) if (!this.#watches.has(folder)) this.#watch(folder);
  }

  close(): void {
    for (const folder of [...this.#watches.keys()]) this.#forget(folder);
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, this.#changed);
      watcher.on('error', () => this.#forget(folder));
      this.#watches.set(folder, watcher);
    } catch (error) {
      // It went between the look and the watch; its parent's watch tells when it comes again.
      if (folder === this.#root || !isGone(error)) throw error;
    }
  }

  #forget(folder: string): void {
    this.#watches.get(folder)?.close();
    this.#watches.delete(folder);
  }
}

function foldersUnder(root: string): readonly string[] {
  try {
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
