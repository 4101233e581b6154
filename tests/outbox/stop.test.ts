import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createModerator } from '../../src/moderator.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { HOME, START } from '../fixtures/bench.ts';
import { callReader } from '../fixtures/calls.ts';
import { onBothStores } from '../fixtures/stores.ts';

/** A store on which counts are written only when told. */
function holdingCounts(store: Store) {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const locked: Store['locked'] = async (keys, work) => {
    if (keys.includes('counts')) {
      reached.resolve();
      await gate.promise;
    }
    return store.locked(keys, work);
  };
  return { held: { ...store, locked }, reached: reached.promise, let: gate.resolve };
}

onBothStores((fresh) => {
  it('stops when what is being written is written', async () => {
    const store = await openStore(await fresh());
    const { held, reached, let: letGo } = holdingCounts(store);
    const moderator = createModerator({
      store: held,
      reader: callReader(),
      now: () => START,
      logger: pino({ level: 'silent' }),
      hashKey: 'k'.repeat(32),
    });
    const author = { id: 'ann', kind: 'person', roles: [] } as const;
    await moderator.handlers.message({ place: HOME, id: 'm', author, at: START, text: 'lol' });
    await moderator.start();
    await reached;
    let isStopped = false;
    const stopped = moderator.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isStopped).toBe(false);
    letGo();
    await stopped;
    const counts = await store.db.selectFrom('counts').select(['name', 'count']).execute();
    expect(counts).toEqual([{ name: 'no-match', count: 1 }]);
    await store.close();
  });
});
