import { type ContentWords, LIKENESS_FEATURES, Likeness } from './likeness.ts';
import { corrected, type Model, scorer } from './model.ts';
import type { Terms } from './terms.ts';
import type { TextIndex } from './text-index.ts';

/** A claim found by its words: its best text, and the log-odds that the message repeats it. */
export interface Likely {
  readonly claim: number;
  readonly text: number;
  readonly logOdds: number;
  /** The values of `LIKENESS_FEATURES`, when asked for. */
  readonly features: readonly number[];
}

/** How many texts are looked at closely for each claim that is asked for: a claim may have several. */
const TEXTS_FOR_A_CLAIM = 2;

/** Finds claims by their words: BM25 brings the candidates, a linear model over what they share puts them in order. */
export class WordSearch {
  readonly #index: TextIndex;
  readonly #likeness: Likeness;
  readonly #model: Model;
  readonly #score: (values: readonly number[]) => number;

  constructor(index: TextIndex, terms: Terms, model: Model) {
    this.#index = index;
    this.#likeness = new Likeness(index, terms);
    this.#model = model;
    this.#score = scorer(model, LIKENESS_FEATURES);
  }

  /** The `most` likeliest claims, best first; ties in the claims' order. */
  find(content: ContentWords, most: number): readonly Likely[] {
    const distinct = [...new Set(content.terms)];
    const candidates = this.#index.search(distinct, most * TEXTS_FOR_A_CLAIM);
    const best = candidates[0];
    if (best === undefined) return [];
    const second = candidates.find(({ claim }) => claim !== best.claim)?.bm25 ?? 0;
    this.#likeness.compareWith(content, best.bm25, second);
    const likeliest = new Map<number, Likely>();
    for (const candidate of candidates) {
      const features = this.#likeness.features(candidate);
      const logOdds = corrected(this.#model, this.#score(features));
      const known = likeliest.get(candidate.claim);
      if (known !== undefined && known.logOdds >= logOdds) continue;
      likeliest.set(candidate.claim, {
        claim: candidate.claim,
        text: candidate.text,
        logOdds,
        features,
      });
    }
    return [...likeliest.values()]
      .sort((a, b) => b.logOdds - a.logOdds || a.claim - b.claim)
      .slice(0, most);
  }
}
