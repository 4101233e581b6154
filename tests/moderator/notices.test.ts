import { describe, expect, it } from 'vitest';
import { type Answer, reply } from '../../src/moderate/answer.ts';
import { retain } from '../../src/outbox/housekeeping.ts';
import { claimStateAt } from '../../src/store/claim-states.ts';
import { changeWorkspace, workspaceRow } from '../../src/store/workspaces.ts';
import { pressesOf, pressOf, textOf } from '../fixtures/answers.ts';
import { HOME, MINUTE } from '../fixtures/bench.ts';
import { CALLERS, rumour } from '../fixtures/calls.ts';
import { ADMINISTRATOR, benchesWith, MODERATOR } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

const DAY = 86_400_000;

onBothStores((fresh) => {
  const begun = benchesWith(fresh);
  const begin = async () => {
    const one = await begun();
    await changeWorkspace(one.store.db, HOME, 0, { moderators_channel: 'mods' });
    /** What stands in the moderators' channel, by the words it began with. */
    const notice = (begins: string): Answer => {
      const shown = one.wall.did('notify');
      const first = shown.findIndex(
        ({ answer, posted }) => !posted && textOf(answer).startsWith(begins),
      );
      if (first === -1) throw new Error(`no notice begins with "${begins}"`);
      const message = one.wall.notified[first];
      return (
        shown.findLast(({ posted }) => posted?.message === message)?.answer ??
        shown[first]?.answer ??
        reply()
      );
    };
    const wrong = async (who: (typeof CALLERS)[number]) => {
      await one.say(rumour(who));
      const card = await one.store.db
        .selectFrom('cards')
        .select('id')
        .where('claim', '=', `${who}-call`)
        .orderBy('created_at', 'desc')
        .executeTakeFirstOrThrow();
      return one.press(`wrong:${card.id}`, MODERATOR);
    };
    return { ...one, notice, wrong };
  };
  type Begun = Awaited<ReturnType<typeof begin>>;
  const breakIt = async (one: Begun) => {
    await one.press('setup:budget', ADMINISTRATOR, { values: ['12'] });
    for (const who of CALLERS.slice(0, 5)) await one.wrong(who);
    return one.notice('The breaker');
  };
  const opened = async ({ store }: Begun) =>
    (await workspaceRow(store.db, HOME))?.breaker_opened_at;

  describe('the notice of an open breaker', () => {
    it.each(['on it', 'by command'])(
      'says that it was closed %s, without its button',
      async (how) => {
        const one = await begin();
        const button = pressOf(await breakIt(one), 'Close the breaker');
        if (how === 'on it') await one.press(button, MODERATOR);
        else await one.command('breaker', { state: 'close' }, MODERATOR);
        const settled = one.notice('The breaker');
        expect(textOf(settled)).toContain('The breaker was closed since (2026-03-02 09:00 UTC).');
        expect(pressesOf(settled)).toEqual([]);
      },
    );

    it('has its button again when the closing is taken back', async () => {
      const one = await begin();
      const told = await breakIt(one);
      const before = await opened(one);
      const closed = await one.press(pressOf(told, 'Close the breaker'), MODERATOR);
      await one.press(pressOf(closed, 'Undo'), MODERATOR);
      expect(await opened(one)).toBe(before);
      expect(pressesOf(one.notice('The breaker'))).toEqual(pressesOf(told));
    });

    it('closes no breaker that opened later', async () => {
      const one = await begin();
      const button = pressOf(await breakIt(one), 'Close the breaker');
      await one.press(button, MODERATOR);
      expect(textOf(await one.press(button, MODERATOR))).toBe('The breaker is closed already.');
      await one.wait(MINUTE);
      const byHand = await one.command('breaker', { state: 'open' }, MODERATOR);
      const late = textOf(await one.press(button, MODERATOR));
      expect(late).toContain('This notice is out of date, so nothing was changed.');
      expect(await opened(one)).toBe(one.clock.now);
      await one.press('close-breaker', MODERATOR);
      await one.wait(MINUTE);
      await one.command('breaker', { state: 'open' }, MODERATOR);
      expect(textOf(await one.press(pressOf(byHand, 'Undo'), MODERATOR))).toContain('nothing was');
      expect(await opened(one)).toBe(one.clock.now);
    });

    it('says so at once when the breaker was closed before it was told', async () => {
      const one = await begin();
      one.wall.outcome = ({ do: what }) =>
        what === 'notify' ? { kind: 'later', after: MINUTE } : undefined;
      await one.press('setup:budget', ADMINISTRATOR, { values: ['12'] });
      for (const who of CALLERS.slice(0, 5)) await one.wrong(who);
      await one.press('close-breaker', MODERATOR);
      one.wall.outcome = () => undefined;
      await one.wait(2 * MINUTE);
      const told = one.wall.did('notify').at(-1)?.answer ?? reply();
      expect(textOf(told)).toContain('The breaker was closed since');
      expect(pressesOf(told)).toEqual([]);
    });
  });

  describe('the notice of a lowered claim', () => {
    const lower = async (one: Begun) => {
      await one.wrong('mayor');
      await one.wait(DAY);
      const second = await one.wrong('mayor');
      expect(textOf(second)).toContain('goes no further than cards in threads now');
      return one.notice('Lowered');
    };
    const cap = async ({ store }: Begun) => (await claimStateAt(store.db, HOME, 'mayor-call')).cap;

    it('lets the claim rise once, and says so', async () => {
      const one = await begin();
      const undo = pressOf(await lower(one), 'Undo');
      await one.press(undo, MODERATOR);
      expect(await cap(one)).toBeUndefined();
      expect(textOf(one.notice('Lowered'))).toContain('goes as far as the settings say again');
      expect(pressesOf(one.notice('Lowered'))).toEqual([]);
    });

    it('is out of date when an administrator decides otherwise', async () => {
      const one = await begin();
      const undo = pressOf(await lower(one), 'Undo');
      await one.command('rung', { rung: 'queue', claim: 'mayor-call' });
      expect(textOf(one.notice('Lowered'))).toContain('goes no further than asking moderators now');
      expect(textOf(await one.press(undo, MODERATOR))).toContain('out of date');
      expect(await cap(one)).toBe('queue');
    });
  });

  describe('the notice of readers’ objections', () => {
    const object = async (one: Begun) => {
      const message = await one.say(rumour('mayor'));
      const { id } = await one.store.db.selectFrom('cards').select('id').executeTakeFirstOrThrow();
      for (const voter of ['a', 'b', 'c'])
        await one.press(`vote:${id}:unfair`, { id: voter, standing: 'member' });
      return { message, id, told: one.notice('Readers') };
    };

    it('stays where it is when it is answered, and says what was decided', async () => {
      const one = await begin();
      const { told } = await object(one);
      const answer = await one.press(pressOf(told, 'Not about this'), MODERATOR);
      expect(answer.kind).toBe('reply');
      expect(textOf(one.notice('Readers'))).toContain('A moderator said: not about this (');
      expect(pressesOf(one.notice('Readers'))).toEqual([]);
      const again = await one.press(pressOf(told, 'Take the card away'), MODERATOR);
      expect(textOf(again)).toContain('This notice is out of date');
      expect(one.wall.standing.map(({ removed }) => removed)).toEqual([false]);
      await one.press(pressOf(answer, 'Undo'), MODERATOR);
      expect(pressesOf(one.notice('Readers'))).toEqual(pressesOf(told));
    });

    it.each(['taken away', 'lost with its message', 'deleted by hand'])(
      'says that the card is gone when it was %s',
      async (how) => {
        const one = await begin();
        const { message, told } = await object(one);
        const { handlers, outbox } = one.moderator;
        if (how === 'taken away') await one.press(pressOf(told, 'Take the card away'), MODERATOR);
        if (how === 'lost with its message') await handlers.deleted(HOME, [message]);
        if (how === 'deleted by hand')
          await handlers.deleted(HOME, [one.wall.standing[0]?.posted.message ?? '']);
        await outbox.settled();
        const settled = one.notice('Readers');
        expect(textOf(settled)).toContain('The card is not there any more (');
        expect(textOf(settled)).toContain('3 unfair or one-sided');
        expect(pressesOf(settled)).toEqual([]);
      },
    );
  });

  it('says of a card that is gone that there is nothing to take away', async () => {
    const one = await begin();
    const message = await one.say(rumour('mayor'));
    const { id } = await one.store.db.selectFrom('cards').select('id').executeTakeFirstOrThrow();
    await one.moderator.handlers.deleted(HOME, [message]);
    const answer = await one.press(`remove:${id}`, MODERATOR);
    expect(textOf(answer)).toBe('The card is not there any more, so nothing was changed.');
  });

  it.each(['in their time', 'with their workspace'])('are forgotten %s', async (when) => {
    const one = await begin();
    const kept = () => one.store.db.selectFrom('notices').select('about').execute();
    await breakIt(one);
    expect(await kept()).toEqual([{ about: 'breaker' }]);
    one.clock.now += 91 * DAY;
    if (when === 'in their time') await retain(one.moderator.core);
    else await one.moderator.handlers.left('desk', 'w');
    expect(await kept()).toEqual([]);
  });
});
