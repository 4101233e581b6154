import { fold } from './fold.ts';
import { isStopWord } from './stop-words.ts';
import type { Terms } from './terms.ts';
import type { Words } from './words.ts';

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
const NO_LEXICON = { knows: () => false, begins: () => false };

/**
 * An index of the claims' texts in typed arrays. Each text is kept as the row of its content terms, for comparing; each term
 * has the list of the texts that it is in, with what it adds to their BM25 there.
 */
export class TextIndex {
  /** The claim of each text. */
  readonly claims: Uint32Array;
  /** For each term, its rarity (BM25's idf); 0 for terms in no text. */
  readonly rarity: Float32Array;
  /** The rarity of a term that is in no text: the greatest. */
  readonly greatestRarity: number;
  readonly #rowStarts: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #names: Uint8Array;
  readonly #listStarts: Uint32Array;
  readonly #lists: Uint32Array;
  readonly #impacts: Float32Array;
  readonly #sums: Float32Array;
  readonly #touched: Uint32Array;

  constructor(texts: readonly ClaimText[], terms: Terms) {
    const rows = new RowBuilder();
    for (const { text } of texts) rows.add(text, terms);
    this.claims = Uint32Array.from(texts, ({ claim }) => claim);
    this.#rowStarts = Uint32Array.from(rows.starts);
    this.#rows = rows.finished();
    this.#names = rows.finishedNames();
    const lists = invert(this.#rowStarts, this.#rows, terms.size);
    this.#listStarts = lists.starts;
    this.#lists = lists.texts;
    this.rarity = rarities(lists.starts, texts.length);
    this.greatestRarity = Math.log(1 + texts.length);
    this.#impacts = this.#weigh(lists.counts);
    this.#sums = new Float32Array(texts.length);
    this.#touched = new Uint32Array(texts.length);
  }

  /** The content terms of a text, in order. */
  row(text: number): Uint32Array {
    return this.#rows.subarray(this.#rowStarts[text], this.#rowStarts[text + 1]);
  }

  /** For each content term of a text, 1 where it is written like a name: a capital within a sentence. */
  names(text: number): Uint8Array {
    return this.#names.subarray(this.#rowStarts[text], this.#rowStarts[text + 1]);
  }

  rarityOf(term: number): number {
    const rarity = term < 0 ? 0 : (this.rarity[term] ?? 0);
    return rarity === 0 ? this.greatestRarity : rarity;
  }

  /** The `most` texts that share most with the distinct terms, best first; ties in the texts' order. */
  search(terms: readonly number[], most: number): readonly Candidate[] {
    const rarest = terms
      .filter((term) => (this.rarity[term] ?? 0) > 0)
      .toSorted((a, b) => (this.rarity[b] ?? 0) - (this.rarity[a] ?? 0))
      .slice(0, MOST_TERMS);
    let touched = 0;
    for (const term of rarest) touched = this.#addUp(term, touched);
    const best = this.#best(touched, most);
    for (let at = 0; at < touched; at += 1) this.#sums[this.#touched[at] ?? 0] = 0;
    return best;
  }

  #addUp(term: number, before: number): number {
    let touched = before;
    const end = this.#listStarts[term + 1] ?? 0;
    for (let at = this.#listStarts[term] ?? 0; at < end; at += 1) {
      const text = this.#lists[at] ?? 0;
      const sum = this.#sums[text] ?? 0;
      if (sum === 0) {
        this.#touched[touched] = text;
        touched += 1;
      }
      this.#sums[text] = sum + (this.#impacts[at] ?? 0);
    }
    return touched;
  }

  #best(touched: number, most: number): Candidate[] {
    const best = new Best(most);
    for (let at = 0; at < touched; at += 1) {
      const text = this.#touched[at] ?? 0;
      const sum = this.#sums[text] ?? 0;
      if (sum > best.least) best.offer(text, sum);
    }
    return best.inOrder().map(([text, bm25]) => ({ text, claim: this.claims[text] ?? 0, bm25 }));
  }

  #weigh(counts: Uint8Array): Float32Array {
    const impacts = new Float32Array(counts.length);
    const texts = this.claims.length;
    const average = this.#rows.length / Math.max(1, texts);
    for (let term = 0; term < this.#listStarts.length - 1; term += 1) {
      for (let at = this.#listStarts[term] ?? 0; at < (this.#listStarts[term + 1] ?? 0); at += 1) {
        const text = this.#lists[at] ?? 0;
        const length = (this.#rowStarts[text + 1] ?? 0) - (this.#rowStarts[text] ?? 0);
        const count = counts[at] ?? 0;
        const norm = count + K1 * (1 - B + (B * length) / average);
        impacts[at] = ((this.rarity[term] ?? 0) * count * (K1 + 1)) / norm;
      }
    }
    return impacts;
  }
}

/** Rows of terms, gathered into one array that doubles as it fills. */
class RowBuilder {
  readonly starts: number[] = [0];
  #rows = new Uint32Array(1 << 12);
  #names = new Uint8Array(1 << 12);
  #length = 0;

  add(text: string, terms: Terms): void {
    const { words } = fold(text, NO_LEXICON);
    for (let at = 0; at < words.length; at += 1) {
      const word = words.text[at] ?? '';
      if (!isStopWord(word)) this.#push(terms.add(word), isName(text, words, at));
    }
    this.starts.push(this.#length);
  }

  finished(): Uint32Array {
    return this.#rows.slice(0, this.#length);
  }

  finishedNames(): Uint8Array {
    return this.#names.slice(0, this.#length);
  }

  #push(term: number, name: boolean): void {
    if (this.#length === this.#rows.length) {
      const rows = new Uint32Array(2 * this.#length);
      const names = new Uint8Array(2 * this.#length);
      rows.set(this.#rows);
      names.set(this.#names);
      this.#rows = rows;
      this.#names = names;
    }
    this.#rows[this.#length] = term;
    this.#names[this.#length] = name ? 1 : 0;
    this.#length += 1;
  }
}

/** A capital that does not come from beginning a sentence. */
function isName(text: string, words: Words, at: number): boolean {
  const code = text.charCodeAt(words.starts[at] ?? 0);
  return at > 0 && words.continues(at) && code >= 65 && code <= 90;
}

interface Lists {
  readonly starts: Uint32Array;
  readonly texts: Uint32Array;
  /** How often the term is in the text. */
  readonly counts: Uint8Array;
}

/** For each term the texts that it is in. */
function invert(rowStarts: Uint32Array, rows: Uint32Array, terms: number): Lists {
  const lengths = new Uint32Array(terms);
  const seen = new Int32Array(terms).fill(-1);
  eachTerm(rowStarts, rows, (term, text) => {
    if (seen[term] === text) return;
    seen[term] = text;
    lengths[term] = (lengths[term] ?? 0) + 1;
  });
  const starts = new Uint32Array(terms + 1);
  for (let term = 0; term < terms; term += 1) {
    starts[term + 1] = (starts[term] ?? 0) + (lengths[term] ?? 0);
  }
  const next = starts.slice(0, terms);
  const texts = new Uint32Array(starts[terms] ?? 0);
  const counts = new Uint8Array(texts.length);
  eachTerm(rowStarts, rows, (term, text) => {
    const at = next[term] ?? 0;
    const last = at - 1;
    if (at > (starts[term] ?? 0) && texts[last] === text) {
      counts[last] = Math.min(255, (counts[last] ?? 0) + 1);
      return;
    }
    texts[at] = text;
    counts[at] = 1;
    next[term] = at + 1;
  });
  return { starts, texts, counts };
}

function eachTerm(
  rowStarts: Uint32Array,
  rows: Uint32Array,
  visit: (term: number, text: number) => void,
): void {
  for (let text = 0; text < rowStarts.length - 1; text += 1) {
    const end = rowStarts[text + 1] ?? 0;
    for (let at = rowStarts[text] ?? 0; at < end; at += 1) visit(rows[at] ?? 0, text);
  }
}

function rarities(starts: Uint32Array, texts: number): Float32Array {
  return Float32Array.from({ length: starts.length - 1 }, (_, term) => {
    const count = (starts[term + 1] ?? 0) - (starts[term] ?? 0);
    return count === 0 ? 0 : Math.log(1 + (texts - count + 0.5) / (count + 0.5));
  });
}

/** The best few of many, as a heap with the least on top. */
class Best {
  readonly #most: number;
  readonly #texts: number[] = [];
  readonly #sums: number[] = [];
  least = 0;

  constructor(most: number) {
    this.#most = most;
  }

  offer(text: number, sum: number): void {
    if (this.#texts.length < this.#most) {
      this.#texts.push(text);
      this.#sums.push(sum);
      this.#rise(this.#texts.length - 1);
    } else {
      this.#texts[0] = text;
      this.#sums[0] = sum;
      this.#sink(0);
    }
    if (this.#texts.length === this.#most) this.least = this.#sums[0] ?? 0;
  }

  inOrder(): [text: number, sum: number][] {
    return this.#texts
      .map((text, at): [number, number] => [text, this.#sums[at] ?? 0])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#sums[parent] ?? 0) <= (this.#sums[at] ?? 0)) return;
      this.#swap(parent, at);
      at = parent;
    }
  }

  #sink(from: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      const least = [left, left + 1].reduce(
        (low, child) =>
          child < this.#sums.length && (this.#sums[child] ?? 0) < (this.#sums[low] ?? 0)
            ? child
            : low,
        at,
      );
      if (least === at) return;
      this.#swap(least, at);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    [this.#texts[a], this.#texts[b]] = [this.#texts[b] ?? 0, this.#texts[a] ?? 0];
    [this.#sums[a], this.#sums[b]] = [this.#sums[b] ?? 0, this.#sums[a] ?? 0];
  }
}
