import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFile } from '../fixtures/bench.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { killAndSee } from '../simulate/kills.ts';
import { seeded } from '../simulate/random.ts';

const MINUTES = 60_000;
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

it('keeps its promises through twenty kills on SQLite', { timeout: 3 * MINUTES }, async () => {
  const file = temporaryFile();
  const random = seeded(2026);
  const killed = await killAndSee({ address: file.address, processes: 1, kills: 20, random });
  file.remove();
  expect(killed.broken).toEqual([]);
  expect(killed.betweenPostAndAnswer).toBeGreaterThan(2);
});

it('keeps them through twenty kills of two processes on Postgres', {
  timeout: 4 * MINUTES,
}, async () => {
  const address = { kind: 'postgres', url: await server.database() } as const;
  const killed = await killAndSee({ address, processes: 2, kills: 20, random: seeded(2027) });
  expect(killed.broken).toEqual([]);
  expect(killed.betweenPostAndAnswer).toBeGreaterThan(2);
});
