import { Best } from './best.ts';
import { type Postings, postingsOf } from './postings.ts';
import { type Rows, rowsOf } from './rows.ts';
import type { Terms } from './terms.ts';

/** A text that stands for a claim: its statement with its title, or another wording of it. */
export interface ClaimText {
  /** The claim's number. */
  readonly claim: number;
  readonly text: string;
}

/** A text that shares words with a message. */
export interface Candidate {
  readonly text: number;
  readonly claim: number;
  readonly bm25: number;
}

/** BM25's usual values; b is lower than the usual 0.75 because claims are all short. */
const K1 = 1.2;
const B = 0.5;
/** The rarest words of a message that are looked up: more add time and no precision. */
const MOST_TERMS = 64;

/**
 * An index of the claims' texts in typed arrays. Each text is kept as the row of its content terms, for comparing; each term
 * has the list of the texts that it is in, with what it adds to their BM25 there.
 */
export class TextIndex {
  readonly rows: Rows;
  /** The claim of each text. */
  readonly claims: Uint32Array;
  /** The rarity of a term that is in no text: the greatest. */
  readonly greatestRarity: number;
  readonly #postings: Postings;
  /** For each term, its rarity (BM25's idf); 0 for terms in no text. */
  readonly #rarity: Float32Array;
  readonly #impacts: Float32Array;
  readonly #sums: Float32Array;
  readonly #touched: Uint32Array;

  constructor(texts: readonly ClaimText[], terms: Terms) {
    this.rows = rowsOf(
      texts.map(({ text }) => text),
      terms,
    );
    this.claims = Uint32Array.from(texts, ({ claim }) => claim);
    this.#postings = postingsOf(this.rows, terms.size);
    this.#rarity = rarities(this.#postings.starts, texts.length);
    this.greatestRarity = Math.log(1 + texts.length);
    this.#impacts = impactsOf(this.rows, this.#postings, this.#rarity);
    this.#sums = new Float32Array(texts.length);
    this.#touched = new Uint32Array(texts.length);
  }

  rarityOf(term: number): number {
    const rarity = term < 0 ? 0 : (this.#rarity[term] ?? 0);
    return rarity === 0 ? this.greatestRarity : rarity;
  }

  /** The `most` texts that share most with the distinct terms, best first; ties in the texts' order. */
  search(terms: Iterable<number>, most: number): readonly Candidate[] {
    let touched = 0;
    for (const term of this.#rarest(terms)) touched = this.#addUp(term, touched);
    const best = new Best(most);
    for (let at = 0; at < touched; at += 1) {
      const text = this.#touched[at] ?? 0;
      const sum = this.#sums[text] ?? 0;
      if (sum > best.least) best.offer(text, sum);
      this.#sums[text] = 0;
    }
    return best
      .inOrder()
      .map(({ text, score }) => ({ text, claim: this.claims[text] ?? 0, bm25: score }));
  }

  #rarest(terms: Iterable<number>): readonly number[] {
    const known = [...terms].filter((term) => (this.#rarity[term] ?? 0) > 0);
    if (known.length <= MOST_TERMS) return known;
    const rarity = (term: number) => this.#rarity[term] ?? 0;
    return known.sort((a, b) => rarity(b) - rarity(a)).slice(0, MOST_TERMS);
  }

  #addUp(term: number, before: number): number {
    const { starts, texts } = this.#postings;
    let touched = before;
    const end = starts[term + 1] ?? 0;
    for (let at = starts[term] ?? 0; at < end; at += 1) {
      const text = texts[at] ?? 0;
      const sum = this.#sums[text] ?? 0;
      if (sum === 0) {
        this.#touched[touched] = text;
        touched += 1;
      }
      this.#sums[text] = sum + (this.#impacts[at] ?? 0);
    }
    return touched;
  }
}

function rarities(starts: Uint32Array, texts: number): Float32Array {
  return Float32Array.from({ length: starts.length - 1 }, (_, term) => {
    const count = (starts[term + 1] ?? 0) - (starts[term] ?? 0);
    return count === 0 ? 0 : Math.log(1 + (texts - count + 0.5) / (count + 0.5));
  });
}

/** What each posting adds to its text's BM25. */
function impactsOf(rows: Rows, { starts, texts, counts }: Postings, rarity: Float32Array) {
  const impacts = new Float32Array(counts.length);
  const average = rows.terms.length / Math.max(1, rows.length);
  for (let term = 0; term < rarity.length; term += 1) {
    const end = starts[term + 1] ?? 0;
    for (let at = starts[term] ?? 0; at < end; at += 1) {
      const count = counts[at] ?? 0;
      const length = rows.lengthOf(texts[at] ?? 0);
      const norm = count + K1 * (1 - B + (B * length) / average);
      impacts[at] = ((rarity[term] ?? 0) * count * (K1 + 1)) / norm;
    }
  }
  return impacts;
}
