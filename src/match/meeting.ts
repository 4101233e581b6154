import type { Conditions, Need } from '../claims/conditions.ts';
import type { Findings, Found } from './findings.ts';
import type { Lookup } from './vocabulary.ts';

/** How a message's findings meet a claim's conditions. */
export interface Meeting {
  /** Whether a way is met, whether only a hint is. */
  readonly way: boolean;
  readonly hint: boolean;
  /** The ways that are met, or else the hints, each by its needs. */
  readonly met: readonly string[];
  /** The share of needs met in the way that is nearest to being met; 1 for a way or hint, 0.9 where all are met too far apart. */
  readonly share: number;
  readonly ruledOut: readonly number[];
  /** What meets the way, by place; and what strengthens besides. */
  readonly used: readonly Found[];
  readonly strengthening: readonly Found[];
}

type Way = readonly (readonly number[])[];

/** Ways with their names: their needs in words. */
interface NamedWay {
  readonly way: Way;
  readonly name: string;
}

/** What meets one way, and the names of all that are met. */
interface Met {
  readonly used: readonly Found[];
  readonly names: readonly string[];
}

/** Nothing of a claim is met. */
const UNMET: Meeting = {
  way: false,
  hint: false,
  met: [],
  share: 0,
  ruledOut: [],
  used: [],
  strengthening: [],
};

/** A claim's conditions in entry numbers. */
export class Requirements {
  readonly #ways: readonly NamedWay[];
  readonly #hints: readonly NamedWay[];
  readonly #strengthens: readonly number[];
  readonly #rulesOut: readonly number[];
  readonly #within: number;
  readonly #needed: readonly number[];

  constructor(conditions: Conditions, lookup: Lookup) {
    const named = (needs: readonly Need[]): NamedWay => ({
      way: needs.map((need) => lookup.numbersOf([need].flat())),
      name: needs.map((need) => [need].flat().join('|')).join('+'),
    });
    this.#ways = conditions.ways.map(named);
    this.#hints = conditions.hints.map(named);
    this.#strengthens = lookup.numbersOf(conditions.strengthens);
    this.#rulesOut = lookup.numbersOf(conditions.rulesOut);
    this.#within = conditions.within;
    this.#needed = [...new Set([...this.#ways, ...this.#hints].flatMap(({ way }) => way.flat()))];
  }

  /** How a way or hint is met; undefined where none is. */
  meet(findings: Findings): Meeting | undefined {
    if (!isFound(this.#needed, findings)) return undefined;
    const way = this.#met(this.#ways, findings);
    const { used, names } = way.used.length > 0 ? way : this.#met(this.#hints, findings);
    if (used.length === 0) return undefined;
    return {
      way: used === way.used,
      hint: used !== way.used,
      met: names,
      share: 1,
      ruledOut: this.#ruledOut(findings),
      used,
      strengthening: this.#strengthening(findings, used),
    };
  }

  /** What meets the one of these ways that says most of the claim: that with the most needs. */
  #met(ways: readonly NamedWay[], findings: Findings): Met {
    let most: readonly Found[] = [];
    const names: string[] = [];
    for (const { way, name } of ways) {
      const used = closest(way, findings, this.#within);
      if (used === undefined) continue;
      names.push(name);
      if (used.length > most.length) most = used;
    }
    return { used: most, names };
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

  /** How near a claim is to being met of which no way or hint is. */
  nearly(findings: Findings): Meeting {
    if (!isFound(this.#needed, findings)) return UNMET;
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
    for (const { way } of this.#ways) {
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
