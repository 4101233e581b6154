import type { Claim } from '../claims/claim.ts';
import type { Conditions } from '../claims/conditions.ts';
import type { Findings } from './findings.ts';
import { type Meeting, particularities, Requirements } from './meeting.ts';
import { corrected, probability, scorer } from './model.ts';
import type { ContentWords } from './overlap.ts';
import { CURATED_FEATURES, curatedFeatures, rivalry, type Standing } from './standing.ts';
import type { Terms } from './terms.ts';
import { type ClaimText, TextIndex } from './text-index.ts';
import type { Lookup } from './vocabulary.ts';
import type { Weights } from './weights.ts';
import { type Likely, WordSearch } from './word-search.ts';

/** A curated claim that a message comes near. */
export interface Near {
  readonly id: string;
  readonly score: number;
  readonly requirements: Requirements;
  readonly meeting: Meeting;
  /** The content terms of the wording that is most like the message. */
  readonly row: Uint32Array;
  /** The values of `CURATED_FEATURES`: for fitting. */
  readonly features: readonly number[];
}

const WITHOUT: Conditions = { ways: [], hints: [], strengthens: [], rulesOut: [], within: 28 };
/** How many claims are compared with closely. */
const LOOKED_AT = 8;
/** A claim of which less is met is not near, unless its words are. */
const LEAST_SHARE = 0.3;
/** The log-odds of a claim with which the message shares no word. */
const UNLIKE = -12;

/** The curated claims made ready: their conditions, and an index of their statements and wordings. */
export class CuratedSearch {
  readonly #ids: readonly string[];
  readonly #requirements: readonly Requirements[];
  readonly #index: TextIndex;
  readonly #words: WordSearch;
  readonly #weights: Weights;
  readonly #score: (values: readonly number[]) => number;

  constructor(claims: readonly Claim[], lookup: Lookup, terms: Terms, weights: Weights) {
    this.#weights = weights;
    this.#score = scorer(weights.curated, CURATED_FEATURES);
    this.#ids = claims.map(({ id }) => id);
    const conditions = claims.map(({ match }) => match ?? WITHOUT);
    const particular = particularities(conditions, lookup);
    this.#requirements = conditions.map((one) => new Requirements(one, lookup, particular));
    this.#index = new TextIndex(claims.flatMap(textsOf), terms);
    this.#words = new WordSearch(this.#index, terms, weights.words);
  }

  /** The claims that the message may be about, best first. */
  find(findings: Findings, content: ContentWords): readonly Near[] {
    const likely: (Likely | undefined)[] = [];
    for (const one of this.#words.find(content, LOOKED_AT)) likely[one.claim] = one;
    const standings: Standing[] = [];
    for (let claim = 0; claim < this.#ids.length; claim += 1) {
      const requirements = this.#requirements[claim];
      if (requirements === undefined) continue;
      const meeting = requirements.meet(findings);
      if (meeting.share < LEAST_SHARE && likely[claim] === undefined) continue;
      standings.push({ claim, requirements, meeting, likeness: likely[claim]?.logOdds ?? UNLIKE });
    }
    return this.#near(standings, likely).sort(
      (a, b) => b.score - a.score || b.meeting.share - a.meeting.share,
    );
  }

  #near(standings: readonly Standing[], likely: readonly (Likely | undefined)[]): Near[] {
    const rivals = rivalry(standings);
    return standings.map((standing) => {
      const { claim, requirements, meeting } = standing;
      const id = this.#ids[claim] ?? '';
      const features = curatedFeatures(standing, rivals);
      const text = likely[claim]?.text;
      const logOdds = this.#score(features);
      return {
        id,
        score: probability(corrected(this.#weights.curated, logOdds)),
        requirements,
        meeting,
        row: text === undefined ? NO_ROW : this.#index.rows.row(text),
        features,
      };
    });
  }
}

const NO_ROW = new Uint32Array();

function textsOf({ title, statement, wordings }: Claim, claim: number): readonly ClaimText[] {
  return [{ claim, text: `${title}. ${statement}` }, ...wordings.map((text) => ({ claim, text }))];
}
