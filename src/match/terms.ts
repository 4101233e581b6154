import type { Lexicon } from './disguise.ts';
import { Slips } from './slips.ts';
import { stem } from './stem.ts';

/** The number of a word that is none of ours. */
export const UNKNOWN = -1;

const CACHED = 1 << 16;
const DRAWN_OUT = /([a-z])\1{2}/;
const EVERY_DRAWN_OUT = /([a-z])\1{2,}/g;

/** Numbers for the stems that vocabulary and index know. */
export class Terms implements Lexicon {
  readonly #ids = new Map<string, number>();
  readonly #stems: string[] = [];
  readonly #beginnings = new Set<string>();
  readonly #slips = new Slips();
  readonly #met = new Map<string, number>();
  readonly #added = new Map<string, number>();
  readonly #stemOf = new Map<string, string>();

  get size(): number {
    return this.#stems.length;
  }

  /** The number of a folded word's stem, given now if it has none. */
  add(word: string): number {
    const before = this.#added.get(word);
    if (before !== undefined) return before;
    const stemmed = stem(word);
    if (word.length > 3) this.#beginnings.add(word.slice(0, 3));
    const id = this.#ids.get(stemmed) ?? this.#stems.length;
    if (id === this.#stems.length) {
      this.#ids.set(stemmed, id);
      this.#stems.push(stemmed);
    }
    this.#added.set(word, id);
    return id;
  }

  /** Ends the adding: what only adding needed is let go, and what was looked for while terms were missing. */
  seal(): void {
    this.#added.clear();
    this.#met.clear();
  }

  /** Forgives slips in this name's spelling. */
  forgive(name: string): void {
    this.#slips.add(name);
  }

  /** The number of a folded word's stem, forgiving slips in names and l-e-t-t-e-r-s drawn out; `UNKNOWN` for others. */
  find(word: string): number {
    const met = this.#met.get(word);
    if (met !== undefined) return met;
    if (this.#met.size >= CACHED) this.#met.clear();
    const id = this.#look(word);
    this.#met.set(word, id);
    return id;
  }

  /** The stem of a folded word, whether or not it is one of ours. */
  stemOf(word: string): string {
    const known = this.#stemOf.get(word);
    if (known !== undefined) return known;
    // Bounded, so that a flood of rare words cannot grow it.
    if (this.#stemOf.size >= CACHED) this.#stemOf.clear();
    const stemmed = stem(word);
    this.#stemOf.set(word, stemmed);
    return stemmed;
  }

  stem(id: number): string {
    return this.#stems[id] ?? '';
  }

  knows(word: string): boolean {
    return this.#idOf(word) !== UNKNOWN;
  }

  begins(three: string): boolean {
    return this.#beginnings.has(three);
  }

  #look(word: string): number {
    const id = this.#idOf(word);
    if (id !== UNKNOWN) return id;
    if (DRAWN_OUT.test(word)) {
      for (const kept of ['$1$1', '$1']) {
        const plain = this.#idOf(word.replace(EVERY_DRAWN_OUT, kept));
        if (plain !== UNKNOWN) return plain;
      }
    }
    const meant =
      this.#slips.meant(word) ??
      (word.endsWith('s') ? this.#slips.meant(word.slice(0, -1)) : undefined);
    return meant === undefined ? UNKNOWN : this.#idOf(meant);
  }

  /** The number of the stem as it is. */
  #idOf(word: string): number {
    return this.#ids.get(this.stemOf(word)) ?? UNKNOWN;
  }
}
