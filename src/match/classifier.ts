import { FeatureNumbers } from './feature-numbers.ts';
import type { Named } from './features.ts';
import type { Terms } from './terms.ts';

/** What labelled messages taught: for each feature of a message how much it speaks for or against each claim. */
export interface ClassifierWeights {
  /** The ids of the claims that it was taught. */
  readonly claims: readonly string[];
  /** For each of these claims the log-odds of a message of which no feature is known. */
  readonly bias: readonly number[];
  /** For each feature, by name (`featuresOf`), pairs of a claim's number and the log-odds that it adds, one after another. */
  readonly features: Readonly<Record<string, readonly number[]>>;
}

/** The weights of a classifier that was taught nothing. */
export const NOTHING_TAUGHT: ClassifierWeights = { claims: [], bias: [], features: {} };

/**
 * One-vs-rest logistic regression over a message's words: how much they speak for each claim, by what labelled messages taught.
 * A claim's conditions say what it needs; this knows in how many ways people put that, and what they put likewise.
 */
export class Classifier {
  readonly #bias: Float64Array;
  readonly #numbers: FeatureNumbers;
  readonly #votes: Votes;
  /** For each feature the message that last had it: a feature counts once. */
  readonly #met: Uint32Array;
  #message = 0;

  /** `claims` are the ids of the claims in the order in which `logOdds` speaks of them. */
  constructor(taught: ClassifierWeights, claims: readonly string[], terms: Terms) {
    const places = taught.claims.map((id) => claims.indexOf(id));
    this.#bias = new Float64Array(claims.length).fill(Number.NaN);
    for (const [at, place] of places.entries()) {
      if (place >= 0) this.#bias[place] = taught.bias[at] ?? 0;
    }
    const known = places.some((place) => place >= 0) ? Object.entries(taught.features) : [];
    this.#votes = votesOf(known, places);
    this.#numbers = new FeatureNumbers(
      known.map(([feature]) => feature),
      terms,
    );
    this.#met = new Uint32Array(known.length);
  }

  /** For each claim the log-odds that the message is about it; NaN for claims that it was not taught. */
  logOdds(message: Named): Float64Array {
    this.#message += 1;
    const sums = this.#bias.slice();
    this.#numbers.each(message, (feature) => this.#add(feature, sums));
    return sums;
  }

  /** How much the word by itself speaks for the claim. */
  weightOf(word: string, claim: number): number {
    const feature = this.#numbers.of(word);
    if (feature === undefined) return 0;
    const { starts, claims, weights } = this.#votes;
    const end = starts[feature + 1] ?? 0;
    for (let at = starts[feature] ?? 0; at < end; at += 1) {
      if (claims[at] === claim) return weights[at] ?? 0;
    }
    return 0;
  }

  #add(feature: number, sums: Float64Array): void {
    if (this.#met[feature] === this.#message) return;
    this.#met[feature] = this.#message;
    const { starts, claims, weights } = this.#votes;
    const end = starts[feature + 1] ?? 0;
    for (let at = starts[feature] ?? 0; at < end; at += 1) {
      const claim = claims[at] ?? 0;
      sums[claim] = (sums[claim] ?? 0) + (weights[at] ?? 0);
    }
  }
}

/** The claims for or against which feature `f` speaks, and how much: from `starts[f]` to `starts[f + 1]`. */
interface Votes {
  readonly starts: Uint32Array;
  readonly claims: Uint16Array;
  readonly weights: Float32Array;
}

/** What the features say of the claims that there are: one that was taught and is no more has no place. */
function votesOf(
  features: readonly (readonly [string, readonly number[]])[],
  places: readonly number[],
): Votes {
  const most = features.reduce((sum, [, pairs]) => sum + pairs.length / 2, 0);
  const votes = {
    starts: new Uint32Array(features.length + 1),
    claims: new Uint16Array(most),
    weights: new Float32Array(most),
  };
  let count = 0;
  for (const [number, [, pairs]] of features.entries()) {
    for (let at = 0; at < pairs.length; at += 2) {
      const place = places[pairs[at] ?? 0] ?? -1;
      if (place < 0) continue;
      votes.claims[count] = place;
      votes.weights[count] = pairs[at + 1] ?? 0;
      count += 1;
    }
    votes.starts[number + 1] = count;
  }
  return votes;
}
