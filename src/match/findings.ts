import type { Finding } from './vocabulary.ts';
import type { Words } from './words.ts';

/** One thing found, at its place in the message: an entry, the words, and how far back it was borrowed from. */
export interface Found extends Finding {
  readonly place: number;
  /** 0 for the message itself, else the number of messages back. */
  readonly back: number;
}

const NONE: readonly Found[] = [];

/** A message that names one thing more often is no longer read for it: what a text repeats says nothing new. */
const MOST_OF_ONE = 100;

/** A message's findings by entry, each entry's in order of place, up to `MOST_OF_ONE`. */
export class Findings {
  readonly all: readonly Found[];
  readonly #byEntry: (Found[] | undefined)[] = [];

  constructor(all: readonly Found[]) {
    this.all = all.toSorted((a, b) => a.place - b.place);
    for (const found of this.all) {
      const known = this.#byEntry[found.entry];
      if (known === undefined) this.#byEntry[found.entry] = [found];
      else if (known.length < MOST_OF_ONE) known.push(found);
    }
  }

  of(entry: number): readonly Found[] {
    return this.#byEntry[entry] ?? NONE;
  }

  has(entry: number): boolean {
    return this.#byEntry[entry] !== undefined;
  }
}

/** Places the findings of a message's own words. */
export function placed(findings: readonly Finding[], words: Words): Found[] {
  return findings.map(({ entry, from, to }) => ({
    entry,
    from,
    to,
    place: words.place(from),
    back: 0,
  }));
}
