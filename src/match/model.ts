/** A logistic model: a weight for each named feature, and how its probability is corrected. */
export interface Model {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
  /** Platt's correction of the log-odds: `slope * z + shift`. */
  readonly slope: number;
  readonly shift: number;
}

/** The model made ready for features in this order. A feature without a weight weighs nothing. */
export function scorer(
  model: Model,
  features: readonly string[],
): (values: readonly number[]) => number {
  const weights = Float64Array.from(features, (feature) => model.weights[feature] ?? 0);
  return (values) => {
    let z = model.bias;
    for (let at = 0; at < weights.length; at += 1) z += (weights[at] ?? 0) * (values[at] ?? 0);
    return model.slope * z + model.shift;
  };
}

/** The probability of these log-odds. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
