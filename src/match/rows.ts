import { fold } from './fold.ts';
import { isStopWord } from './stop-words.ts';
import type { Terms } from './terms.ts';
import type { Words } from './words.ts';

/** Texts as rows of their content terms in order, all in one array. */
export class Rows {
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  /** For each term of each row, 1 where it is written like a name: a capital within a sentence. */
  readonly names: Uint8Array;

  constructor(starts: Uint32Array, terms: Uint32Array, names: Uint8Array) {
    this.starts = starts;
    this.terms = terms;
    this.names = names;
  }

  /** How many texts there are. */
  get length(): number {
    return this.starts.length - 1;
  }

  row(text: number): Uint32Array {
    return this.terms.subarray(this.starts[text], this.starts[text + 1]);
  }

  lengthOf(text: number): number {
    return (this.starts[text + 1] ?? 0) - (this.starts[text] ?? 0);
  }
}

const NO_LEXICON = { knows: () => false, begins: () => false };

/** The rows of these texts; terms that have no number yet get one. */
export function rowsOf(texts: readonly string[], terms: Terms): Rows {
  const starts = new Uint32Array(texts.length + 1);
  const row = new Growing();
  for (const [number, text] of texts.entries()) {
    const { words } = fold(text, NO_LEXICON);
    for (let at = 0; at < words.length; at += 1) {
      const word = words.text[at] ?? '';
      if (!isStopWord(word)) row.push(terms.add(word), isName(text, words, at));
    }
    starts[number + 1] = row.length;
  }
  return new Rows(starts, row.terms.slice(0, row.length), row.names.slice(0, row.length));
}

/** A capital that does not come from beginning a sentence. */
function isName(text: string, words: Words, at: number): boolean {
  const code = text.charCodeAt(words.starts[at] ?? 0);
  return at > 0 && words.continues(at) && code >= 65 && code <= 90;
}

/** Terms and their names in arrays that double as they fill. */
class Growing {
  terms = new Uint32Array(1 << 12);
  names = new Uint8Array(1 << 12);
  length = 0;

  push(term: number, name: boolean): void {
    if (this.length === this.terms.length) this.#double();
    this.terms[this.length] = term;
    this.names[this.length] = name ? 1 : 0;
    this.length += 1;
  }

  #double(): void {
    const { terms, names } = this;
    this.terms = new Uint32Array(2 * this.length);
    this.names = new Uint8Array(2 * this.length);
    this.terms.set(terms);
    this.names.set(names);
  }
}
