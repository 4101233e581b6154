import { describe, expect, it } from 'vitest';
import { queue } from '../../src/store/suggestions.ts';
import { pressOf, textOf } from '../fixtures/answers.ts';
import { HOME, MINUTE } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { ADMINISTRATOR, benchesWith, MEMBER, MODERATOR, OTHER } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

const WAIT = 5 * MINUTE;

onBothStores((fresh) => {
  const begun = benchesWith(fresh);
  /** A bench on which the author alone has seen a card. */
  const begin = async () => {
    const one = await begun();
    await one.press('setup:author-first', ADMINISTRATOR, { values: [String(WAIT)] });
    const message = await one.say(rumour('mayor'));
    const whisper = one.wall.did('whisper')[0];
    if (whisper === undefined) throw new Error('nothing was whispered');
    return { ...one, message, whisper };
  };

  describe('the author of a message', () => {
    it('sees the card first, and everybody after a while', async () => {
      const { whisper, wall, message, wait } = await begin();
      expect(whisper.person).toBe(MEMBER.id);
      expect(textOf(whisper.answer)).toContain('In 5 minutes');
      expect(wall.under(message)).toEqual([]);
      await wait(WAIT);
      expect(wall.under(message)).toHaveLength(1);
    });

    it('may post it at once', async () => {
      const { whisper, press, wall, message } = await begin();
      await press(pressOf(whisper.answer, 'Post it for everybody'));
      expect(wall.under(message)).toHaveLength(1);
    });

    it('may edit the message instead', async () => {
      const { whisper, press, wall, message, wait, moderator, clock } = await begin();
      expect(textOf(await press(pressOf(whisper.answer, 'I will edit my message')))).toContain(
        'Take your time',
      );
      const author = { id: MEMBER.id, kind: 'person', roles: [] } as const;
      await moderator.handlers.edited({
        place: HOME,
        id: message,
        author,
        at: clock.now,
        text: 'a lovely day',
      });
      await wait(WAIT);
      expect(wall.under(message)).toEqual([]);
    });

    it('may find it wrong: then moderators are asked, and may post it', async () => {
      const { whisper, press, wall, message, wait, store } = await begin();
      await press(pressOf(whisper.answer, 'Not about this'));
      await wait(WAIT);
      expect(wall.under(message)).toEqual([]);
      const open = await queue(store.db);
      expect(open.map(({ reason }) => reason)).toEqual(['author']);
      await press(`post:${open[0]?.id}`, MODERATOR);
      expect(wall.under(message)).toHaveLength(1);
    });

    it('has their objection counted when the card stands already', async () => {
      const { whisper, press, wall, message, wait, store } = await begin();
      await wait(WAIT);
      expect(textOf(await press(pressOf(whisper.answer, 'Not about this')))).toContain('counted');
      expect(wall.under(message)).toHaveLength(1);
      const votes = await store.db.selectFrom('votes').select('vote').execute();
      expect(votes).toEqual([{ vote: 'wrong-claim' }]);
    });

    it('is told that there is nothing to decide once the message is gone', async () => {
      const { whisper, press, message, moderator, store } = await begin();
      await moderator.handlers.deleted(HOME, [message]);
      for (const label of ['Post it for everybody', 'I will edit my message', 'Not about this'])
        expect(textOf(await press(pressOf(whisper.answer, label)))).toContain('no card any more');
      expect(await queue(store.db)).toEqual([]);
    });

    it('is nobody else', async () => {
      const { whisper, press, wall, message } = await begin();
      for (const label of ['Post it for everybody', 'Not about this'])
        expect(textOf(await press(pressOf(whisper.answer, label), OTHER))).toContain(
          'Only the author',
        );
      expect(wall.under(message)).toEqual([]);
    });
  });
});
