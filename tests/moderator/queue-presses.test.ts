import { describe, expect, it } from 'vitest';
import { queue } from '../../src/store/suggestions.ts';
import { changeWorkspace } from '../../src/store/workspaces.ts';
import { pressOf, textOf } from '../fixtures/answers.ts';
import { MINUTE } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { benchesWith, MEMBER, MODERATOR } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

const WORKSPACE = { platform: 'desk', workspace: 'w' } as const;
const SECOND = { ...MODERATOR, id: 'mod2' };

onBothStores((fresh) => {
  const begun = benchesWith(fresh);
  /** A bench with one suggestion in the moderators' channel. */
  const begin = async () => {
    const one = await begun({ rung: 'queue' });
    await changeWorkspace(one.store.db, WORKSPACE, 0, { moderators_channel: 'mods' });
    const message = await one.say(rumour('mayor'));
    const [shown] = one.wall.did('notify');
    const entry = shown?.answer;
    if (entry === undefined) throw new Error('no suggestion was shown');
    return { ...one, message, entry };
  };

  describe('a suggestion', () => {
    it('shows link, reason, evidence by name and the card, never the text', async () => {
      const { entry, message, wall } = await begin();
      const text = textOf(entry);
      expect(text).toContain(`https://wall.example/c1/${message}`);
      expect(text).toContain('moderators decide in this channel');
      expect(text).toContain('met by mayor, call, builder');
      expect(text).not.toContain('called the bridge builder');
      expect(text).toContain('[Post]\n[Not about this]\n[Mute this claim here]');
      expect(wall.did('notify')[0]?.place.channel).toBe('mods');
    });

    it('is posted by a moderator and says so', async () => {
      const { entry, press, wall, message } = await begin();
      const settled = await press(pressOf(entry, 'Post'), MODERATOR);
      expect(textOf(settled)).toContain('A moderator posted the card');
      expect(wall.under(message)).toHaveLength(1);
      expect(textOf(wall.did('notify').at(-1)?.answer ?? entry)).toContain(
        'A moderator posted the card',
      );
    });

    it('takes the first decision when two press at once', async () => {
      const { entry, press, wall, message } = await begin();
      const both = await Promise.all([
        press(pressOf(entry, 'Post'), MODERATOR),
        press(pressOf(entry, 'Not about this'), SECOND),
      ]);
      const late = both.filter((answer) => textOf(answer).includes('quicker'));
      expect(late).toHaveLength(1);
      expect(wall.under(message).length).toBe(textOf(both[0]).includes('quicker') ? 0 : 1);
    });

    it('is refused to a member, politely and without effect', async () => {
      const { entry, press, wall, store } = await begin();
      for (const label of ['Post', 'Not about this', 'Mute this claim here'])
        expect(textOf(await press(pressOf(entry, label), MEMBER))).toContain(
          'Moderators decide that',
        );
      expect(wall.standing).toEqual([]);
      expect(await queue(store.db)).toHaveLength(1);
    });

    it('expires after six hours', async () => {
      const { entry, press, wait } = await begin();
      await wait(6 * 60 * MINUTE);
      expect(textOf(await press(pressOf(entry, 'Post'), MODERATOR))).toContain('expired');
    });

    it('mutes its claim in its channel, not in the moderators’', async () => {
      const { entry, press, say, store } = await begin();
      await press(pressOf(entry, 'Mute this claim here'), MODERATOR, {
        place: { ...WORKSPACE, channel: 'mods' },
      });
      await say(rumour('mayor'));
      expect(await queue(store.db)).toEqual([]);
    });
  });

  describe('Undo', () => {
    it('takes a posted card away', async () => {
      const { entry, press, wall, message } = await begin();
      const settled = await press(pressOf(entry, 'Post'), MODERATOR);
      await press(pressOf(settled, 'Undo'), SECOND);
      expect(wall.under(message)).toEqual([]);
    });

    it.each(['Not about this', 'Mute this claim here'])(
      'opens the suggestion again after "%s"',
      async (label) => {
        const { entry, press, wall, message } = await begin();
        const settled = await press(pressOf(entry, label), MODERATOR);
        await press(pressOf(settled, 'Undo'), MODERATOR);
        await press(pressOf(entry, 'Post'), MODERATOR);
        expect(wall.under(message)).toHaveLength(1);
      },
    );

    it('is refused to a member', async () => {
      const { entry, press, wall, message } = await begin();
      const settled = await press(pressOf(entry, 'Post'), MODERATOR);
      await press(pressOf(settled, 'Undo'), MEMBER);
      expect(wall.under(message)).toHaveLength(1);
    });
  });
});
