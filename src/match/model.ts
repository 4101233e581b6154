/** A logistic model: a weight for each named feature. */
export interface Model {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** The model made ready for features in this order: their log-odds. A feature without a weight weighs nothing. */
export function scorer(
  { bias, weights }: Model,
  features: readonly string[],
): (values: readonly number[]) => number {
  const ordered = Float64Array.from(features, (feature) => weights[feature] ?? 0);
  return (values) => {
    let z = bias;
    for (let at = 0; at < ordered.length; at += 1) z += (ordered[at] ?? 0) * (values[at] ?? 0);
    return z;
  };
}

/** The probability of these log-odds. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** A claim with less than this probability is not worth telling of, whether or not it would be suggested. */
export const WORTH_LISTING = 0.002;
