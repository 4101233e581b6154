import type { Claim } from './claim.ts';
import { exact } from './partial-date.ts';
import type { Origin, Source, SourceKind } from './source.ts';

const RANK: Record<SourceKind, number> = { primary: 0, reporting: 1, secondary: 2 };

/** An origin of the claim and the sources that carry it from there. */
export interface OriginOfClaim {
  readonly id: string;
  readonly origin: Origin;
  readonly sources: readonly Source[];
}

/**
 * The independent origins of the claim itself. Relays of one article share one; a source that only carries a response or
 * background, or whose original was never seen, adds none.
 */
export function originsOf(claim: Claim): readonly OriginOfClaim[] {
  const carriers = Object.values(claim.sources).filter(
    (source) => source.carries === 'claim' && source.read !== 'relay',
  );
  const ids = [...new Set(carriers.map((source) => source.origin))];
  return ids.map((id) => ({
    id,
    origin: claim.origins[id] ?? { name: id },
    sources: carriers.filter((source) => source.origin === id),
  }));
}

/** How many independent origins the claim has. */
export function countOrigins(claim: Claim): number {
  return originsOf(claim).length;
}

/**
 * The claim's sources, the one a card should name first: such as carry the claim before others, linked before relayed, primary
 * before reporting before secondary, newer before older.
 */
export function sourcesByRank(claim: Claim): readonly Source[] {
  return Object.values(claim.sources).toSorted(
    (a, b) =>
      Number(b.carries === 'claim') - Number(a.carries === 'claim') ||
      Number(a.read === 'relay') - Number(b.read === 'relay') ||
      RANK[a.kind] - RANK[b.kind] ||
      exact(b.date).localeCompare(exact(a.date)),
  );
}
