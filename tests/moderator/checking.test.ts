import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/message.ts';
import type { Person } from '../../src/moderate/person.ts';
import { cardsIn, expectFits, textOf } from '../fixtures/answers.ts';
import { type Bench, HOME, MINUTE } from '../fixtures/bench.ts';
import { callReader, rumour } from '../fixtures/calls.ts';
import { benchesWith, MEMBER, MODERATOR } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

onBothStores((fresh) => {
  const begin = benchesWith(fresh);
  const check = async (
    { moderator, clock }: Bench,
    text: string,
    { person = MEMBER, ...more }: Partial<Message> & { readonly person?: Person } = {},
  ) => {
    const author = { id: 'cat', kind: 'person', roles: [] } as const;
    const message = { place: HOME, id: 'checked', author, at: clock.now, text, ...more };
    const answer = await moderator.handlers.check({ person, message });
    expectFits(answer);
    return answer;
  };

  describe('Check this message', () => {
    it('shows the card of the claim it repeats, also where the bot never saw it', async () => {
      const one = await begin({});
      expect(cardsIn(await check(one, rumour('pilot')))).toEqual(['pilot-call']);
      expect(one.wall.tasks).toEqual([]);
      expect(await one.store.db.selectFrom('decisions').select('id').execute()).toEqual([]);
    });

    it('says in a line that there is none, and explains it to moderators', async () => {
      const one = await begin();
      const text = 'the mayor crossed the bridge';
      const answer = await check(one, text);
      expect(cardsIn(answer)).toEqual([]);
      expect(textOf(answer)).toBe('No published claim comes near this message.');
      const explained = await check(one, text, { person: MODERATOR });
      expect(textOf(explained)).toContain('no claim came near enough');
    });

    it('says so when the claim stands in a quoted line', async () => {
      const answer = await check(await begin(), `> ${rumour('pilot')}\nis that so`);
      expect(textOf(answer)).toContain('What the message quotes');
      expect(cardsIn(answer)).toEqual(['pilot-call']);
    });

    it('tells moderators what was decided, with the words that met', async () => {
      const one = await begin();
      await one.say(rumour('mayor'));
      const id = await one.say(rumour('mayor'));
      const answer = textOf(await check(one, rumour('mayor'), { id, person: MODERATOR }));
      expect(answer).toContain('What Sidenote did about this message:');
      expect(answer.split('Silence: the claim had a card')).toHaveLength(2);
      expect(answer).toContain('mayor “mayor”');
    });

    it('decides again about a message that it never decided about, however old', async () => {
      const one = await begin({});
      const at = one.clock.now - 100_000 * MINUTE;
      const answer = textOf(await check(one, rumour('mayor'), { at, person: MODERATOR }));
      expect(answer).toContain('did not decide about this message');
      expect(answer).toContain('topic is not chosen here');
    });

    it('shows no claim that is not published', async () => {
      const one = await begin({ reader: callReader({ pilot: { lifecycle: 'shadow' } }) });
      expect(cardsIn(await check(one, rumour('pilot')))).toEqual([]);
    });

    it('answers from memory when the store fails', async () => {
      const one = await begin();
      await one.store.db.schema.dropTable('decisions').execute();
      expect(cardsIn(await check(one, rumour('pilot')))).toEqual(['pilot-call']);
    });
  });
});
