import type { Claim } from '../claims/claim.ts';
import type { Conditions } from '../claims/conditions.ts';
import { Classifier } from './classifier.ts';
import type { Named } from './features.ts';
import type { Findings } from './findings.ts';
import { type Meeting, Requirements } from './meeting.ts';
import { probability, scorer } from './model.ts';
import type { ContentWords } from './overlap.ts';
import { CURATED_FEATURES, curatedFeatures, type Standing } from './standing.ts';
import { isStopWord } from './stop-words.ts';
import { stretchesOf } from './stretches.ts';
import type { Terms } from './terms.ts';
import { type ClaimText, TextIndex } from './text-index.ts';
import type { Lookup } from './vocabulary.ts';
import type { Weights } from './weights.ts';
import { WordSearch } from './word-search.ts';

/** A curated claim that a message comes near. */
export interface Near {
  readonly id: string;
  /** The claim's number. */
  readonly claim: number;
  readonly score: number;
  readonly meeting: Meeting;
  /** Whether labelled messages taught anything of it. */
  readonly taught: boolean;
  /** The values of `CURATED_FEATURES`: for fitting. */
  readonly features: readonly number[];
}

/** What one speaker says in a message: its words in order, what they name, and which of them carry content. */
export interface Said {
  readonly words: readonly string[];
  /** The numbers of these words in the whole message. */
  readonly positions: readonly number[];
  readonly findings: Findings;
  readonly content: ContentWords;
}

const WITHOUT: Conditions = { ways: [], hints: [], strengthens: [], rulesOut: [], within: 28 };
/** A claim of which less is met, and for which the words speak less, is not near. */
const LEAST_SHARE = 0.3;
const LEAST_LEARNED = -3;
/** A claim against which the words speak so much scores next to nothing, whatever is met. */
const HOPELESS = -9;
/** The log-odds of a claim with which the message shares no word. */
const UNLIKE = -12;
const NONE: readonly number[] = [];
/** With how many claims' wordings a message is compared, for those that nothing was taught of and for fitting. */
const LOOKED_AT = 8;

/** The curated claims made ready: their conditions, and what labelled messages taught of them. */
export class CuratedSearch {
  readonly #ids: readonly string[];
  readonly #requirements: readonly Requirements[];
  readonly #lookup: Lookup;
  readonly #classifier: Classifier;
  /** For claims that nothing was taught of yet. */
  readonly #words: WordSearch;
  readonly #allTaught: boolean;
  readonly #score: (values: readonly number[]) => number;
  readonly #scoreUntaught: (values: readonly number[]) => number;

  constructor(claims: readonly Claim[], lookup: Lookup, terms: Terms, weights: Weights) {
    this.#ids = claims.map(({ id }) => id);
    this.#requirements = claims.map(({ match }) => new Requirements(match ?? WITHOUT, lookup));
    this.#lookup = lookup;
    this.#classifier = new Classifier(weights.classifier, this.#ids, terms);
    this.#words = new WordSearch(
      new TextIndex(claims.flatMap(textsOf), terms),
      terms,
      weights.words,
    );
    const taught = new Set(weights.classifier.claims);
    this.#allTaught = this.#ids.every((id) => taught.has(id));
    this.#score = scorer(weights.curated, CURATED_FEATURES);
    this.#scoreUntaught = scorer(weights.untaught, CURATED_FEATURES);
  }

  /** The claims that the message may be about, best first. `withLikeness` compares with the wordings of all claims: for fitting. */
  find(said: Said, { withLikeness = !this.#allTaught } = {}): readonly Near[] {
    const meetings = this.#meetings(said);
    const learned = this.#learned(said, meetings);
    const likeness = withLikeness ? this.#likeness(said.content) : NONE;
    const near: Near[] = [];
    for (let claim = 0; claim < this.#requirements.length; claim += 1) {
      const requirements = this.#requirements[claim];
      const spoken = learned[claim] ?? Number.NaN;
      if (requirements === undefined || spoken < HOPELESS) continue;
      const standing: Standing = {
        meeting: meetings[claim] ?? requirements.nearly(said.findings),
        learned: spoken,
        likeness: likeness[claim] ?? UNLIKE,
      };
      if (isNear(standing)) near.push(this.#near(claim, standing));
    }
    return near.sort((a, b) => b.score - a.score || b.meeting.share - a.meeting.share);
  }

  #meetings({ findings }: Said): readonly (Meeting | undefined)[] {
    return this.#requirements.map((requirements) => requirements.meet(findings));
  }

  /** What of the claim is met although none of its ways is, and what is missing. */
  partly(claim: number, findings: Findings): ReturnType<Requirements['partly']> | undefined {
    return this.#requirements[claim]?.partly(findings);
  }

  /** Those of the content words that speak most for the claim, the loudest first: where each stands last. */
  loudest(claim: number, words: readonly string[], most: number): readonly number[] {
    const places = new Map(words.map((word, at) => [word, at]));
    return [...places]
      .filter(([word]) => !isStopWord(word))
      .map(([word, at]) => ({ at, weight: this.#classifier.weightOf(word, claim) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, most)
      .map(({ at }) => at);
  }

  /** What the classifier sees of a message: its words, what they name, and whose ways or hints are met. */
  named(said: Said, meetings = this.#meetings(said)): readonly Named[] {
    const { words, positions, findings } = said;
    const met = meetings.flatMap((meeting, claim) =>
      meeting === undefined ? [] : metBy(meeting, this.#ids[claim] ?? ''),
    );
    return stretchesOf(words, positions, findings.all).map((stretch) => ({
      words: stretch.words,
      entries: [
        ...met.map((id) => ({ id, borrowed: false })),
        ...stretch.found.map(({ entry, back }) => ({
          id: this.#lookup.ids[entry] ?? '',
          borrowed: back > 0,
        })),
      ],
    }));
  }

  /** For each claim the log-odds of the stretch that speaks most for it; NaN where nothing was taught. */
  #learned(said: Said, meetings: readonly (Meeting | undefined)[]): Float64Array {
    const [first, ...others] = this.named(said, meetings).map((named) =>
      this.#classifier.logOdds(named),
    );
    const most = first ?? new Float64Array();
    for (const one of others) {
      for (let claim = 0; claim < most.length; claim += 1) {
        most[claim] = Math.max(most[claim] ?? 0, one[claim] ?? 0);
      }
    }
    return most;
  }

  #likeness(content: ContentWords): readonly number[] {
    const likeness: number[] = [];
    for (const { claim, logOdds } of this.#words.find(content, LOOKED_AT))
      likeness[claim] = logOdds;
    return likeness;
  }

  #near(claim: number, standing: Standing): Near {
    const { meeting, learned } = standing;
    const taught = !Number.isNaN(learned);
    const features = curatedFeatures(standing);
    const logOdds = taught ? this.#score(features) : this.#scoreUntaught(features);
    return {
      id: this.#ids[claim] ?? '',
      claim,
      score: probability(logOdds),
      meeting,
      taught,
      features,
    };
  }
}

/** What the classifier is told of a claim whose ways or hints are met: that it is so, and by which. */
function metBy({ way, met }: Meeting, id: string): readonly string[] {
  return [`${way ? 'way' : 'hint'} of ${id}`, ...met];
}

/** Whether enough is met, or the words say enough, for a closer look. */
function isNear({ meeting, learned, likeness }: Standing): boolean {
  if (meeting.share >= LEAST_SHARE || likeness > UNLIKE) return true;
  return learned > LEAST_LEARNED;
}

function textsOf({ title, statement, wordings }: Claim, claim: number): readonly ClaimText[] {
  return [{ claim, text: `${title}. ${statement}` }, ...wordings.map((text) => ({ claim, text }))];
}
