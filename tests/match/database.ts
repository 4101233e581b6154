import { fileURLToPath } from 'node:url';
import type { ClaimDatabase } from '../../src/claims/database.ts';
import { loadClaims } from '../../src/claims/load.ts';
import { createMatcher } from '../../src/match/match.ts';

/** The repository's own claims; throws with their faults where they have any. */
export function ownClaims(): ClaimDatabase {
  const folder = fileURLToPath(new URL('../../claims', import.meta.url));
  const loaded = loadClaims(folder, '2026-11-24');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 2));
  return loaded.database;
}

/** A matcher over the repository's own claims. */
export function ownMatcher() {
  const { claims, vocabulary } = ownClaims();
  return createMatcher({ claims, imported: [], vocabulary });
}
