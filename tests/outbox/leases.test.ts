import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Outcome } from '../../src/moderate/task.ts';
import type { Performer } from '../../src/outbox/performer.ts';
import { cardOn } from '../../src/store/cards.ts';
import { writeLayer } from '../../src/store/settings.ts';
import { changeWorkspace } from '../../src/store/workspaces.ts';
import { type Bench, bench, HOME, MINUTE, START } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';

let server: TestPostgres;
/** Two processes' moderators on one database; `slow` stands still for longer than its lease. */
let slow: Bench;
let quick: Bench;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  const address = { kind: 'postgres', url: await server.database() } as const;
  slow = await bench(address, { rung: 'channel' });
  quick = await bench(address, { rung: 'channel' });
});
afterEach(async () => {
  await slow.end();
  await quick.end();
});

/** Has the slow one post a card; answers it when the quick one took the card over and was done. */
async function overtaken(outcome: Outcome): Promise<void> {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Outcome>();
  const perform: Performer['perform'] = () => {
    asked.resolve();
    return answer.promise;
  };
  slow.moderator.attach('desk', { perform, linkTo: () => '' });
  const said = slow.say(rumour('mayor'), { id: 'm' });
  await asked.promise;
  await quick.wait(MINUTE);
  answer.resolve(outcome);
  await said;
}

it.each<Outcome>([
  { kind: 'later', after: 0 },
  { kind: 'unknown' },
  { kind: 'gone', why: 'unknown channel' },
  { kind: 'done', posted: { channel: 'c1', message: 'another' } },
])('whoever lost the lease changes nothing any more: $kind', async (outcome) => {
  await overtaken(outcome);
  await quick.wait(MINUTE);
  expect(quick.wall.did('post').map(({ again }) => again)).toEqual([true]);
  expect(await cardOn(quick.store.db, HOME, 'm')).toMatchObject({
    state: 'posted',
    posted_message: 'p1',
  });
  const effects = await quick.store.db.selectFrom('effects').select(['kind', 'state']).execute();
  expect(effects).toEqual([{ kind: 'post-card', state: 'done' }]);
});

it('hands nothing over when the answer could come after the end of the lease', async () => {
  let rendered = 0;
  const linkTo = () => {
    // What is rendered first takes long.
    if (++rendered === 1) slow.clock.now += MINUTE / 3;
    return '';
  };
  const perform: Performer['perform'] = (task) => slow.wall.perform(task);
  slow.moderator.attach('desk', { perform, linkTo });
  await changeWorkspace(slow.store.db, HOME, START, { moderators_channel: 'mods' });
  const by = { moderator: 'mod', at: START };
  await writeLayer(slow.store.db, HOME, { scope: 'workspace' }, { rung: 'queue' }, by);
  await slow.say(rumour('mayor'));
  expect(rendered).toBe(2);
  expect(slow.wall.did('notify').map(({ again }) => again)).toEqual([false]);
});
