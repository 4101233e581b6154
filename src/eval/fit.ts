import type { MessageReader } from '../match/message-reader.ts';
import type { Model } from '../match/model.ts';
import { CURATED_FEATURES } from '../match/standing.ts';
import type { Labelled } from './labelled.ts';
import { type Example, fitLogistic } from './logistic.ts';

/** A message and a claim near it: the features of how they meet, and whether a card would be right. */
interface Pair extends Example {
  readonly claim: string;
}

const RIDGE = 0.5;
/** Claims of which less than this is met and that a message is not about teach nothing. */
const LEAST_SHARE = 0.3;

/** Fits the model over curated claims on one part and its calibration on another; deterministic. */
export function fitCurated(
  reader: MessageReader,
  fitting: readonly Labelled[],
  choosing: readonly Labelled[],
): Model {
  const pairs = fitting.flatMap((message) => pairsOf(reader, message));
  const fitted = fitLogistic(pairs, CURATED_FEATURES.length, RIDGE);
  const weights = Object.fromEntries(
    CURATED_FEATURES.map((name, at) => [name, rounded(fitted.weights[at] ?? 0)]),
  );
  const bias = rounded(fitted.bias);
  const logOdds = choosing
    .flatMap((message) => pairsOf(reader, message))
    .map(({ values, is, weight }) => ({
      values: [values.reduce((sum, value, at) => sum + value * (fitted.weights[at] ?? 0), bias)],
      is,
      weight,
    }));
  const platt = fitLogistic(logOdds, 1, 1, [1]);
  return { bias, weights, slope: rounded(platt.weights[0] ?? 1), shift: rounded(platt.bias) };
}

function pairsOf(reader: MessageReader, { text, context, claims, not }: Labelled): Pair[] {
  return reader
    .standings(text, context)
    .filter(({ id }) => not === undefined || id === not)
    .filter(({ id, meeting }) => claims.includes(id) || meeting.share >= LEAST_SHARE)
    .map(({ id, features }) => ({
      claim: id,
      values: features,
      is: claims.includes(id),
      weight: 1,
    }));
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
