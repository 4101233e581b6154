import type { Claim } from '../claims/claim.ts';
import type { ClaimDatabase } from '../claims/database.ts';
import { createMatcher, type Matcher } from '../match/match.ts';
import type { Names } from './explanation.ts';
import { type Standings, standingsOf } from './standing.ts';

/** All that reading messages needs, made from one state of the database: its matcher, standings and names. */
export interface Reader {
  readonly database: ClaimDatabase;
  readonly matcher: Matcher;
  readonly standings: Standings;
  readonly names: Names;
}

/** Makes a database readable. Retired and draft claims are not looked for, imported ones by their words alone. */
export function readerOf(database: ClaimDatabase): Reader {
  const matcher = createMatcher({
    claims: database.claims.filter(isLookedFor),
    imported: [...database.imported.values()].map(({ id, statement }) => ({ id, text: statement })),
    vocabulary: database.vocabulary,
  });
  return { database, matcher, standings: standingsOf(database), names: namesIn(database) };
}

/** What claims and vocabulary are called in explanations. */
function namesIn({ byId, imported }: ClaimDatabase): Names {
  return {
    claim: (id) => byId.get(id)?.title ?? imported.get(id)?.statement ?? id,
    term: (id) => id.replaceAll('-', ' '),
  };
}

function isLookedFor({ lifecycle }: Claim): boolean {
  return lifecycle !== 'retired' && lifecycle !== 'draft';
}
