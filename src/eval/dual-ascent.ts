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

const ROUNDS = 60;
const STEPS = 8;
/** The golden ratio: its multiples modulo 1 spread evenly. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Logistic regression with a Gaussian prior by dual coordinate ascent (Yu, Huang and Lin, Machine Learning 85, 2011): each
 * example in turn pulls as hard as is best while all others stay as they are. `strength` is the most that an example may pull:
 * the greater, the less the prior holds. `is` says what each example is; undefined ones are left out. Deterministic.
 */
export function fitSparse(
  { rows, features }: SparseExamples,
  is: readonly (boolean | undefined)[],
  strength: number,
): SparseFit {
  const ascent = new Ascent(features, strength);
  const examples = rows.flatMap((row, at): Pulling[] => {
    const so = is[at];
    return so === undefined ? [] : [{ row, sign: so ? 1 : -1, pull: 0 }];
  });
  const order = scattered(examples);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const example of order) ascent.take(example);
  }
  return { bias: ascent.bias, weights: ascent.weights };
}

/** The same items, those that stood together far apart: what is taken last pulls freshest. */
function scattered<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item, at) => ({ item, place: (at * GOLDEN) % 1 }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** An example, the side to which it pulls, and how hard. */
interface Pulling {
  readonly row: readonly number[];
  readonly sign: 1 | -1;
  pull: number;
}

class Ascent {
  bias = 0;
  readonly weights: Float64Array;
  readonly #strength: number;

  constructor(features: number, strength: number) {
    this.weights = new Float64Array(features);
    this.#strength = strength;
  }

  take(example: Pulling): void {
    const { row, sign, pull } = example;
    let z = this.bias;
    for (const feature of row) z += this.weights[feature] ?? 0;
    example.pull = bestPull(pull, sign * z, row.length + 1, this.#strength);
    const step = sign * (example.pull - pull);
    for (const feature of row) this.weights[feature] = (this.weights[feature] ?? 0) + step;
    this.bias += step;
  }
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
