/** A logistic model: a weight for each named feature, and how its probability is corrected. */
export interface Model {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
  /** Platt's correction of the log-odds z: `slope * z + shift`. */
  readonly slope: number;
  readonly shift: number;
  /** What the best rival's log-odds take away, for each unit above `RIVAL_FROM`, and for each unit that it leads by. */
  readonly rival: number;
  readonly behind: number;
}

/** A rival whose log-odds are below this does not count. */
export const RIVAL_FROM = -2;

/** The model made ready for features in this order: their log-odds, not yet corrected. A feature without a weight weighs nothing. */
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

/** What the correction is made of: the log-odds, how much of a rival there is, and how far it leads. */
export function corrections(z: number, rival: number): readonly [number, number, number] {
  return [z, Math.max(0, rival - RIVAL_FROM), Math.max(0, rival - z)];
}

/** The corrected log-odds of a claim whose best rival among the claims has these. */
export function corrected(model: Model, z: number, rival: number): number {
  const [own, strength, lead] = corrections(z, rival);
  return model.slope * own + model.shift + model.rival * strength + model.behind * lead;
}

/** The probability of these log-odds. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
