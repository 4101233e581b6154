import { describe, expect, test } from 'vitest';
import { fitSparse } from '../../src/eval/dual-ascent.ts';

const ROWS = [[0], [0, 1], [1], [1, 2], [2], []];
const IS = [true, true, false, false, false, false];
const STRENGTH = 2;

/** The greatest slope of the penalised loss: nothing where the fit is the best there is. */
function slope(fit: ReturnType<typeof fitSparse>, is: readonly (boolean | undefined)[]): number {
  const slopes = [fit.bias, ...fit.weights];
  for (const [at, row] of ROWS.entries()) {
    const so = is[at];
    if (so === undefined) continue;
    const z = row.reduce((sum, feature) => sum + (fit.weights[feature] ?? 0), fit.bias);
    const error = STRENGTH * (1 / (1 + Math.exp(-z)) - (so ? 1 : 0));
    for (const place of [0, ...row.map((feature) => feature + 1)]) {
      slopes[place] = (slopes[place] ?? 0) + error;
    }
  }
  return Math.max(...slopes.map(Math.abs));
}

describe('fitting by dual coordinate ascent', () => {
  test('comes to where the penalised loss is least', () => {
    expect(slope(fitSparse({ rows: ROWS, features: 3 }, IS, STRENGTH), IS)).toBeLessThan(1e-3);
  });

  test('learns nothing from an example of which nothing is said', () => {
    const some = IS.map((is, at) => (at === 1 || at === 3 ? undefined : is));
    const fit = fitSparse({ rows: ROWS, features: 3 }, some, STRENGTH);
    expect(slope(fit, some)).toBeLessThan(1e-3);
  });

  test('is bolder the more an example may pull', () => {
    const weight = (strength: number) =>
      fitSparse({ rows: ROWS, features: 3 }, IS, strength).weights[0] ?? 0;
    expect(weight(10)).toBeGreaterThan(weight(1));
    expect(weight(1)).toBeGreaterThan(0);
  });

  test('comes to the same each time', () => {
    const again = () => fitSparse({ rows: ROWS, features: 3 }, IS, STRENGTH);
    expect(again()).toEqual(again());
  });
});
