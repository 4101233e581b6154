import { afterEach, describe, expect, it } from 'vitest';
import { cardOn } from '../../src/store/cards.ts';
import { writeLayer } from '../../src/store/settings.ts';
import { queue } from '../../src/store/suggestions.ts';
import { changeWorkspace } from '../../src/store/workspaces.ts';
import { type Bench, type BenchOptions, bench, HOME, MINUTE, START } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { onBothStores } from '../fixtures/stores.ts';

const BY = { moderator: 'mod', at: 0 };
const MODS = { moderators_channel: 'mods' };

onBothStores((fresh) => {
  const open: Bench[] = [];
  const begin = async (options: BenchOptions = { rung: 'channel' }) => {
    const one = await bench(await fresh(), options);
    open.push(one);
    await changeWorkspace(one.store.db, HOME, START, MODS);
    return one;
  };
  afterEach(async () => {
    for (const one of open.splice(0)) await one.end();
  });

  it('asks a platform that lost the answer to look before it posts again', async () => {
    const { say, wall, wait, store } = await begin();
    wall.outcome = (task) => (task.do === 'post' && !task.again ? 'performed but lost' : undefined);
    const id = await say(rumour('mayor'));
    await wait(10_000);
    expect(wall.did('post').map(({ again }) => again)).toEqual([false, true]);
    expect(new Set(wall.did('post').map(({ marker }) => marker)).size).toBe(1);
    expect(wall.under(id)).toHaveLength(1);
    expect(await cardOn(store.db, HOME, id)).toMatchObject({
      state: 'posted',
      posted_message: 'p1',
    });
  });

  it('counts a card as posted when two minutes did not resolve it, and tells moderators', async () => {
    const { say, wall, wait, store, moderator } = await begin();
    wall.outcome = ({ do: what }) => (what === 'post' ? { kind: 'unknown' } : undefined);
    const id = await say(rumour('mayor'));
    for (let minute = 0; minute < 5; minute++) await wait(MINUTE / 2);
    const tries = wall.did('post').length;
    expect((await cardOn(store.db, HOME, id))?.state).toBe('presumed');
    const [notice] = wall.did('notify');
    expect(notice?.place.channel).toBe('mods');
    expect(JSON.stringify(notice?.answer)).toContain('Perhaps posted');
    await wait(60 * MINUTE);
    await moderator.outbox.settled();
    expect(wall.did('post')).toHaveLength(tries);
    const soon = await say(rumour('mayor', 'again'));
    expect(wall.under(soon)).toEqual([]);
  });

  it('waits as long as a platform says', async () => {
    const { say, wall, wait } = await begin();
    wall.outcome = () => ({ kind: 'later', after: MINUTE });
    const id = await say(rumour('mayor'));
    wall.outcome = () => undefined;
    await wait(MINUTE - 1);
    expect(wall.did('post')).toHaveLength(1);
    await wait(1);
    expect(wall.did('post').map(({ again }) => again)).toEqual([false, false]);
    expect(wall.under(id)).toHaveLength(1);
  });

  it('posts no card that comes ten minutes late', async () => {
    const { say, wall, wait, store } = await begin();
    wall.outcome = () => ({ kind: 'later', after: 11 * MINUTE });
    const id = await say(rumour('mayor'));
    wall.outcome = () => undefined;
    await wait(11 * MINUTE);
    expect(wall.standing).toEqual([]);
    expect((await cardOn(store.db, HOME, id))?.state).toBe('cancelled');
  });

  it('tells moderators once a day which permission is missing', async () => {
    const { say, wall } = await begin();
    wall.outcome = ({ do: what }) =>
      what === 'post' ? { kind: 'refused', missing: 'Send Messages' } : undefined;
    await say(rumour('mayor'));
    await say(rumour('bishop'));
    const notices = wall.did('notify');
    expect(notices).toHaveLength(1);
    expect(JSON.stringify(notices[0]?.answer)).toContain('Send Messages');
  });

  it('survives a platform that throws', async () => {
    const { say, wall, wait } = await begin();
    wall.outcome = () => {
      throw new Error('socket hang up');
    };
    const id = await say(rumour('mayor'));
    wall.outcome = () => undefined;
    await wait(10_000);
    expect(wall.under(id)).toHaveLength(1);
  });

  it('gives up an effect that cannot be rendered, and goes on with the others', async () => {
    const { say, wall, wait, store, moderator, log } = await begin({ rung: 'queue' });
    moderator.detach('desk');
    await say(rumour('mayor'));
    await store.db.updateTable('decisions').set({ matches: '{' }).execute();
    moderator.attach('desk', wall);
    await say(rumour('bishop'));
    for (let minute = 0; minute < 5; minute++) await wait(MINUTE);
    expect(wall.did('notify')).toHaveLength(1);
    expect(log.join('')).toContain('cannot be rendered');
    const states = await store.db.selectFrom('effects').select('state').orderBy('state').execute();
    expect(states.map(({ state }) => state)).toEqual(['done', 'presumed']);
  });

  it('performs nothing for a platform that is not running here', async () => {
    const { moderator, say, wall, wait } = await begin();
    moderator.detach('desk');
    const id = await say(rumour('mayor'));
    expect(wall.tasks).toEqual([]);
    moderator.attach('desk', wall);
    await wait(MINUTE);
    expect(wall.under(id)).toHaveLength(1);
  });

  describe('a card whose message goes while it is being posted', () => {
    it('is removed as soon as it stands', async () => {
      const { say, wall, wait, moderator } = await begin();
      wall.outcome = (task) =>
        task.do === 'post' && !task.again ? 'performed but lost' : undefined;
      const id = await say(rumour('mayor'));
      await moderator.handlers.deleted(HOME, [id]);
      await wait(10_000);
      expect(wall.standing).toHaveLength(1);
      expect(wall.under(id)).toEqual([]);
    });
  });

  it('insists on a removal that got no answer', async () => {
    const { say, wall, wait, moderator } = await begin();
    const id = await say(rumour('mayor'));
    wall.outcome = ({ do: what }) => (what === 'remove' ? { kind: 'unknown' } : undefined);
    await moderator.handlers.deleted(HOME, [id]);
    await wait(30 * MINUTE);
    expect(wall.under(id)).toHaveLength(1);
    wall.outcome = () => undefined;
    await wait(MINUTE);
    expect(wall.under(id)).toEqual([]);
  });

  it('shows a suggestion to moderators and says there how it ended', async () => {
    const { say, wall, store, wait } = await begin({ rung: 'queue' });
    await say(rumour('mayor'));
    expect(wall.did('notify').map(({ place, posted }) => [place.channel, posted])).toEqual([
      ['mods', undefined],
    ]);
    await wait(6 * 60 * MINUTE);
    const ended = wall.did('notify').at(-1);
    expect(ended?.posted).toEqual({ channel: 'mods', message: 'p1' });
    expect(JSON.stringify(ended?.answer)).toContain('Expired');
    expect(await queue(store.db)).toEqual([]);
  });

  it('whispers to an author once, and posts when the time is over', async () => {
    const { say, wall, store, wait } = await begin();
    await writeLayer(store.db, HOME, { scope: 'workspace' }, { authorFirst: 5 * MINUTE }, BY);
    const id = await say(rumour('mayor'));
    await wait(MINUTE);
    expect(wall.did('whisper')).toHaveLength(1);
    expect(wall.did('post')).toEqual([]);
    await wait(4 * MINUTE);
    expect(wall.under(id)).toHaveLength(1);
  });

  it('welcomes a new workspace once, and never in public', async () => {
    const { moderator, wall } = await begin({});
    const { handlers, outbox } = moderator;
    const other = { platform: 'desk', workspace: 'new' } as const;
    await handlers.joined(other);
    await outbox.settled();
    expect(wall.tasks).toEqual([]);
    for (let start = 0; start < 2; start++) {
      await handlers.joined({ ...other, installer: 'U1' });
      await outbox.settled();
    }
    expect(wall.did('tell').map(({ person }) => person)).toEqual(['U1']);
    expect(wall.tasks).toHaveLength(1);
  });
});
