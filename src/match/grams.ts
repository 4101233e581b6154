import type { Terms } from './terms.ts';

const LENGTH = 4;
const BITS = 15;

/** Letter 4-grams of terms, hashed, to compare words that are alike but not the same. */
export class Grams {
  readonly #starts: Uint32Array;
  readonly #grams: Uint16Array;
  /** For each gram the number of the message that last had it. */
  readonly #met = new Uint32Array(1 << BITS);
  #message = 0;

  constructor(terms: Terms) {
    const starts = [0];
    const grams: number[] = [];
    for (let term = 0; term < terms.size; term += 1) {
      eachGram(terms.stem(term), (gram) => grams.push(gram));
      starts.push(grams.length);
    }
    this.#starts = Uint32Array.from(starts);
    this.#grams = Uint16Array.from(grams);
  }

  /** From now on, compares with a message of these words. */
  compareWith(words: Iterable<string>): void {
    this.#message += 1;
    for (const word of words) eachGram(word, (gram) => (this.#met[gram] = this.#message));
  }

  /** The share of the term's grams that the message has. */
  share(term: number): number {
    const from = this.#starts[term] ?? 0;
    const to = this.#starts[term + 1] ?? from;
    let met = 0;
    for (let at = from; at < to; at += 1) {
      if (this.#met[this.#grams[at] ?? 0] === this.#message) met += 1;
    }
    return to === from ? 0 : met / (to - from);
  }
}

function eachGram(word: string, visit: (gram: number) => void): void {
  const padded = `^${word}`;
  for (let at = 0; at + LENGTH <= padded.length; at += 1) {
    let hash = 17;
    for (let next = at; next < at + LENGTH; next += 1) {
      hash = (Math.imul(hash, 31) + padded.charCodeAt(next)) | 0;
    }
    visit(((hash ^ (hash >>> BITS)) >>> 0) & ((1 << BITS) - 1));
  }
}
