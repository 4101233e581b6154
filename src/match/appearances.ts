import type { Claim } from '../claims/claim.ts';
import type { Match, Use } from './evidence.ts';
import type { Link } from './fold.ts';
import { canonicalUrl } from './url.ts';

/** What a link to an article that carries the claim is worth. */
const BY_LINK = 0.995;

/** The articles that carry a claim: a message that links to one is about it. */
export class Appearances {
  /** The claims of each article, by its canonical URL. */
  readonly #claims: ReadonlyMap<string, readonly string[]>;

  constructor(claims: readonly Claim[]) {
    const pairs = claims.flatMap(({ id, appearances }) =>
      appearances.map((address) => ({ id, url: canonicalUrl(address) ?? address })),
    );
    const byUrl = Map.groupBy(pairs, ({ url }) => url);
    this.#claims = new Map([...byUrl].map(([url, list]) => [url, list.map(({ id }) => id)]));
  }

  /** The claims of the linked articles, each once. */
  matches(links: readonly Link[], use: Use): readonly Match[] {
    const matches = links.flatMap((link) =>
      (this.#claims.get(link.url) ?? []).map((claim) => matchOf(claim, link, use)),
    );
    return matches.filter(
      ({ claim }, at) => matches.findIndex((one) => one.claim === claim) === at,
    );
  }
}

function matchOf(claim: string, { start, end }: Link, use: Use): Match {
  return {
    claim,
    score: BY_LINK,
    by: 'link',
    curated: true,
    complete: true,
    taught: true,
    evidence: [{ term: 'link', span: { start, end } }],
    missing: [],
    ruledOutBy: [],
    use,
  };
}
