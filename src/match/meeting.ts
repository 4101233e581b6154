import type { Conditions, Need } from '../claims/conditions.ts';
import type { Finding, Lookup } from './vocabulary.ts';
import type { Words } from './words.ts';

/** One thing found, at its place in the message: an entry, where it stands, and how far back it was borrowed from. */
export interface Found extends Finding {
  readonly place: number;
  /** 0 for the message itself, else the number of messages back. */
  readonly back: number;
}

/** How a message's findings meet a claim's conditions. */
export interface Meeting {
  /** Whether a way is met, whether a hint is. */
  readonly way: boolean;
  readonly hint: boolean;
  /** How many ways are met. */
  readonly ways: number;
  /** The most needs that a met way has, and the share of needs met in the way that is nearest to being met. */
  readonly needs: number;
  readonly share: number;
  /** From the first to the last place of the closest way met. */
  readonly width: number;
  readonly strengthened: number;
  readonly ruledOut: readonly number[];
  readonly missing: readonly number[];
  /** Findings of the closest way, and those that strengthen. */
  readonly used: readonly Found[];
  readonly strengthening: readonly Found[];
}

/** A message's findings by entry. */
export class Findings {
  readonly #byEntry = new Map<number, Found[]>();
  readonly all: readonly Found[];

  constructor(all: readonly Found[]) {
    this.all = all;
    for (const found of all) {
      const known = this.#byEntry.get(found.entry);
      if (known === undefined) this.#byEntry.set(found.entry, [found]);
      else known.push(found);
    }
    for (const list of this.#byEntry.values()) list.sort((a, b) => a.place - b.place);
  }

  of(entry: number): readonly Found[] {
    return this.#byEntry.get(entry) ?? NONE;
  }

  has(entry: number): boolean {
    return this.#byEntry.has(entry);
  }

  entries(): Iterable<number> {
    return this.#byEntry.keys();
  }
}

const NONE: readonly Found[] = [];

/** Places the findings of a message's own words. */
export function placed(findings: readonly Finding[], words: Words): Found[] {
  return findings.map((finding) => ({ ...finding, place: words.place(finding.from), back: 0 }));
}

/** A claim's conditions in entry numbers. */
export class Requirements {
  readonly #ways: readonly NumberedWay[];
  readonly #hints: readonly NumberedWay[];
  readonly #strengthens: readonly number[];
  readonly #rulesOut: readonly number[];
  readonly #within: number;
  /** Every entry that a way, a hint or a strengthening names: what the claim speaks of. */
  readonly cast: ReadonlySet<number>;

  constructor(conditions: Conditions, lookup: Lookup) {
    const numbers = (way: readonly Need[]) => way.map((need) => lookup.numbersOf([need].flat()));
    this.#ways = conditions.ways.map(numbers);
    this.#hints = conditions.hints.map(numbers);
    this.#strengthens = lookup.numbersOf(conditions.strengthens);
    this.#rulesOut = lookup.numbersOf(conditions.rulesOut);
    this.#within = conditions.within;
    this.cast = new Set([...this.#ways.flat(2), ...this.#hints.flat(2), ...this.#strengthens]);
  }

  meet(findings: Findings): Meeting {
    const met = allMet(this.#ways, findings, this.#within);
    const hints = met.length > 0 ? [] : allMet(this.#hints, findings, this.#within);
    const best = [...met, ...hints].toSorted(
      (a, b) => b.length - a.length || width(a) - width(b),
    )[0];
    const strengthening = this.#strengthens.flatMap((entry) => findings.of(entry).slice(0, 1));
    const nearest = best === undefined ? this.#nearest(findings) : undefined;
    return {
      way: met.length > 0,
      hint: hints.length > 0,
      ways: met.length,
      needs: best?.length ?? 0,
      share: best === undefined ? (nearest?.share ?? 0) : 1,
      width: best === undefined ? 0 : width(best),
      strengthened: strengthening.length,
      ruledOut: this.#rulesOut.filter((entry) => findings.has(entry)),
      missing: nearest?.missing ?? [],
      used: best ?? nearest?.used ?? [],
      strengthening,
    };
  }

  /** The way of which most is met. */
  #nearest(findings: Findings): { share: number; missing: number[]; used: Found[] } | undefined {
    let best: { share: number; missing: number[]; used: Found[] } | undefined;
    for (const way of this.#ways) {
      const missing = way.filter((need) => !need.some((entry) => findings.has(entry)));
      const share = 1 - missing.length / way.length;
      // All found, but too far apart: less than a way, more than any part of one.
      const worth = missing.length === 0 ? 0.9 : share;
      if (worth <= (best?.share ?? 0)) continue;
      best = {
        share: worth,
        missing: missing.flatMap((need) => need.slice(0, 1)),
        used: way.flatMap((need) =>
          need.flatMap((entry) => findings.of(entry).slice(0, 1)).slice(0, 1),
        ),
      };
    }
    return best;
  }
}

type NumberedWay = readonly (readonly number[])[];

function allMet(ways: readonly NumberedWay[], findings: Findings, within: number): Found[][] {
  return ways.map((way) => closest(way, findings, within)).filter((used) => used !== undefined);
}

function width(used: readonly Found[]): number {
  return (used.at(-1)?.place ?? 0) - (used[0]?.place ?? 0);
}

/** The findings nearest to one another that meet every need, by place; undefined where there are none within the bound. */
function closest(way: NumberedWay, findings: Findings, within: number): Found[] | undefined {
  if (!way.every((need) => need.some((entry) => findings.has(entry)))) return undefined;
  const marks = way
    .flatMap((need, number) =>
      need.flatMap((entry) => findings.of(entry).map((found) => ({ found, need: number }))),
    )
    .sort((a, b) => a.found.place - b.found.place);
  const latest: (Found | undefined)[] = way.map(() => undefined);
  let best: Found[] | undefined;
  for (const { found, need } of marks) {
    latest[need] = found;
    const window = latest.filter((one) => one !== undefined);
    if (window.length < way.length) continue;
    window.sort((a, b) => a.place - b.place);
    if (width(window) <= within && (best === undefined || width(window) < width(best)))
      best = window;
  }
  return best;
}
