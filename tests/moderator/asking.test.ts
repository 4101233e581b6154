import { describe, expect, it } from 'vitest';
import { cardsIn, pressesOf, pressOf, textOf } from '../fixtures/answers.ts';
import { HOME } from '../fixtures/bench.ts';
import { callReader, rumour } from '../fixtures/calls.ts';
import { benchesWith, MEMBER, OTHER } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

const DAY = 86_400_000;

onBothStores((fresh) => {
  const begin = benchesWith(fresh);

  describe('/context', () => {
    it('answers with the card of a claim named by its id or its title', async () => {
      const { ask } = await begin();
      expect(cardsIn(await ask('baker-call'))).toEqual(['baker-call']);
      expect(cardsIn(await ask("The Pilot's call about the bridge"))).toEqual(['pilot-call']);
    });

    it('answers words as it would a message, and a few words by what they point to', async () => {
      const { ask } = await begin();
      expect(cardsIn(await ask('did the bishop really call the bridge builder?'))).toEqual([
        'bishop-call',
      ]);
      expect(cardsIn(await ask('painter'))).toEqual(['painter-call']);
    });

    it('asks back when several claims fit, and shows the one that is chosen', async () => {
      const { ask, press } = await begin();
      const answer = await ask('builder bridge');
      expect(textOf(answer)).toContain('Which one do you mean?');
      expect(cardsIn(await press(pressOf(answer, "The baker's call about the bridge")))).toEqual([
        'baker-call',
      ]);
    });

    it('does not find what is not published, nor what is not there', async () => {
      const { ask } = await begin({ reader: callReader({ mayor: { lifecycle: 'paused' } }) });
      expect(cardsIn(await ask('mayor-call'))).toEqual([]);
      expect(textOf(await ask('mayor-call'))).toContain('No claim in the database answers that.');
    });

    it('says so when a claim is overdue for a look', async () => {
      const { ask } = await begin({ reader: callReader({ mayor: { reviewBy: '2026-02-01' } }) });
      expect(textOf(await ask('mayor-call'))).toContain('a new look is overdue');
    });

    it('answers what a conversation is about when it is empty', async () => {
      const { ask, say } = await begin({});
      expect(textOf(await ask(''))).toContain('has not seen a conversation here');
      await say('what a lovely day');
      expect(textOf(await ask(''))).toContain('Nothing in the last message here');
      await say(rumour('sheriff'));
      expect(cardsIn(await ask(''))).toEqual(['sheriff-call']);
      const elsewhere = await ask('', MEMBER, { ...HOME, channel: 'c2' });
      expect(cardsIn(elsewhere)).toEqual([]);
    });

    it('answers from memory when the store fails', async () => {
      const { store, moderator } = await begin();
      await store.db.schema.dropTable('settings').execute();
      await store.db.schema.dropTable('asks').execute();
      const ask = { place: HOME, person: MEMBER };
      expect(cardsIn(await moderator.handlers.ask({ ...ask, about: 'baker-call' }))).toEqual([
        'baker-call',
      ]);
      const unknown = await moderator.handlers.ask({ ...ask, about: 'zebras' });
      expect(textOf(unknown)).toContain('could not be noted');
    });
  });

  describe('an ask that finds nothing', () => {
    it('is asked for words where it has none that say anything', async () => {
      const { ask, store } = await begin();
      const answer = textOf(await ask('???'));
      expect(answer).toContain('Ask with a few words');
      expect(answer).not.toContain('noted');
      expect(await store.db.selectFrom('asks').selectAll().execute()).toEqual([]);
    });

    const words = 'zebras on the harbour wall';

    it('is kept in its own words, once a person, without their name', async () => {
      const { ask, store } = await begin();
      await ask(words);
      await ask('zebras on the HARBOUR wall?');
      await ask(words, OTHER);
      const rows = await store.db.selectFrom('asks').selectAll().execute();
      expect(rows.map((row) => row.words)).toEqual([words, words]);
      expect(JSON.stringify(rows)).not.toContain('"ann"');
      expect(rows.map(({ tell }) => tell)).toEqual([null, null]);
    });

    it('is not kept beyond five a day and person', async () => {
      const { ask, store, wait } = await begin();
      for (const animal of ['zebras', 'lions', 'tigers', 'bears', 'apes'])
        await ask(`${animal} asleep`);
      expect(textOf(await ask('whales asleep'))).toContain('was not noted');
      expect(textOf(await ask('whales asleep', OTHER))).toContain('30 days');
      await wait(DAY);
      expect(textOf(await ask('whales asleep'))).toContain('30 days');
      expect(await store.db.selectFrom('asks').select('id').execute()).toHaveLength(7);
    });

    it('tells the asker, once, when a claim that answers it is published', async () => {
      const { ask, press, moderator, wall, store } = await begin({
        reader: callReader({ mayor: { lifecycle: 'draft' } }),
      });
      await press(pressOf(await ask('so did the mayor phone that builder'), 'Tell me'));
      await moderator.reload(callReader());
      await moderator.outbox.settled();
      await moderator.reload(callReader());
      await moderator.outbox.settled();
      const told = wall.did('tell');
      expect(told.map(({ person }) => person)).toEqual([MEMBER.id]);
      expect(told.map(({ answer }) => cardsIn(answer))).toEqual([['mayor-call']]);
      const kept = await store.db
        .selectFrom('asks')
        .select('tell')
        .where('tell', 'is not', null)
        .execute();
      expect(kept).toEqual([]);
    });

    it('tells nobody who did not ask for it', async () => {
      const { ask, press, moderator, wall } = await begin({
        reader: callReader({ mayor: { lifecycle: 'draft' } }),
      });
      const answer = await ask('so did the mayor phone that builder');
      expect(textOf(await press(pressOf(answer, 'Tell me'), OTHER))).toContain('no longer kept');
      await moderator.reload(callReader());
      await moderator.outbox.settled();
      expect(wall.did('tell')).toEqual([]);
    });
  });

  describe('autocompletion', () => {
    it('puts first what is typed, and with nothing typed what is talked about', async () => {
      const { moderator, say } = await begin({});
      const complete = async (typed: string) =>
        (await moderator.handlers.complete(HOME, typed)).map(({ value }) => value);
      expect(await complete('pilo')).toEqual(['pilot-call']);
      expect((await complete(''))[0]).toBe('mayor-call');
      await say(rumour('painter'));
      expect((await complete(''))[0]).toBe('painter-call');
      expect((await complete('call'))[0]).toBe('painter-call');
    });
  });

  it('leads from a card to everything about its claim, page by page', async () => {
    const { ask, press } = await begin();
    const full = await press(pressOf(await ask('baker-call'), 'Full context'));
    expect(textOf(full)).toContain('Why this status');
    expect(textOf(full)).toContain('(https://gazette.example/mayor-call)');
    expect(pressesOf(await press('full:baker-call:99'))).toEqual([]);
    expect(textOf(await press('full:no-such-claim'))).toContain('no longer in the database');
  });
});
