import type { MessageReader } from '../match/message-reader.ts';
import { type Model, scorer } from '../match/model.ts';
import { CURATED_FEATURES } from '../match/standing.ts';
import type { Labelled } from './labelled.ts';
import { type Example, fitLogistic } from './logistic.ts';

const RIDGE = 0.5;
/** Claims of which less than this is met and that a message is not about teach nothing. */
const LEAST_SHARE = 0.3;

/** Fits the model over curated claims on one part and its calibration on another; deterministic. One feature can be left out. */
export function fitCurated(
  reader: MessageReader,
  fitting: readonly Labelled[],
  choosing: readonly Labelled[],
  without?: string,
): Model {
  const examples = fitting
    .flatMap((message) => pairsOf(reader, message))
    .map(({ features, is }): Example => {
      const values = features.map((value, at) => (CURATED_FEATURES[at] === without ? 0 : value));
      return { values, is, weight: 1 };
    });
  const { bias, weights } = fitLogistic(examples, CURATED_FEATURES.length, RIDGE);
  const named = CURATED_FEATURES.map((name, at) => [name, rounded(weights[at] ?? 0)]);
  const model = { bias: rounded(bias), weights: Object.fromEntries(named), slope: 1, shift: 0 };
  return calibrated(model, reader, choosing);
}

/** The model with its correction fitted on messages that it was not fitted on. */
function calibrated(model: Model, reader: MessageReader, choosing: readonly Labelled[]): Model {
  const score = scorer(model, CURATED_FEATURES);
  const examples = choosing
    .flatMap((message) => pairsOf(reader, message))
    .map(({ features, is }): Example => ({ values: [score(features)], is, weight: 1 }));
  const { bias, weights } = fitLogistic(examples, 1, RIDGE, [1]);
  return { ...model, slope: rounded(weights[0] ?? 1), shift: rounded(bias) };
}

/** A claim near a message: how they meet, and whether a card would be right. */
interface Pair {
  readonly id: string;
  readonly features: readonly number[];
  readonly is: boolean;
}

function pairsOf(reader: MessageReader, { text, context, claims, not }: Labelled): Pair[] {
  return reader
    .standings(text, context)
    .map(({ id, features, meeting }) => ({ id, features, is: claims.includes(id), meeting }))
    .filter(({ id, is, meeting }) =>
      not === undefined ? is || meeting.share >= LEAST_SHARE : id === not,
    );
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
