import type { ClaimDatabase } from '../claims/database.ts';
import { type Fault, inOneLine } from '../claims/fault.ts';
import { loadClaims } from '../claims/load.ts';
import type { Day } from '../claims/partial-date.ts';

/** The claim database has faults; each is a line `file:line:column: path: what is wrong; what to do`. */
export class ClaimFaults extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    super(
      `${faults.map(inOneLine).join('\n')}\nThe claim files have ${count}; nothing was started.`,
    );
    this.name = 'ClaimFaults';
    this.faults = faults;
  }
}

/** The claim database under `folder` as of `today`; throws `ClaimFaults` with all that is wrong. */
export function openClaims(folder: string, today: Day): ClaimDatabase {
  const loaded = loadClaims(folder, today);
  if (!loaded.ok) throw new ClaimFaults(loaded.faults);
  return loaded.database;
}
