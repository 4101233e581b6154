import type { Evidence, Match } from './evidence.ts';
import { type Model, probability, WORTH_LISTING } from './model.ts';
import { type PlainClaim, textsOf } from './plain-claim.ts';
import { type Terms, UNKNOWN } from './terms.ts';
import { TextIndex } from './text-index.ts';
import { type Part, spanOf, type View } from './view.ts';
import { type Likely, WordSearch } from './word-search.ts';

/** Finds imported claims, which nobody wrote conditions for, by their words. */
export class ImportedSearch {
  readonly #ids: readonly string[];
  readonly #terms: Terms;
  readonly #index: TextIndex;
  readonly #search: WordSearch;

  constructor(claims: readonly PlainClaim[], terms: Terms, words: Model) {
    this.#ids = claims.map(({ id }) => id);
    this.#terms = terms;
    this.#index = new TextIndex(textsOf(claims), terms);
    this.#search = new WordSearch(this.#index, terms, words);
  }

  /** The `most` likeliest claims, best first, each with the words that it shares. */
  matches(view: View, part: Part, most: number): readonly Match[] {
    if (this.#ids.length === 0) return [];
    return this.#search
      .find(part.said.content, most)
      .filter(({ logOdds }) => probability(logOdds) >= WORTH_LISTING)
      .map((likely) => this.#match(likely, view, part));
  }

  #match({ claim, text, logOdds }: Likely, view: View, part: Part): Match {
    return {
      claim: this.#ids[claim] ?? '',
      score: probability(logOdds),
      by: 'words',
      curated: false,
      complete: true,
      taught: false,
      evidence: this.#shared(text, view, part),
      missing: [],
      ruledOutBy: [],
      use: view.use,
    };
  }

  /** The content words that the message shares with a text, each once. */
  #shared(text: number, { folded, terms }: View, { said }: Part): readonly Evidence[] {
    const wanted = new Set(this.#index.rows.row(text));
    return said.positions.flatMap((at) => {
      const term = terms[at] ?? UNKNOWN;
      if (!wanted.delete(term)) return [];
      return [{ term: `~${this.#terms.stem(term)}`, span: spanOf(folded.words, at, at + 1) }];
    });
  }
}
