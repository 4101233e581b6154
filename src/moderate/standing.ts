import type { Claim } from '../claims/claim.ts';
import { type ClaimDatabase, lifecycleOn } from '../claims/database.ts';
import type { ImportedClaim } from '../claims/imported.ts';
import type { Day } from '../claims/partial-date.ts';
import { canonicalUrl } from '../match/url.ts';
import type { ClaimStanding } from './decide.ts';

/** What the gates know of every claim before any workspace has a say: worked out once for a database. */
export interface Standings {
  /** The standing on a day; undefined for an id that the database does not hold. */
  of(claim: string, today: Day): ClaimStanding | undefined;
}

/** The topic that imported claims of a feed are chosen by. */
export function importedTopic(feed: string): string {
  return `imported/${feed}`;
}

/** Works out the standings of a database; cheap to ask afterwards. */
export function standingsOf(database: ClaimDatabase): Standings {
  const links = new Map(database.claims.map((claim) => [claim.id, sourceLinks(claim)]));
  return {
    of(id, today) {
      const claim = database.byId.get(id);
      if (claim !== undefined) return curated(claim, links.get(id) ?? new Set(), today);
      const imported = database.imported.get(id);
      return imported === undefined ? undefined : unchecked(imported);
    },
  };
}

function curated(claim: Claim, links: ReadonlySet<string>, today: Day): ClaimStanding {
  return {
    lifecycle: lifecycleOn(claim, today),
    verification: claim.verification,
    topic: claim.topic,
    sourceLinks: links,
    muted: false,
  };
}

function unchecked(claim: ImportedClaim): ClaimStanding {
  return {
    lifecycle: 'draft',
    verification: 'unverified',
    topic: importedTopic(claim.feed),
    sourceLinks: new Set(canonicalUrls([claim.url])),
    muted: false,
  };
}

/** The addresses whose presence shows that the author brings a source; articles that carry the claim are not among them. */
function sourceLinks(claim: Claim): ReadonlySet<string> {
  const carriers = new Set(canonicalUrls(claim.appearances));
  const all = canonicalUrls(Object.values(claim.sources).flatMap(({ url }) => url ?? []));
  return new Set(all.filter((url) => !carriers.has(url)));
}

function canonicalUrls(urls: readonly string[]): string[] {
  return urls.map(canonicalUrl).filter((url) => url !== undefined);
}
