import { type ContentWords, Overlap } from './overlap.ts';
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
  readonly #overlap: Overlap;
  readonly #rows: TextIndex['rows'];
  readonly #greatestRarity: number;
  #best = 0;
  #second = 0;

  constructor(index: TextIndex, terms: Terms) {
    this.#overlap = new Overlap(index, terms);
    this.#rows = index.rows;
    this.#greatestRarity = index.greatestRarity;
  }

  /** From now on, compares with this message, whose best candidates have these BM25 scores. */
  compareWith(content: ContentWords, best: number, second: number): void {
    this.#overlap.read(content);
    this.#best = best;
    this.#second = second;
  }

  /** The features of a candidate, in the order of `LIKENESS_FEATURES`. */
  features({ text, bm25 }: Candidate): number[] {
    const both = this.#overlap;
    both.compare(text);
    const { whole, met, count, total } = both;
    const greatest = this.#greatestRarity;
    const length = this.#rows.lengthOf(text);
    const textCover = whole === 0 ? 0 : met / whole;
    const messageCover = total === 0 ? 0 : Math.min(1, met / total);
    const pairs = Math.max(1, length - 1);
    const first = bm25 >= this.#best;
    return [
      bm25 / (1 + 2.2 * total),
      textCover,
      messageCover,
      Math.sqrt(textCover * messageCover),
      Math.log1p(count) / 3,
      Math.log1p(met) / 4,
      both.rarestMet / greatest,
      both.rarestMissing / greatest,
      whole === 0 ? 0 : (met + both.alike) / whole,
      both.adjacent / pairs,
      both.ordered / pairs,
      count < 2 ? 0 : count / both.spread,
      Math.min(1, both.numbersMet / 2),
      both.numbers === 0 ? 0 : 1 - both.numbersMet / both.numbers,
      both.numbers > 0 && both.messageNumbers > both.numbersMet ? 1 : 0,
      both.names === 0 ? textCover : both.namesMet / both.names,
      both.rarestNameMissing / greatest,
      Math.log1p(length) / 4,
      Math.log1p(both.length) / 4,
      bm25 / this.#best,
      (bm25 - (first ? this.#second : this.#best)) / this.#best,
      first ? 1 : 0,
    ];
  }
}
