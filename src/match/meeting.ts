import type { Conditions, Need } from '../claims/conditions.ts';
import type { Findings, Found } from './findings.ts';
import type { Lookup } from './vocabulary.ts';

/** How a message's findings meet a claim's conditions. */
export interface Meeting {
  /** Whether a way is met, whether only a hint is. */
  readonly way: boolean;
  readonly hint: boolean;
  /** How many ways, or else hints, are met. */
  readonly ways: number;
  /** How many needs the most particular of them has, and how particular it is: see `Requirements`. */
  readonly needs: number;
  readonly particular: number;
  /** The share of needs met in the way that is nearest to being met; 1 for a way or hint. */
  readonly share: number;
  readonly ruledOut: readonly number[];
  /** What meets the way, by place; and what strengthens besides. */
  readonly used: readonly Found[];
  readonly strengthening: readonly Found[];
}

type Way = readonly (readonly number[])[];

/** Nothing of a claim is met. */
const UNMET: Meeting = {
  way: false,
  hint: false,
  ways: 0,
  needs: 0,
  particular: 0,
  share: 0,
  ruledOut: [],
  used: [],
  strengthening: [],
};

/**
 * A claim's conditions in entry numbers. An entry is the more particular the fewer claims have it in a way: `particular` is the
 * logarithm of the share of claims that have not, summed over what was used.
 */
export class Requirements {
  readonly #ways: readonly Way[];
  readonly #hints: readonly Way[];
  readonly #strengthens: readonly number[];
  readonly #rulesOut: readonly number[];
  readonly #within: number;
  readonly #needed: readonly number[];
  readonly #particular: Float64Array;

  constructor(conditions: Conditions, lookup: Lookup, particular: Float64Array) {
    const numbers = (way: readonly Need[]) => way.map((need) => lookup.numbersOf([need].flat()));
    this.#ways = conditions.ways.map(numbers);
    this.#hints = conditions.hints.map(numbers);
    this.#strengthens = lookup.numbersOf(conditions.strengthens);
    this.#rulesOut = lookup.numbersOf(conditions.rulesOut);
    this.#within = conditions.within;
    this.#needed = [...new Set([...this.#ways.flat(2), ...this.#hints.flat(2)])];
    this.#particular = particular;
  }

  meet(findings: Findings): Meeting {
    if (!isFound(this.#needed, findings)) return UNMET;
    const ways = this.#met(this.#ways, findings);
    const met = ways.length > 0 ? ways : this.#met(this.#hints, findings);
    const best = this.#mostParticular(met);
    if (best === undefined) return this.#nearest(findings);
    return {
      way: ways.length > 0,
      hint: ways.length === 0,
      ways: met.length,
      needs: best.length,
      particular: this.#particularity(best),
      share: 1,
      ruledOut: this.#ruledOut(findings),
      used: best,
      strengthening: this.#strengthening(findings, best),
    };
  }

  #met(ways: readonly Way[], findings: Findings): Found[][] {
    const met: Found[][] = [];
    for (const way of ways) {
      const used = closest(way, findings, this.#within);
      if (used !== undefined) met.push(used);
    }
    return met;
  }

  #mostParticular(met: readonly Found[][]): Found[] | undefined {
    let best: Found[] | undefined;
    let most = -1;
    for (const used of met) {
      const particular = this.#particularity(used);
      if (particular <= most) continue;
      most = particular;
      best = used;
    }
    return best;
  }

  #particularity(used: readonly Found[]): number {
    return used.reduce((sum, { entry }) => sum + (this.#particular[entry] ?? 0), 0);
  }

  #ruledOut(findings: Findings): readonly number[] {
    return this.#rulesOut.filter((entry) => findings.has(entry));
  }

  /** What strengthens and is not already used, each entry once. */
  #strengthening(findings: Findings, used: readonly Found[]): readonly Found[] {
    return this.#strengthens.flatMap((entry) => {
      if (!findings.has(entry) || used.some((one) => one.entry === entry)) return [];
      return findings.of(entry).slice(0, 1);
    });
  }

  /** What of the claim is met although no way is, and what is missing: for explanations. */
  partly(findings: Findings): {
    readonly used: readonly Found[];
    readonly missing: readonly number[];
  } {
    const { way } = this.#nearestWay(findings);
    return {
      used: way.flatMap((need) => {
        const entry = need.find((one) => findings.has(one));
        return entry === undefined ? [] : findings.of(entry).slice(0, 1);
      }),
      missing: way.filter((need) => !isFound(need, findings)).flatMap((need) => need.slice(0, 1)),
    };
  }

  #nearest(findings: Findings): Meeting {
    const { share } = this.#nearestWay(findings);
    if (share === 0) return UNMET;
    return {
      ...UNMET,
      share,
      ruledOut: this.#ruledOut(findings),
      strengthening: this.#strengthening(findings, UNMET.used),
    };
  }

  /** The way of which most is met. */
  #nearestWay(findings: Findings): { readonly share: number; readonly way: Way } {
    let share = 0;
    let nearest: Way = [];
    for (const way of this.#ways) {
      let found = 0;
      for (const need of way) if (isFound(need, findings)) found += 1;
      // All found, but too far apart: less than a way, more than any part of one.
      const worth = found === way.length ? 0.9 : found / way.length;
      if (worth <= share) continue;
      share = worth;
      nearest = way;
    }
    return { share, way: nearest };
  }
}

/** How particular each entry is, by number: the fewer of the claims have it in a way, the more. */
export function particularities(conditions: readonly Conditions[], lookup: Lookup): Float64Array {
  const claims = new Float64Array(lookup.ids.length);
  for (const { ways } of conditions) {
    for (const entry of new Set(lookup.numbersOf(ways.flat(2)))) {
      claims[entry] = (claims[entry] ?? 0) + 1;
    }
  }
  return claims.map((count) => Math.log((conditions.length + 1) / Math.max(1, count)));
}

function isFound(need: readonly number[], findings: Findings): boolean {
  for (const entry of need) if (findings.has(entry)) return true;
  return false;
}

/** The findings nearest to one another that meet every need, by place; undefined where there are none within the bound. */
function closest(way: Way, findings: Findings, within: number): Found[] | undefined {
  for (const need of way) if (!isFound(need, findings)) return undefined;
  const marks: { found: Found; need: number }[] = [];
  for (const [number, need] of way.entries()) {
    for (const entry of need) {
      for (const found of findings.of(entry)) marks.push({ found, need: number });
    }
  }
  marks.sort((a, b) => a.found.place - b.found.place);
  const latest: (Found | undefined)[] = way.map(() => undefined);
  let best: Found[] | undefined;
  let narrowest = within + 1;
  for (const { found, need } of marks) {
    latest[need] = found;
    const first = earliest(latest);
    if (first === undefined || found.place - first >= narrowest) continue;
    narrowest = found.place - first;
    best = latest.filter((one) => one !== undefined);
  }
  // What is only borrowed is what others said.
  return best?.some(({ back }) => back === 0) ? best.sort((a, b) => a.place - b.place) : undefined;
}

/** The first place of the findings; undefined while one is missing. */
function earliest(latest: readonly (Found | undefined)[]): number | undefined {
  let first = Number.POSITIVE_INFINITY;
  for (const found of latest) {
    if (found === undefined) return undefined;
    first = Math.min(first, found.place);
  }
  return first;
}
