import type { Claim } from '../claims/claim.ts';
import type { Conditions } from '../claims/conditions.ts';
import type { ContentWords } from './likeness.ts';
import { type Findings, type Meeting, Requirements } from './meeting.ts';
import { probability, scorer } from './model.ts';
import { CURATED_FEATURES, curatedFeatures, type Standing } from './standing.ts';
import type { Terms } from './terms.ts';
import { type ClaimText, TextIndex } from './text-index.ts';
import type { Lookup } from './vocabulary.ts';
import { WEIGHTS } from './weights.ts';
import { WordSearch } from './word-search.ts';

/** A curated claim that a message comes near. */
export interface Near {
  readonly id: string;
  readonly score: number;
  readonly meeting: Meeting;
  /** The content terms of the wording that is most like the message. */
  readonly row: Uint32Array;
  /** The values of `CURATED_FEATURES`, for fitting. */
  readonly features: readonly number[];
}

const WITHOUT: Conditions = { ways: [], hints: [], strengthens: [], rulesOut: [], within: 28 };
/** The log-odds of a claim with which the message shares no word. */
const UNLIKE = -12;

/** The curated claims made ready: their conditions, and an index of their statements and wordings. */
export class CuratedSearch {
  readonly #ids: readonly string[];
  readonly #requirements: readonly Requirements[];
  readonly #lookup: Lookup;
  readonly #index: TextIndex;
  readonly #words: WordSearch;
  readonly #score = scorer(WEIGHTS.curated, CURATED_FEATURES);

  constructor(claims: readonly Claim[], lookup: Lookup, terms: Terms) {
    this.#ids = claims.map(({ id }) => id);
    this.#lookup = lookup;
    this.#requirements = claims.map(({ match }) => new Requirements(match ?? WITHOUT, lookup));
    this.#index = new TextIndex(claims.flatMap(textsOf), terms);
    this.#words = new WordSearch(this.#index, terms, WEIGHTS.words);
  }

  /** Every claim that the message shares an entry or a word with, best first. `length` is the message's, in words. */
  find(findings: Findings, content: ContentWords, length: number): readonly Near[] {
    const likely = new Map(
      this.#words.find(content, this.#ids.length).map((one) => [one.claim, one]),
    );
    const standings = this.#requirements.map(
      (requirements, claim): Standing => ({
        requirements,
        meeting: requirements.meet(findings),
        likeness: likely.get(claim)?.logOdds ?? UNLIKE,
      }),
    );
    return standings
      .flatMap((standing, claim): Near[] => {
        const text = likely.get(claim)?.text;
        if (standing.meeting.share === 0 && text === undefined) return [];
        const others = standings.filter((other) => other !== standing);
        const features = curatedFeatures(standing, others, findings, this.#lookup, length);
        return [
          {
            id: this.#ids[claim] ?? '',
            score: probability(this.#score(features)),
            meeting: standing.meeting,
            row: text === undefined ? new Uint32Array() : this.#index.row(text),
            features,
          },
        ];
      })
      .sort((a, b) => b.score - a.score);
  }
}

function textsOf({ title, statement, wordings }: Claim, claim: number): readonly ClaimText[] {
  return [{ claim, text: `${title}. ${statement}` }, ...wordings.map((text) => ({ claim, text }))];
}
