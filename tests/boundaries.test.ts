import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');

/** Layers from the outside in: a file may import its own layer and those below it, nothing above. */
const LAYERS: readonly (readonly RegExp[])[] = [
  [/^cli\.ts$/, /^cli\//, /^eval\//],
  [/^start\.ts$/, /^start\//],
  [/^platforms\//, /^desk\//],
  [/^moderator\.ts$/, /^moderator\//, /^outbox\.ts$/, /^outbox\//],
  [/^store\//],
  [/^config\.ts$/, /^moderate\//],
  [/^match\//],
  [/^claims\//],
  [/^message\.ts$/],
];

const PURE = /^(match|moderate|claims)\//;
/** The one file of the core that reads files. */
const READS_FILES = 'claims/load.ts';

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = globSync('**/*.ts', { cwd: SRC }).toSorted();
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(
    /^(?:import|export \{|export \*)[^;']*'([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm,
  );
  const named = [...found].map(([, fixed, dynamic]) => fixed ?? dynamic ?? '');
  return named.map((to) => ({
    from: file,
    to: to.startsWith('.') ? relative(SRC, join(SRC, file, '..', to)) : to,
  }));
}

function layer(file: string): number {
  return LAYERS.findIndex((patterns) => patterns.some((pattern) => pattern.test(file)));
}

function shown(offending: readonly Import[]): string[] {
  return offending.map(({ from, to }) => `${from} imports ${to}`);
}

it('gives every file a layer', () => {
  expect(files.filter((file) => layer(file) === -1)).toEqual([]);
  expect(files.length).toBeGreaterThan(40);
});

it('lets imports point inwards only', () => {
  const outward = imports.filter(({ from, to }) => layer(to) !== -1 && layer(to) < layer(from));
  expect(shown(outward)).toEqual([]);
});

it('keeps platforms and desk apart, but for the drawing of cards', () => {
  const [platforms, desk] = [/^platforms\/(\w+)\//, /^desk\//];
  const across = imports.filter(({ from, to }) => {
    const own = platforms.exec(from)?.[1];
    const other = platforms.exec(to)?.[1];
    if (own !== undefined) return (other !== undefined && other !== own) || desk.test(to);
    return desk.test(from) && other !== undefined && !/\/(card|answer)\.ts$/.test(to);
  });
  expect(shown(across)).toEqual([]);
});

describe('the core is pure', () => {
  it('knows no platform library, logger, network or file', () => {
    const allowed = new Set(['node:crypto']);
    const impure = imports.filter(
      ({ from, to }) =>
        PURE.test(from) &&
        from !== READS_FILES &&
        !to.endsWith('.ts') &&
        !['zod', 'yaml'].includes(to) &&
        !/\.json$/.test(to) &&
        !allowed.has(to),
    );
    expect(shown(impure)).toEqual([]);
  });

  it('knows no clock, chance or environment', () => {
    const impure = files.filter((file) => {
      if (!PURE.test(file)) return false;
      const text = readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      return /Date\.now|new Date\(\)|Math\.random|performance\.now|process\.(?!cwd)|console\./.test(
        text,
      );
    });
    expect(impure).toEqual([]);
  });
});

it('reads the environment in the entry point alone', () => {
  const readers = files.filter((file) =>
    readFileSync(join(SRC, file), 'utf8').includes('process.env'),
  );
  expect(readers).toEqual(['cli.ts']);
});
