import { describe, expect, it } from 'vitest';
import { pressesOf, textOf } from '../fixtures/answers.ts';
import { HOME, MINUTE } from '../fixtures/bench.ts';
import { callReader, rumour } from '../fixtures/calls.ts';
import { ADMINISTRATOR, benchesWith, MODERATOR, OTHER } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

onBothStores((fresh) => {
  const begin = benchesWith(fresh);

  describe('Share', () => {
    it('posts the card into the channel, or into the thread it was pressed in', async () => {
      const { press, wall } = await begin();
      await press('share:baker-call');
      await press('share:pilot-call', OTHER, { thread: 't1' });
      expect(
        wall
          .did('post')
          .map(({ card, rung, thread, message }) => [card.claim, rung, thread, message]),
      ).toEqual([
        ['baker-call', 'channel', undefined, undefined],
        ['pilot-call', 'thread', 't1', undefined],
      ]);
    });

    it('counts against the budget of the hour, and the budget against it', async () => {
      const { press, say, wall, wait } = await begin();
      for (const who of ['mayor', 'bishop', 'baker']) await press(`share:${who}-call`);
      expect(wall.under(await say(rumour('pilot')))).toEqual([]);
      expect(textOf(await press('share:painter-call'))).toContain('used up (3)');
      await wait(61 * MINUTE);
      await press('share:painter-call');
      expect(wall.standing).toHaveLength(4);
    });

    it('posts once when two press at once', async () => {
      const { press, wall } = await begin();
      await Promise.all([press('share:baker-call'), press('share:baker-call', OTHER)]);
      expect(wall.standing).toHaveLength(1);
    });

    it('is not offered and does nothing where it is switched off', async () => {
      const { ask, press, wall } = await begin();
      await press('setup:switch:share:off', ADMINISTRATOR);
      expect(pressesOf(await ask('baker-call'))).not.toContain('share:baker-call');
      expect(textOf(await press('share:baker-call'))).toContain('switched off');
      expect(wall.tasks).toEqual([]);
    });

    it('stays silent where the bot only watches', async () => {
      const { ask, press, wall } = await begin({});
      expect(pressesOf(await ask('baker-call'))).not.toContain('share:baker-call');
      expect(textOf(await press('share:baker-call'))).toContain('only watches');
      expect(wall.tasks).toEqual([]);
    });

    it('respects a mute, and refuses a claim that is not published', async () => {
      const { press, command, wall } = await begin({
        rung: 'channel',
        reader: callReader({ pilot: { lifecycle: 'retired' } }),
      });
      await command('mute', { claim: 'baker-call' }, MODERATOR);
      expect(textOf(await press('share:baker-call'))).toContain('muted');
      expect(textOf(await press('share:pilot-call'))).toContain('no longer published');
      expect(wall.tasks).toEqual([]);
    });

    it('does not stop the same claim in another channel', async () => {
      const { press, wall } = await begin();
      await press('share:baker-call');
      await press('share:baker-call', OTHER, { place: { ...HOME, channel: 'c2' } });
      expect(wall.standing).toHaveLength(2);
    });
  });
});
