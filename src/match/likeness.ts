import { Grams } from './grams.ts';
import { isStopWord } from './stop-words.ts';
import { type Terms, UNKNOWN } from './terms.ts';
import type { Candidate, TextIndex } from './text-index.ts';

/** What a message and a text have in common, each about 0 to 1: the inputs of the model over words. */
export const LIKENESS_FEATURES = [
  'strength',
  'textCover',
  'messageCover',
  'bothCover',
  'matched',
  'matchedRarity',
  'rarestMatched',
  'rarestMissing',
  'gramCover',
  'adjacent',
  'ordered',
  'near',
  'numberMatched',
  'numberMissing',
  'numberExtra',
  'nameCover',
  'nameMissing',
  'textLength',
  'messageLength',
  'ofBest',
  'lead',
  'first',
] as const;

/** A message as the index sees it: its content words in order. */
export interface ContentWords {
  readonly words: readonly string[];
  readonly terms: readonly number[];
}

/** The content words among the words at these positions, up to `LONGEST`: what follows says little and costs much. */
export function contentOf(
  text: readonly string[],
  terms: Int32Array,
  positions: readonly number[],
): ContentWords {
  const words: string[] = [];
  const numbers: number[] = [];
  for (const at of positions) {
    const word = text[at] ?? '';
    if (isStopWord(word)) continue;
    words.push(word);
    numbers.push(terms[at] ?? UNKNOWN);
    if (words.length >= LONGEST) break;
  }
  return { words, terms: numbers };
}

const LONGEST = 400;

/** Compares one message after another with the texts of an index. */
export class Likeness {
  readonly #index: TextIndex;
  readonly #grams: Grams;
  readonly #isNumber: Uint8Array;
  /** For each term the message that last had it and where it stood there first. */
  readonly #metIn: Uint32Array;
  readonly #position: Uint32Array;
  #message = 0;
  #total = 0;
  #length = 0;
  #numbers = 0;
  #best = 0;
  #second = 0;

  constructor(index: TextIndex, terms: Terms) {
    this.#index = index;
    this.#grams = new Grams(terms);
    this.#isNumber = Uint8Array.from({ length: terms.size }, (_, term) =>
      /^\d/.test(terms.stem(term)) ? 1 : 0,
    );
    this.#metIn = new Uint32Array(terms.size);
    this.#position = new Uint32Array(terms.size);
  }

  /** From now on, compares with this message, whose best candidates have these BM25 scores. */
  compareWith({ words, terms }: ContentWords, best: number, second: number): void {
    this.#message += 1;
    this.#total = 0;
    this.#numbers = 0;
    this.#best = best;
    this.#second = second;
    const unknown = new Set<string>();
    for (const [at, term] of terms.entries()) {
      if (term === UNKNOWN || term >= this.#metIn.length) unknown.add(words[at] ?? '');
      else if (this.#metIn[term] !== this.#message) this.#meet(term, at);
    }
    this.#total += unknown.size * this.#index.greatestRarity;
    this.#length = terms.length;
    this.#grams.compareWith(words);
  }

  /** The features of a candidate, in the order of `LIKENESS_FEATURES`. */
  features({ text, bm25 }: Candidate): number[] {
    const row = this.#index.row(text);
    const names = this.#index.names(text);
    const greatest = this.#index.greatestRarity;
    let [whole, met, softly, rarestMet, rarestMissing] = [0, 0, 0, 0, 0];
    let [count, adjacent, ordered, last, lowest, highest] = [0, 0, 0, -1, Infinity, 0];
    let [numbers, numbersMet, namesRarity, namesMet, rarestName] = [0, 0, 0, 0, 0];
    for (let at = 0; at < row.length; at += 1) {
      const term = row[at] ?? 0;
      const rarity = this.#index.rarityOf(term);
      const isMet = this.#metIn[term] === this.#message;
      whole += rarity;
      numbers += this.#isNumber[term] ?? 0;
      if (names[at] === 1) namesRarity += rarity;
      if (!isMet) {
        softly += rarity * this.#grams.share(term);
        rarestMissing = Math.max(rarestMissing, rarity);
        if (names[at] === 1) rarestName = Math.max(rarestName, rarity);
        continue;
      }
      const position = this.#position[term] ?? 0;
      met += rarity;
      count += 1;
      rarestMet = Math.max(rarestMet, rarity);
      numbersMet += this.#isNumber[term] ?? 0;
      if (names[at] === 1) namesMet += rarity;
      if (last >= 0 && position > last) {
        ordered += 1;
        if (position - last <= 2) adjacent += 1;
      }
      last = position;
      lowest = Math.min(lowest, position);
      highest = Math.max(highest, position);
    }
    const textCover = whole === 0 ? 0 : met / whole;
    const messageCover = this.#total === 0 ? 0 : Math.min(1, met / this.#total);
    const pairs = Math.max(1, row.length - 1);
    return [
      bm25 / (1 + 2.2 * this.#total),
      textCover,
      messageCover,
      Math.sqrt(textCover * messageCover),
      Math.log1p(count) / 3,
      Math.log1p(met) / 4,
      rarestMet / greatest,
      rarestMissing / greatest,
      whole === 0 ? 0 : (met + softly) / whole,
      adjacent / pairs,
      ordered / pairs,
      count < 2 ? 0 : count / (highest - lowest + 1),
      Math.min(1, numbersMet / 2),
      numbers === 0 ? 0 : 1 - numbersMet / numbers,
      numbers > 0 && this.#numbers > numbersMet ? 1 : 0,
      namesRarity === 0 ? textCover : namesMet / namesRarity,
      rarestName / greatest,
      Math.log1p(row.length) / 4,
      Math.log1p(this.#length) / 4,
      bm25 / this.#best,
      (bm25 - (bm25 >= this.#best ? this.#second : this.#best)) / this.#best,
      bm25 >= this.#best ? 1 : 0,
    ];
  }

  #meet(term: number, at: number): void {
    this.#metIn[term] = this.#message;
    this.#position[term] = at;
    this.#total += this.#index.rarityOf(term);
    this.#numbers += this.#isNumber[term] ?? 0;
  }
}
