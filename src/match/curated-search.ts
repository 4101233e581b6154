import type { Claim } from '../claims/claim.ts';
import type { Conditions } from '../claims/conditions.ts';
import type { Findings } from './findings.ts';
import type { ContentWords } from './likeness.ts';
import { type Meeting, particularities, Requirements } from './meeting.ts';
import { corrected, probability, scorer } from './model.ts';
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
  /** The values of `CURATED_FEATURES`, and the log-odds from them: for fitting. */
  readonly features: readonly number[];
  readonly logOdds: number;
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
    const conditions = claims.map(({ match }) => match ?? WITHOUT);
    const particular = particularities(conditions, lookup);
    this.#requirements = conditions.map((one) => new Requirements(one, lookup, particular));
    this.#index = new TextIndex(claims.flatMap(textsOf), terms);
    this.#words = new WordSearch(this.#index, terms, WEIGHTS.words);
  }

  /** Every claim that the message shares an entry or a word with, best first. */
  find(findings: Findings, content: ContentWords): readonly Near[] {
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
    const near = standings.flatMap((standing, claim): Near[] => {
      const text = likely.get(claim)?.text;
      if (standing.meeting.share === 0 && text === undefined) return [];
      const others = standings.filter((other) => other !== standing);
      const features = curatedFeatures(standing, others, findings, this.#lookup);
      return [
        {
          id: this.#ids[claim] ?? '',
          score: 0,
          meeting: standing.meeting,
          row: text === undefined ? new Uint32Array() : this.#index.row(text),
          features,
          logOdds: this.#score(features) + (WEIGHTS.claimOdds[this.#ids[claim] ?? ''] ?? 0),
        },
      ];
    });
    return withScores(near);
  }
}

/** The claims with their probabilities, each corrected for the best of the others; best first. */
function withScores(near: readonly Near[]): readonly Near[] {
  const [first, second] = near.map(({ logOdds }) => logOdds).toSorted((a, b) => b - a);
  return near
    .map((one) => {
      const rival = (one.logOdds === first ? second : first) ?? Number.NEGATIVE_INFINITY;
      return { ...one, score: probability(corrected(WEIGHTS.curated, one.logOdds, rival)) };
    })
    .sort((a, b) => b.score - a.score);
}

function textsOf({ title, statement, wordings }: Claim, claim: number): readonly ClaimText[] {
  return [{ claim, text: `${title}. ${statement}` }, ...wordings.map((text) => ({ claim, text }))];
}
