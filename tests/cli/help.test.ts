import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HELP } from '../../src/cli/usage.ts';

const PACKAGE = join(import.meta.dirname, '..', '..', 'package.json');

it('names every script that there is, and no other', () => {
  const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8'));
  const named = [...HELP.matchAll(/npm (?:run (?:-s )?)?([\w:]+)/g)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(Object.keys(scripts).toSorted());
});
