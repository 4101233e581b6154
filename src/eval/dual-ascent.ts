/** Examples of which each has a few of many features: for each example the numbers of its features. */
export interface SparseExamples {
  readonly rows: readonly (readonly number[])[];
  readonly features: number;
}

/** The log-odds of an example without features, and what each feature adds. */
export interface SparseFit {
  readonly bias: number;
  readonly weights: Float64Array;
}

const ROUNDS = 30;
const STEPS = 8;

/**
 * Logistic regression with a Gaussian prior by dual coordinate ascent (Yu, Huang and Lin, Machine Learning 85, 2011): each
 * example in turn gets the multiplier that is best while all others stay. `strength` is the most that an example may pull:
 * the greater, the less the prior holds. `is` says what each example is; undefined ones are left out. Deterministic.
 */
export function fitSparse(
  { rows, features }: SparseExamples,
  is: readonly (boolean | undefined)[],
  strength: number,
): SparseFit {
  const weights = new Float64Array(features);
  const pulls = new Float64Array(rows.length);
  let bias = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, row] of rows.entries()) {
      if (is[at] === undefined) continue;
      const sign = is[at] ? 1 : -1;
      let z = bias;
      for (const feature of row) z += weights[feature] ?? 0;
      const before = pulls[at] ?? 0;
      const pull = bestPull(before, sign * z, row.length + 1, strength);
      const step = sign * (pull - before);
      for (const feature of row) weights[feature] = (weights[feature] ?? 0) + step;
      bias += step;
      pulls[at] = pull;
    }
  }
  return { bias, weights };
}

/** The pull at which the example's margin and its multiplier agree, by Newton's method within its bounds. */
function bestPull(before: number, margin: number, size: number, strength: number): number {
  let pull = before === 0 ? strength / 1000 : before;
  for (let step = 0; step < STEPS; step += 1) {
    const slope = (pull - before) * size + margin + Math.log(pull / (strength - pull));
    const curve = size + strength / (pull * (strength - pull));
    const next = pull - slope / curve;
    if (next <= 0) pull /= 10;
    else if (next >= strength) pull = (pull + strength) / 2;
    else pull = next;
    if (Math.abs(slope) < 1e-6) break;
  }
  return pull;
}
