import { afterEach, describe, expect, it } from 'vitest';
import { decisionOn } from '../../src/store/decisions.ts';
import { writeLayer } from '../../src/store/settings.ts';
import { queue } from '../../src/store/suggestions.ts';
import { type Bench, type BenchOptions, bench, HOME, MINUTE } from '../fixtures/bench.ts';
import { callReader, rumour } from '../fixtures/calls.ts';
import { onBothStores } from '../fixtures/stores.ts';

const HOUR = 60 * MINUTE;
const BY = { moderator: 'mod', at: 0 };

onBothStores((fresh) => {
  const open: Bench[] = [];
  const begin = async (options: BenchOptions = { rung: 'channel' }) => {
    const one = await bench(await fresh(), options);
    open.push(one);
    return one;
  };
  afterEach(async () => {
    for (const one of open.splice(0)) await one.end();
  });

  describe('a message that repeats a claim', () => {
    it('gets one card, and keeps why', async () => {
      const { say, wall, store } = await begin();
      const id = await say(rumour('mayor'));
      expect(wall.under(id).map(({ card }) => card.claim)).toEqual(['mayor-call']);
      expect(await decisionOn(store.db, HOME, id)).toMatchObject({
        kind: 'card',
        reason: 'match',
        claim: 'mayor-call',
        topic: 'bridges',
      });
    });

    it('gets no second card when it is delivered again', async () => {
      const { say, wall } = await begin();
      const id = await say(rumour('mayor'));
      await say(rumour('mayor'), { id });
      expect(wall.standing).toHaveLength(1);
    });

    it('gets none within the cooldown of its claim, and one after it', async () => {
      const { say, wall, wait, store } = await begin();
      await say(rumour('mayor'));
      const soon = await say(rumour('mayor', 'again'));
      expect(wall.under(soon)).toEqual([]);
      expect((await decisionOn(store.db, HOME, soon))?.reason).toBe('cooldown');
      await wait(12 * HOUR);
      expect(wall.under(await say(rumour('mayor', 'once more')))).toHaveLength(1);
    });

    it('gets none when the hour has had three cards', async () => {
      const { say, wall, store } = await begin();
      for (const who of ['mayor', 'bishop', 'baker'] as const) await say(rumour(who));
      const fourth = await say(rumour('pilot'));
      expect(wall.standing).toHaveLength(3);
      expect((await decisionOn(store.db, HOME, fourth))?.reason).toBe('budget');
    });

    it('is only watched in a new workspace', async () => {
      const { say, wall, store } = await begin({});
      const id = await say(rumour('mayor'));
      expect(wall.tasks).toEqual([]);
      expect(await decisionOn(store.db, HOME, id)).toMatchObject({
        reason: 'topic-not-chosen',
        would_have: 'card',
      });
    });
  });

  it('counts a message without a match, once for all that were written', async () => {
    const { say, store } = await begin();
    await say('what a lovely day');
    await say('and tomorrow too');
    const counts = await store.db.selectFrom('counts').select(['name', 'count']).execute();
    expect(counts.map(({ name }) => name)).toEqual(['no-match']);
    expect(counts[0]?.count).toBe(2);
  });

  it('counts a claim that stands only in a quotation by that reason, as an explanation would give it', async () => {
    const { say, store } = await begin();
    await say(`> ${rumour('mayor')}`);
    const counts = await store.db.selectFrom('counts').select(['name', 'count']).execute();
    expect(counts).toEqual([{ name: 'quoted', count: 1 }]);
  });

  it('needs no store for a message without a match, and survives one that fails', async () => {
    const one = await bench(await fresh(), { rung: 'channel' });
    const author = { id: 'ann', kind: 'person', roles: [] } as const;
    const write = (text: string) =>
      one.moderator.handlers.message({ place: HOME, id: text, author, at: one.clock.now, text });
    await one.store.close();
    await write('what a lovely day');
    expect(one.log.join('')).not.toContain('store');
    await write(rumour('mayor'));
    expect(one.log.join('')).toContain('The store is closed');
  });

  it('keeps nothing of an exempt channel', async () => {
    const { say, store, wall } = await begin();
    await writeLayer(store.db, HOME, { scope: 'channel', id: 'c1' }, { exempt: true }, BY);
    const id = await say(rumour('mayor'));
    expect(wall.tasks).toEqual([]);
    expect(await decisionOn(store.db, HOME, id)).toBeUndefined();
  });

  it('inherits settings from workspace and category', async () => {
    const { say, wall, store } = await begin();
    await writeLayer(store.db, HOME, { scope: 'workspace' }, { rung: 'queue' }, BY);
    await writeLayer(store.db, HOME, { scope: 'category', id: 'news' }, { rung: 'thread' }, BY);
    await say(rumour('mayor'));
    expect(wall.standing).toEqual([]);
    await say(rumour('bishop'), { category: 'news' });
    expect(wall.standing.map(({ task }) => task.rung)).toEqual(['thread']);
  });

  describe('a message that is deleted', () => {
    it('takes its card with it', async () => {
      const { say, wall, moderator } = await begin();
      const id = await say(rumour('mayor'));
      await moderator.handlers.deleted(HOME, [id]);
      await moderator.outbox.settled();
      expect(wall.under(id)).toEqual([]);
    });

    it('takes the card that waits for its author with it', async () => {
      const { say, wall, moderator, store, wait } = await begin();
      const layer = { authorFirst: 5 * MINUTE };
      await writeLayer(store.db, HOME, { scope: 'workspace' }, layer, BY);
      const id = await say(rumour('mayor'));
      expect(wall.did('whisper').map(({ person, message }) => [person, message])).toEqual([
        ['ann', id],
      ]);
      await moderator.handlers.deleted(HOME, [id]);
      await wait(HOUR);
      expect(wall.did('post')).toEqual([]);
    });

    it('ends its suggestion', async () => {
      const { say, moderator, store } = await begin({ rung: 'queue' });
      const id = await say(rumour('mayor'));
      expect(await queue(store.db, HOME)).toHaveLength(1);
      await moderator.handlers.deleted(HOME, [id]);
      expect(await queue(store.db, HOME)).toEqual([]);
    });
  });

  describe('a message that is rewritten', () => {
    const rewrite = async ({ moderator, clock }: Bench, id: string, text: string) => {
      const author = { id: 'ann', kind: 'person', roles: [] } as const;
      await moderator.handlers.edited({ place: HOME, id, author, at: clock.now, text });
      await moderator.outbox.settled();
    };

    it('loses its card when it no longer matches', async () => {
      const one = await begin();
      const id = await one.say(rumour('mayor'));
      await rewrite(one, id, 'never mind');
      expect(one.wall.under(id)).toEqual([]);
      expect((await decisionOn(one.store.db, HOME, id))?.reason).toBe('edited-away');
    });

    it('keeps its card when it still does', async () => {
      const one = await begin();
      const id = await one.say(rumour('mayor'));
      await rewrite(one, id, rumour('mayor', 'I think'));
      expect(one.wall.under(id)).toHaveLength(1);
    });

    it('gets a card when it matches only now', async () => {
      const one = await begin();
      const id = await one.say('hello');
      await rewrite(one, id, rumour('mayor'));
      expect(one.wall.under(id)).toHaveLength(1);
    });
  });

  it('asks moderators once for a claim and place, for six hours', async () => {
    const { say, store, wait } = await begin({ rung: 'queue' });
    await say(rumour('mayor'));
    const second = await say(rumour('mayor', 'again'));
    expect(await queue(store.db, HOME)).toHaveLength(1);
    expect((await decisionOn(store.db, HOME, second))?.reason).toBe('already-suggested');
    await wait(6 * HOUR);
    expect(await queue(store.db, HOME)).toEqual([]);
    await say(rumour('mayor', 'anew'));
    expect(await queue(store.db, HOME)).toHaveLength(1);
  });

  it('speaks no more of a claim that was paused while its author was asked first', async () => {
    const { say, wall, moderator, store, wait } = await begin();
    await writeLayer(store.db, HOME, { scope: 'workspace' }, { authorFirst: MINUTE }, BY);
    await say(rumour('mayor'));
    await moderator.reload(callReader({ mayor: { lifecycle: 'paused' } }));
    await wait(MINUTE);
    expect(wall.did('post')).toEqual([]);
  });
});
