import { afterAll, beforeAll, expect, it } from 'vitest';
import { addEffects } from '../../src/store/effects.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { HOME } from '../fixtures/bench.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';

let server: TestPostgres;
let store: Store;
beforeAll(async () => {
  server = await startPostgres();
  store = await openStore({ kind: 'postgres', url: await server.database() });
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

it('two transactions that wait for each other both come to their end', async () => {
  let tries = 0;
  let arrived = 0;
  const bothHaveBegun = Promise.withResolvers<void>();
  const add = (first: string, second: string) =>
    store.locked([], async (db) => {
      tries += 1;
      await addEffects(db, [{ kind: 'note-under-card', key: first, card: 'c', place: HOME }], 1);
      arrived += 1;
      if (arrived === 2) bothHaveBegun.resolve();
      await bothHaveBegun.promise;
      await addEffects(db, [{ kind: 'note-under-card', key: second, card: 'c', place: HOME }], 1);
    });
  await Promise.all([add('a', 'b'), add('b', 'a')]);
  expect(tries).toBe(3);
  const kept = await store.db.selectFrom('effects').select('key').orderBy('key').execute();
  expect(kept.map(({ key }) => key)).toEqual(['a', 'b']);
});
