import { LIKENESS_FEATURES, Likeness } from './likeness.ts';
import { type Model, scorer } from './model.ts';
import type { ContentWords } from './overlap.ts';
import type { Terms } from './terms.ts';
import type { Candidate, TextIndex } from './text-index.ts';

/** A claim found by its words: its best text, and the log-odds that the message repeats it. */
export interface Likely {
  readonly claim: number;
  readonly text: number;
  readonly logOdds: number;
  /** The values of `LIKENESS_FEATURES`; none for a claim that was not looked at closely. */
  readonly features: readonly number[];
}

/** How many texts are looked at closely: of what BM25 ranks lower hardly any is ever meant, and a look is what costs. */
const LOOKED_AT = 30;
/** At most so many texts are taken for each claim that is asked for: a claim may have several. */
const TEXTS_FOR_A_CLAIM = 2;

/** Finds claims by their words: BM25 brings the candidates, a linear model over what they share puts the best in order. */
export class WordSearch {
  readonly #index: TextIndex;
  readonly #likeness: Likeness;
  readonly #score: (values: readonly number[]) => number;
  readonly #textsForAClaim: number;

  constructor(index: TextIndex, terms: Terms, model: Model) {
    this.#index = index;
    this.#likeness = new Likeness(index, terms);
    this.#score = scorer(model, LIKENESS_FEATURES);
    const { claims } = index;
    this.#textsForAClaim = Math.min(TEXTS_FOR_A_CLAIM, claims.length / new Set(claims).size);
  }

  /** The `most` likeliest claims, best first; ties in the claims' order. What was not looked at closely follows in BM25's. */
  find(content: ContentWords, most: number): readonly Likely[] {
    const wanted = Math.ceil(most * this.#textsForAClaim);
    const candidates = this.#index.search(new Set(content.terms), wanted);
    const near = this.#near(content, candidates.slice(0, LOOKED_AT));
    const least = near.at(-1)?.logOdds ?? 0;
    const met = new Set(near.map(({ claim }) => claim));
    const far: Likely[] = [];
    for (const { claim, text } of candidates.slice(LOOKED_AT)) {
      if (met.has(claim)) continue;
      met.add(claim);
      far.push({ claim, text, logOdds: least - far.length - 1, features: [] });
    }
    return [...near, ...far].slice(0, most);
  }

  #near(content: ContentWords, candidates: readonly Candidate[]): Likely[] {
    const best = candidates[0];
    if (best === undefined) return [];
    const second = candidates.find(({ claim }) => claim !== best.claim)?.bm25 ?? 0;
    this.#likeness.compareWith(content, best.bm25, second);
    const likeliest = new Map<number, Likely>();
    for (const candidate of candidates) {
      const { claim, text } = candidate;
      const features = this.#likeness.features(candidate);
      const logOdds = this.#score(features);
      if ((likeliest.get(claim)?.logOdds ?? Number.NEGATIVE_INFINITY) >= logOdds) continue;
      likeliest.set(claim, { claim, text, logOdds, features });
    }
    return [...likeliest.values()].sort((a, b) => b.logOdds - a.logOdds || a.claim - b.claim);
  }
}
