import type { CountRow } from '../store/counts.ts';
import type { WorkspaceRef } from '../store/place.ts';

/** Counts what is only counted, in memory, until it is written down: so that a message without a match costs no write. */
export class Tally {
  readonly #counts = new Map<string, CountRow>();

  /** Counts one more. */
  add({ platform, workspace }: WorkspaceRef, day: string, name: string, claim = ''): void {
    const key = JSON.stringify([platform, workspace, day, name, claim]);
    const count = (this.#counts.get(key)?.count ?? 0) + 1;
    this.#counts.set(key, { platform, workspace, day, name, claim, count });
  }

  /** What was counted since it was last asked for; the caller writes it down, or gives it back. */
  take(): readonly CountRow[] {
    const counts = [...this.#counts.values()];
    this.#counts.clear();
    return counts;
  }

  /** Takes back counts that could not be written. */
  giveBack(counts: readonly CountRow[]): void {
    for (const row of counts) {
      const key = JSON.stringify([row.platform, row.workspace, row.day, row.name, row.claim]);
      const count = (this.#counts.get(key)?.count ?? 0) + row.count;
      this.#counts.set(key, { ...row, count });
    }
  }
}
