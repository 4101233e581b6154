import { Grams } from './grams.ts';
import { type Terms, UNKNOWN } from './terms.ts';
import type { TextIndex } from './text-index.ts';

/** A message as the index sees it: its content words in order. */
export interface ContentWords {
  readonly words: readonly string[];
  readonly terms: readonly number[];
}

/**
 * What a message and one text of an index have in common, word by word; rarities are summed. Made once for an index: first
 * `read` a message, then `compare` it with one text after another, and look at the fields.
 */
export class Overlap {
  /** Of the message: the rarity of its distinct words, how many words it has, how many of them are numbers. */
  total = 0;
  length = 0;
  messageNumbers = 0;
  /** Of the text: its rarity, how much of it is met, and how much is met only by being alike in letters. */
  whole = 0;
  met = 0;
  alike = 0;
  rarestMet = 0;
  rarestMissing = 0;
  /** How many words are met; how many of them follow the one before in the message too, and how many closely. */
  count = 0;
  ordered = 0;
  adjacent = 0;
  /** How many words of the message they spread over. */
  spread = 0;
  numbers = 0;
  numbersMet = 0;
  /** The same of what is written like a name. */
  names = 0;
  namesMet = 0;
  rarestNameMissing = 0;
  readonly #index: TextIndex;
  readonly #grams: Grams;
  readonly #isNumber: Uint8Array;
  /** For each term the message that last had it and where it stood there first. */
  readonly #metIn: Uint32Array;
  readonly #position: Uint32Array;
  #message = 0;
  #last = 0;
  #lowest = 0;
  #highest = 0;

  constructor(index: TextIndex, terms: Terms) {
    this.#index = index;
    this.#grams = new Grams(terms);
    this.#isNumber = Uint8Array.from({ length: terms.size }, (_, term) =>
      /^\d/.test(terms.stem(term)) ? 1 : 0,
    );
    this.#metIn = new Uint32Array(terms.size);
    this.#position = new Uint32Array(terms.size);
  }

  /** From now on, compares with this message. */
  read({ words, terms }: ContentWords): void {
    this.#message += 1;
    this.total = 0;
    this.messageNumbers = 0;
    this.length = terms.length;
    const unknown = new Set<string>();
    for (const [at, term] of terms.entries()) {
      if (term === UNKNOWN || term >= this.#metIn.length) unknown.add(words[at] ?? '');
      else if (this.#metIn[term] !== this.#message) this.#readWord(term, at);
    }
    this.total += unknown.size * this.#index.greatestRarity;
    this.#grams.compareWith(words);
  }

  /** Looks at a text of the index; the fields speak of it until the next. */
  compare(text: number): void {
    this.#clear();
    const { starts, terms, names } = this.#index.rows;
    const end = starts[text + 1] ?? 0;
    for (let at = starts[text] ?? 0; at < end; at += 1) {
      const term = terms[at] ?? 0;
      const rarity = this.#index.rarityOf(term);
      const name = names[at] ?? 0;
      this.whole += rarity;
      this.names += name * rarity;
      this.numbers += this.#isNumber[term] ?? 0;
      if (this.#metIn[term] === this.#message) this.#meet(term, rarity, name);
      else this.#miss(term, rarity, name);
    }
    this.spread = this.count === 0 ? 0 : this.#highest - this.#lowest + 1;
  }

  #readWord(term: number, at: number): void {
    this.#metIn[term] = this.#message;
    this.#position[term] = at;
    this.total += this.#index.rarityOf(term);
    this.messageNumbers += this.#isNumber[term] ?? 0;
  }

  #meet(term: number, rarity: number, name: number): void {
    const position = this.#position[term] ?? 0;
    this.met += rarity;
    this.count += 1;
    this.numbersMet += this.#isNumber[term] ?? 0;
    this.namesMet += name * rarity;
    if (rarity > this.rarestMet) this.rarestMet = rarity;
    if (this.#last >= 0 && position > this.#last) {
      this.ordered += 1;
      if (position - this.#last <= 2) this.adjacent += 1;
    }
    this.#last = position;
    if (position < this.#lowest) this.#lowest = position;
    if (position > this.#highest) this.#highest = position;
  }

  #miss(term: number, rarity: number, name: number): void {
    this.alike += rarity * this.#grams.share(term);
    if (rarity > this.rarestMissing) this.rarestMissing = rarity;
    if (name === 1 && rarity > this.rarestNameMissing) this.rarestNameMissing = rarity;
  }

  #clear(): void {
    this.whole = 0;
    this.met = 0;
    this.alike = 0;
    this.rarestMet = 0;
    this.rarestMissing = 0;
    this.count = 0;
    this.ordered = 0;
    this.adjacent = 0;
    this.numbers = 0;
    this.numbersMet = 0;
    this.names = 0;
    this.namesMet = 0;
    this.rarestNameMissing = 0;
    this.#last = -1;
    this.#lowest = Number.MAX_SAFE_INTEGER;
    this.#highest = 0;
  }
}
