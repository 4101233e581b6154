import { fold } from './fold.ts';
import { contentOf } from './likeness.ts';
import { type Model, probability } from './model.ts';
import { type PlainClaim, textsOf } from './plain-claim.ts';
import { Terms } from './terms.ts';
import { TextIndex } from './text-index.ts';
import { WEIGHTS } from './weights.ts';
import { type Likely, WordSearch } from './word-search.ts';

/** How many results there are, if there are as many claims. */
const RESULTS = 50;

/** Claims without conditions, found by their words. */
export class PlainSearch {
  readonly #terms = new Terms();
  readonly #search: WordSearch;
  readonly #claims: number;

  constructor(claims: readonly PlainClaim[], model: Model = WEIGHTS.words) {
    const index = new TextIndex(textsOf(claims), this.#terms);
    this.#search = new WordSearch(index, this.#terms, model);
    this.#terms.seal();
    this.#claims = claims.length;
  }

  /** Claims by number with their probabilities, best first; those without a word in common come last, with 0. */
  results(text: string): { claim: number; score: number }[] {
    const results = this.likeliest(text, RESULTS).map(({ claim, logOdds }) => ({
      claim,
      score: probability(logOdds),
    }));
    const found = new Set(results.map(({ claim }) => claim));
    const wanted = Math.min(RESULTS, this.#claims);
    for (let claim = 0; results.length < wanted; claim += 1) {
      if (!found.has(claim)) results.push({ claim, score: 0 });
    }
    return results;
  }

  /** The `most` likeliest claims with what speaks for them. */
  likeliest(text: string, most: number): readonly Likely[] {
    const { words } = fold(text, this.#terms);
    const terms = Int32Array.from(words.text, (word) => this.#terms.find(word));
    return this.#search.find(contentOf(words.text, terms, [...terms.keys()]), most);
  }
}
