import { BEGIN, type FeatureVisitor, type Named, TOGETHER, visitFeatures } from './features.ts';
import { type Terms, UNKNOWN } from './terms.ts';

const CACHED = 1 << 16;

/** Numbers for the features that have a weight, found without building their names. */
export class FeatureNumbers {
  readonly #terms: Terms;
  readonly #entries = new Map<string, number>();
  readonly #borrowed = new Map<string, number>();
  /** The stem number of each word met of late. */
  readonly #words = new Map<string, number>();
  /** A number for each stem that is part of a feature; and the feature that it is by itself. */
  readonly #stems = new Map<string, number>();
  readonly #alone: number[] = [];
  readonly #row = new Map<number, number>();
  readonly #content = new Map<number, number>();
  /** More than there are stems, so that two of them make one number. */
  readonly #most: number;

  /** Each feature's number is its place in the list. */
  constructor(features: readonly string[], terms: Terms) {
    this.#terms = terms;
    this.#most = 2 * features.length + 2;
    for (const [number, feature] of features.entries()) this.#learn(feature, number);
  }

  /** Calls `met` with the number of each known feature of the message; some come more than once. */
  each(message: Named, met: (feature: number) => void): void {
    const report = (feature: number | undefined) => {
      if (feature !== undefined && feature !== UNKNOWN) met(feature);
    };
    const visitor: FeatureVisitor<number> = {
      entry: (id, borrowed) => {
        report(this.#entries.get(id));
        if (borrowed) report(this.#borrowed.get(id));
      },
      stem: (stem) => report(this.#alone[stem]),
      pair: (together, first, second) => {
        if (first === UNKNOWN || second === UNKNOWN) return;
        const pairs = together === 'row' ? this.#row : this.#content;
        report(pairs.get(first * this.#most + second));
      },
    };
    const begin = this.#stems.get(BEGIN) ?? UNKNOWN;
    visitFeatures(message, begin, (word) => this.#stemOf(word), visitor);
  }

  /** The feature that a word is by itself. */
  of(word: string): number | undefined {
    const feature = this.#alone[this.#stemOf(word)];
    return feature === UNKNOWN ? undefined : feature;
  }

  #stemOf(word: string): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    // Bounded, so that a flood of rare words cannot grow it.
    if (this.#words.size >= CACHED) this.#words.clear();
    const number = this.#stems.get(this.#terms.stemOf(word)) ?? UNKNOWN;
    this.#words.set(word, number);
    return number;
  }

  #learn(feature: string, number: number): void {
    if (feature.startsWith('{')) this.#entries.set(feature.slice(1, -1), number);
    else if (feature.startsWith('<')) this.#borrowed.set(feature.slice(2, -1), number);
    else if (feature.includes(TOGETHER.row)) this.#learnPair(this.#row, feature.split(' '), number);
    else if (feature.includes(TOGETHER.content)) {
      this.#learnPair(this.#content, feature.split(TOGETHER.content), number);
    } else this.#alone[this.#stemNumber(feature)] = number;
  }

  #learnPair(
    pairs: Map<number, number>,
    [first = '', second = '']: string[],
    number: number,
  ): void {
    pairs.set(this.#stemNumber(first) * this.#most + this.#stemNumber(second), number);
  }

  #stemNumber(stem: string): number {
    const known = this.#stems.get(stem);
    if (known !== undefined) return known;
    const number = this.#stems.size;
    this.#stems.set(stem, number);
    this.#alone.push(UNKNOWN);
    return number;
  }
}
