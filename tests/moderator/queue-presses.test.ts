import { describe, expect, it } from 'vitest';
import { reply } from '../../src/moderate/answer.ts';
import { decisionOn } from '../../src/store/decisions.ts';
import { queue } from '../../src/store/suggestions.ts';
import { changeWorkspace } from '../../src/store/workspaces.ts';
import { pressesOf, pressOf, textOf } from '../fixtures/answers.ts';
import { HOME, MINUTE } from '../fixtures/bench.ts';
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

    it('takes no press from another workspace', async () => {
      const { entry, press, wall, store } = await begin();
      const place = { ...HOME, workspace: 'other' };
      const answer = await press(pressOf(entry, 'Post'), MODERATOR, { place });
      expect(textOf(answer)).toContain('no longer kept');
      expect(wall.standing).toEqual([]);
      expect(await queue(store.db)).toHaveLength(1);
    });

    it('tells whoever presses twice that it is decided, and blames nobody else', async () => {
      const { entry, press } = await begin();
      await press(pressOf(entry, 'Post'), MODERATOR);
      expect(textOf(await press(pressOf(entry, 'Post'), MODERATOR))).toBe(
        'Already decided: the card is posted.',
      );
    });

    it('is not asked again when its message is merely touched up', async () => {
      const { entry, press, message, moderator, store, clock } = await begin();
      await press(pressOf(entry, 'Not about this'), MODERATOR);
      const author = { id: 'ann', kind: 'person', roles: [] } as const;
      const text = rumour('mayor', 'yes');
      await moderator.handlers.edited({ place: HOME, id: message, author, at: clock.now, text });
      expect(await queue(store.db)).toEqual([]);
      expect((await decisionOn(store.db, HOME, message))?.kind).toBe('suggest');
    });

    it('that was shown although the answer was lost says what became of it', async () => {
      const one = await begun({ rung: 'queue' });
      await changeWorkspace(one.store.db, WORKSPACE, 0, { moderators_channel: 'mods' });
      one.wall.outcome = () => 'performed but lost';
      const message = await one.say(rumour('mayor'));
      one.wall.outcome = () => undefined;
      await one.moderator.handlers.deleted(HOME, [message]);
      await one.wait(MINUTE);
      const last = one.wall.did('notify').at(-1);
      expect(last?.posted).toBeDefined();
      expect(textOf(last?.answer ?? reply())).toContain('The message was deleted or rewritten');
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

    it('leaves the entry as it is now, with its buttons when it is open again', async () => {
      const { entry, press, wall } = await begin();
      const settled = await press(pressOf(entry, 'Not about this'), MODERATOR);
      const undone = await press(pressOf(settled, 'Undo'), MODERATOR);
      expect(textOf(undone)).toContain('Taken back: the suggestion is open again.');
      expect(undone.kind).toBe('update');
      const last = wall.did('notify').at(-1)?.answer ?? settled;
      for (const shown of [undone, last]) expect(pressesOf(shown)).toEqual(pressesOf(entry));
      const posted = await press(pressOf(entry, 'Post'), MODERATOR);
      const gone = await press(pressOf(posted, 'Undo'), MODERATOR);
      expect(textOf(gone)).toContain('A moderator took the decision back');
      expect(pressesOf(gone)).toEqual([]);
      expect(textOf(await press(pressOf(entry, 'Post'), MODERATOR))).toContain('not asked again');
    });

    it('says so when it comes too late for the suggestion, or a second time', async () => {
      const { entry, press, wait, wall, store } = await begin();
      const settled = await press(pressOf(entry, 'Not about this'), MODERATOR);
      await wait(6 * 60 * MINUTE);
      const undo = pressOf(settled, 'Undo');
      expect(textOf(await press(undo, MODERATOR))).toContain('took the decision back');
      expect(textOf(wall.did('notify').at(-1)?.answer ?? entry)).toContain(
        'took the decision back',
      );
      expect(textOf(await press(undo, MODERATOR))).toContain('no decision on it to take back');
      expect(await queue(store.db)).toEqual([]);
    });

    it.each(['deleted', 'rewritten'])('asks no more about a message that was %s', async (how) => {
      const { entry, press, message, moderator, store, clock } = await begin();
      const settled = await press(pressOf(entry, 'Not about this'), MODERATOR);
      const { handlers } = moderator;
      const author = { id: 'ann', kind: 'person', roles: [] } as const;
      const text = 'a lovely day';
      if (how === 'deleted') await handlers.deleted(HOME, [message]);
      else await handlers.edited({ place: HOME, id: message, author, at: clock.now, text });
      const undone = await press(pressOf(settled, 'Undo'), MODERATOR);
      expect(textOf(undone)).toContain('took the decision back');
      expect(await queue(store.db)).toEqual([]);
    });

    it('opens nothing that ended by itself', async () => {
      const { entry, press, message, moderator, store } = await begin();
      const settled = await press(pressOf(entry, 'Not about this'), MODERATOR);
      await press(pressOf(settled, 'Undo'), MODERATOR);
      await moderator.handlers.deleted(HOME, [message]);
      await press(pressOf(settled, 'Undo'), MODERATOR);
      expect(await queue(store.db)).toEqual([]);
    });

    it('is refused to a member', async () => {
      const { entry, press, wall, message } = await begin();
      const settled = await press(pressOf(entry, 'Post'), MODERATOR);
      await press(pressOf(settled, 'Undo'), MEMBER);
      expect(wall.under(message)).toHaveLength(1);
    });
  });
});
