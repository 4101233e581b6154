import type { MessageReader } from '../match/message-reader.ts';
import { corrections, type Model, scorer } from '../match/model.ts';
import { CURATED_FEATURES } from '../match/standing.ts';
import type { Labelled } from './labelled.ts';
import { type Example, fitLogistic } from './logistic.ts';

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
  const model = { bias: rounded(fitted.bias), weights, slope: 1, shift: 0, rival: 0, behind: 0 };
  const score = scorer(model, CURATED_FEATURES);
  const calibrating = choosing.flatMap((message) => pairsOf(reader, message, score));
  const platt = fitLogistic(calibrating, 3, RIDGE, [1, 0, 0]);
  const [slope = 1, rival = 0, behind = 0] = platt.weights.map(rounded);
  return { ...model, slope, shift: rounded(platt.bias), rival, behind };
}

/** The claims near a message: their features, or with `score` what corrects their log-odds. */
function pairsOf(
  reader: MessageReader,
  { text, context, claims, not }: Labelled,
  score?: (values: readonly number[]) => number,
): Example[] {
  const near = reader.standings(text, context);
  const scores = near.map(({ features }) => score?.(features) ?? 0);
  const [first = 0, second = 0] = scores.toSorted((a, b) => b - a);
  return near.flatMap(({ id, meeting, features }, at) => {
    const is = claims.includes(id);
    if (not !== undefined ? id !== not : !is && meeting.share < LEAST_SHARE) return [];
    const z = scores[at] ?? 0;
    const values = score === undefined ? features : corrections(z, z === first ? second : first);
    return [{ values, is, weight: 1 }];
  });
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
