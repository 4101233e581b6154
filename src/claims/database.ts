import type { Claim, Lifecycle } from './claim.ts';
import type { Fault } from './fault.ts';
import type { ImportedClaim } from './imported.ts';
import type { Day } from './partial-date.ts';
import type { Vocabulary } from './vocabulary.ts';

/** All that curators wrote, checked: what the program knows of claims between two reloads. */
export interface ClaimDatabase {
  /** By topic in the order of `topics.yaml`, then by id. */
  readonly claims: readonly Claim[];
  readonly byId: ReadonlyMap<string, Claim>;
  readonly imported: ReadonlyMap<string, ImportedClaim>;
  /** Topic ids and their titles, in the order of the file. */
  readonly topics: ReadonlyMap<string, string>;
  readonly vocabulary: Vocabulary;
  /** Faults that stop nothing, overdue reviews above all. */
  readonly warnings: readonly Fault[];
}

/** The lifecycle that counts on a day: an overdue live claim is treated as shadow until somebody looks at it again. */
export function lifecycleOn(claim: Claim, today: Day): Lifecycle {
  return claim.lifecycle === 'live' && claim.reviewBy < today ? 'shadow' : claim.lifecycle;
}
