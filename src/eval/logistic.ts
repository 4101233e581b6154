import { type Model, probability } from '../match/model.ts';

/** An example to learn from: the values of the features, whether it is so, and how much it counts. */
export interface Example {
  readonly values: readonly number[];
  readonly is: boolean;
  readonly weight: number;
}

/** The bias and a weight for each feature. */
interface Fitted {
  readonly bias: number;
  readonly weights: readonly number[];
}

const ROUNDS = 60;

/**
 * Logistic regression with a Gaussian prior: each weight is drawn towards 0 with strength `ridge`.
 * Newton's method, so that the same examples give the same weights, in a fraction of a second.
 */
export function fitLogistic(examples: readonly Example[], features: number, ridge: number): Fitted {
  const size = features + 1;
  let weights = Array.from({ length: size }, () => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { gradient, hessian } = derivatives(examples, weights, ridge);
    const step = solve(hessian, gradient);
    const longest = Math.max(...step.map(Math.abs));
    // A long step overshoots where the examples are nearly separable.
    const scale = longest > 2 ? 2 / longest : 1;
    weights = weights.map((weight, at) => weight - scale * (step[at] ?? 0));
    if (longest < 1e-7) break;
  }
  return { bias: weights[0] ?? 0, weights: weights.slice(1) };
}

function derivatives(
  examples: readonly Example[],
  weights: readonly number[],
  ridge: number,
): { gradient: number[]; hessian: number[][] } {
  const gradient = weights.map((weight, at) => (at === 0 ? 0 : ridge * weight));
  const hessian = weights.map((_, row) =>
    weights.map((__, column) => (row === column && row > 0 ? ridge : row === column ? 1e-6 : 0)),
  );
  for (const example of examples) addExample(example, weights, gradient, hessian);
  return { gradient, hessian };
}

function addExample(
  { values, is, weight }: Example,
  weights: readonly number[],
  gradient: number[],
  hessian: readonly number[][],
): void {
  const inputs = [1, ...values];
  let z = 0;
  for (let at = 0; at < weights.length; at += 1) z += (weights[at] ?? 0) * (inputs[at] ?? 0);
  const p = probability(z);
  const error = weight * (p - (is ? 1 : 0));
  const curve = weight * Math.max(p * (1 - p), 1e-9);
  for (const [row, value] of inputs.entries()) {
    if (value === 0) continue;
    gradient[row] = (gradient[row] ?? 0) + error * value;
    addTo(hessian[row] ?? [], inputs, curve * value);
  }
}

function addTo(line: number[], inputs: readonly number[], factor: number): void {
  for (const [at, input] of inputs.entries()) line[at] = (line[at] ?? 0) + factor * input;
}

/** The model that was fitted, with names for its weights, rounded to four places. */
export function toModel({ bias, weights }: Fitted, names: readonly string[]): Model {
  const named = names.map((name, at) => [name, rounded(weights[at] ?? 0)]);
  return { bias: rounded(bias), weights: Object.fromEntries(named) };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Gaussian elimination with the largest pivot. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let column = 0; column < size; column += 1) {
    const pivot = largestPivot(rows, column);
    const [a, b] = [rows[column] ?? [], rows[pivot] ?? []];
    rows[column] = b;
    rows[pivot] = a;
    const top = rows[column]?.[column] ?? 1;
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const factor = (rows[row]?.[column] ?? 0) / top;
      if (factor !== 0) subtract(rows[row] ?? [], rows[column] ?? [], factor);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}

function largestPivot(rows: readonly number[][], column: number): number {
  let best = column;
  for (let row = column; row < rows.length; row += 1) {
    if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
  }
  return best;
}

function subtract(from: number[], row: readonly number[], factor: number): void {
  for (let at = 0; at < from.length; at += 1) from[at] = (from[at] ?? 0) - factor * (row[at] ?? 0);
}
