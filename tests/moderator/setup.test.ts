import { describe, expect, it } from 'vitest';
import { FIRST_SETTINGS } from '../../src/moderate/settings.ts';
import { cardPostedAs } from '../../src/store/cards.ts';
import { claimCounts } from '../../src/store/counts.ts';
import { layerOf, settingsAt } from '../../src/store/settings.ts';
import { votesByClaim } from '../../src/store/votes.ts';
import { pressOf, textOf } from '../fixtures/answers.ts';
import { HOME } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { ADMINISTRATOR, benchesWith, MODERATOR } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

onBothStores((fresh) => {
  const begin = benchesWith(fresh);

  describe('the guided first configuration', () => {
    it('leads from silence to the first card', async () => {
      const { command, press, say, wall } = await begin({});
      await say(rumour('mayor'));
      const panel = await command('setup');
      expect(textOf(panel)).toContain('This week it would have spoken or asked once.');
      await press(pressOf(panel, 'Topics it may speak on'), ADMINISTRATOR, { values: ['bridges'] });
      await press(pressOf(panel, 'How far it may go'), ADMINISTRATOR, { values: ['channel'] });
      const channel = await press(pressOf(panel, 'Moderators’ channel'), ADMINISTRATOR, {
        values: ['mods'],
      });
      await press(pressOf(channel, 'Send a test card there'), ADMINISTRATOR);
      expect(wall.standing.map(({ posted }) => posted.channel)).toEqual(['mods']);
      const done = await press(pressOf(channel, 'Done'), ADMINISTRATOR);
      expect(textOf(done)).toContain('Bridges and who builds them');
      expect(wall.under(await say(rumour('baker')))).toHaveLength(1);
    });

    it('shows what it would have said as links', async () => {
      const { command, press, say } = await begin({});
      const message = await say(rumour('mayor'));
      const seen = textOf(
        await press(pressOf(await command('setup'), 'See what it would have said'), ADMINISTRATOR),
      );
      expect(seen).toContain("The mayor's call about the bridge: a card");
      expect(seen).toContain(`https://wall.example/c1/${message}`);
      expect(seen).not.toContain('called the bridge builder');
    });

    it('takes a test card away again', async () => {
      const { command, press, wall } = await begin({});
      await press('setup:channel', ADMINISTRATOR, { values: ['mods'] });
      const sent = await press(
        pressOf(await command('setup'), 'Send a test card there'),
        ADMINISTRATOR,
      );
      await press(pressOf(sent, 'Undo'), ADMINISTRATOR);
      expect(wall.standing.map(({ removed }) => removed)).toEqual([true]);
    });

    it('counts a test card as none: neither as shown, nor against the cards to come', async () => {
      const { command, press, say, store, wall } = await begin();
      await press('setup:channel', ADMINISTRATOR, { values: ['mods'] });
      await press(pressOf(await command('setup'), 'Send a test card there'), ADMINISTRATOR);
      const [test] = wall.standing;
      const card = await cardPostedAs(store.db, HOME, test?.posted.message ?? '');
      await press(`vote:${card?.id}:helpful`, MODERATOR);
      expect(await claimCounts(store.db)).toEqual([]);
      expect(await votesByClaim(store.db)).toEqual(new Map());
      expect(textOf(await press(`why:${card?.id}`, MODERATOR))).toContain('sent it as a test');
      const there = { place: { ...HOME, channel: 'mods' } };
      expect(wall.under(await say(rumour('mayor'), there))).toHaveLength(1);
      expect(await claimCounts(store.db)).toMatchObject([{ claim: 'mayor-call', shown: 1 }]);
    });

    it('is an administrator’s', async () => {
      const { press, store } = await begin({});
      for (const step of ['start', 'topics', 'rung', 'channel', 'test', 'more', 'budget'])
        expect(textOf(await press(`setup:${step}`, MODERATOR, { values: ['channel'] }))).toContain(
          'Administrators',
        );
      expect(await store.db.selectFrom('settings').selectAll().execute()).toEqual([]);
    });

    it('changes nothing for a value that is none of the choices', async () => {
      const { press, store } = await begin({});
      for (const step of [
        'rung',
        'budget',
        'author-first',
        'switch:rung:on',
        'switch:exempt:perhaps',
      ])
        await press(`setup:${step}`, ADMINISTRATOR, { values: ['loud'] });
      const { settings } = await settingsAt(store.db, FIRST_SETTINGS, HOME);
      expect(settings).toEqual(FIRST_SETTINGS);
    });
  });

  describe('the finer settings of a channel', () => {
    it('are chosen on a panel of their own', async () => {
      const { press, store } = await begin({});
      const panel = await press('setup:more', ADMINISTRATOR);
      await press(pressOf(panel, 'Cards per hour'), ADMINISTRATOR, { values: ['5'] });
      await press(pressOf(panel, 'Author first'), ADMINISTRATOR, { values: ['300000'] });
      await press(pressOf(panel, 'Only stated claims'), ADMINISTRATOR);
      await press(pressOf(panel, 'Switch sharing off'), ADMINISTRATOR);
      await press('setup:roles-set', ADMINISTRATOR, {
        fields: { roles: '<@&123456789> S0ABCDEF, x' },
      });
      const { settings } = await settingsAt(store.db, FIRST_SETTINGS, HOME);
      expect(settings).toMatchObject({
        budget: 5,
        authorFirst: 300_000,
        onlyStated: true,
        share: false,
        exemptRoles: ['123456789', 'S0ABCDEF'],
      });
    });

    it('are inherited again one by one', async () => {
      const { press, store } = await begin({});
      const panel = await press('setup:more', ADMINISTRATOR);
      expect(textOf(panel)).not.toContain('Inherit again');
      await press('setup:budget', ADMINISTRATOR, { values: ['5'] });
      const own = await press('setup:switch:share:off', ADMINISTRATOR);
      const inherit = pressOf(own, 'Inherit again');
      const after = await press(inherit, ADMINISTRATOR, { values: ['share'] });
      expect(textOf(after)).toContain('Inherited again: Members may share cards.');
      await press(inherit, ADMINISTRATOR, { values: ['nonsense'] });
      expect(await layerOf(store.db, HOME, { scope: 'channel', id: 'c1' })).toEqual({ budget: 5 });
    });
  });
});
