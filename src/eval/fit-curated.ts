import type { MessageReader } from '../match/message-reader.ts';
import { type Model, scorer } from '../match/model.ts';
import { CURATED_FEATURES } from '../match/standing.ts';
import type { Labelled } from './labelled.ts';
import { type Example, fitLogistic } from './logistic.ts';

const RIDGE = 0.5;
/** How strongly a claim's own odds may differ from the others': less than 1 draws them towards 0. */
const CLAIM_SCALE = 0.6;
/** Claims of which less than this is met and that a message is not about teach nothing. */
const LEAST_SHARE = 0.3;

/** The fitted model over curated claims, and what each claim's odds are shifted by. */
export interface FittedCurated {
  readonly curated: Model;
  readonly claimOdds: Readonly<Record<string, number>>;
}

/** Fits the model over curated claims on one part and its calibration on another; deterministic. One feature can be left out. */
export function fitCurated(
  reader: MessageReader,
  claims: readonly string[],
  fitting: readonly Labelled[],
  choosing: readonly Labelled[],
  without?: string,
): FittedCurated {
  const pairs = fitting.flatMap((message) => pairsOf(reader, message));
  const examples = pairs.map(({ id, features, is }) => ({
    values: [
      ...features.map((value, at) => (CURATED_FEATURES[at] === without ? 0 : value)),
      ...claims.map((claim) => (claim === id ? CLAIM_SCALE : 0)),
    ],
    is,
    weight: 1,
  }));
  const fitted = fitLogistic(examples, CURATED_FEATURES.length + claims.length, RIDGE);
  const weight = (at: number) => fitted.weights[at] ?? 0;
  const weights = Object.fromEntries(
    CURATED_FEATURES.map((name, at) => [name, rounded(weight(at))]),
  );
  const claimOdds = Object.fromEntries(
    claims.map((id, at) => [id, rounded(CLAIM_SCALE * weight(CURATED_FEATURES.length + at))]),
  );
  const plain = { bias: rounded(fitted.bias), weights, slope: 1, shift: 0 };
  return { curated: calibrated(plain, claimOdds, reader, choosing), claimOdds };
}

/** The model with its correction fitted on messages that it was not fitted on. */
function calibrated(
  model: Model,
  claimOdds: Readonly<Record<string, number>>,
  reader: MessageReader,
  choosing: readonly Labelled[],
): Model {
  const score = scorer(model, CURATED_FEATURES);
  const examples = choosing
    .flatMap((message) => pairsOf(reader, message))
    .map(({ id, features, is }): Example => {
      return { values: [score(features) + (claimOdds[id] ?? 0)], is, weight: 1 };
    });
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
