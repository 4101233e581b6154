import { describe, expect, it } from 'vitest';
import { ADMIN_COMMANDS } from '../../src/moderate/request.ts';
import { FIRST_SETTINGS } from '../../src/moderate/settings.ts';
import { decisionOn } from '../../src/store/decisions.ts';
import { changeLayer, settingsAt } from '../../src/store/settings.ts';
import { pressesOf, pressOf, textOf } from '../fixtures/answers.ts';
import { type Bench, HOME, MINUTE } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { ADMINISTRATOR, benchesWith, MEMBER, MODERATOR } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

const HOUR = 60 * MINUTE;
const BY = { moderator: 'root', at: 0 };

onBothStores((fresh) => {
  const begin = benchesWith(fresh);
  const inForce = async ({ store }: Pick<Bench, 'store'>, channel = 'c1') =>
    (await settingsAt(store.db, FIRST_SETTINGS, { ...HOME, channel })).settings;

  it('refuses every command to members, and an administrator’s to moderators', async () => {
    const one = await begin();
    for (const command of ADMIN_COMMANDS)
      expect(textOf(await one.command(command, {}, MEMBER))).toContain('decide that here');
    for (const command of ['setup', 'rung', 'topics'] as const)
      expect(textOf(await one.command(command, { rung: 'channel' }, MODERATOR))).toContain(
        'Administrators',
      );
    expect(await one.store.db.selectFrom('settings').selectAll().execute()).toEqual([]);
  });

  describe('rung', () => {
    it('sets how far the bot may go in a channel or everywhere, and can be undone', async () => {
      const one = await begin({});
      const set = await one.command('rung', { rung: 'queue' });
      expect(await inForce(one)).toMatchObject({ rung: 'queue' });
      expect(await inForce(one, 'c2')).toMatchObject({ rung: 'shadow' });
      expect(textOf(set)).toContain('No topic is chosen yet');
      await one.press(pressOf(set, 'Undo'), ADMINISTRATOR);
      expect(await inForce(one)).toMatchObject({ rung: 'shadow' });
      await one.command('rung', { rung: 'thread workspace' });
      expect(await inForce(one, 'c2')).toMatchObject({ rung: 'thread' });
    });

    it('sets how far one claim may go', async () => {
      const one = await begin();
      const set = await one.command('rung', { rung: 'queue', claim: 'mayor-call' });
      const held = await one.say(rumour('mayor'));
      expect((await decisionOn(one.store.db, HOME, held))?.reason).toBe('lowered');
      await one.press(pressOf(set, 'Undo'), ADMINISTRATOR);
      const place = { ...HOME, channel: 'c2' };
      expect(one.wall.under(await one.say(rumour('mayor'), { place }))).toHaveLength(1);
      expect(textOf(await one.command('rung', { rung: 'queue no-such-claim' }))).toContain(
        'no claim',
      );
    });

    it('says what is in force when the word is no rung', async () => {
      const one = await begin();
      expect(textOf(await one.command('rung', { rung: 'loud' }))).toContain(
        '"loud" is no rung. In force here: channel',
      );
    });
  });

  describe('topics', () => {
    it('chooses by name, all or none, and refuses what is no topic', async () => {
      const one = await begin({});
      await one.command('topics', { topics: 'bridges everywhere' });
      expect(await inForce(one, 'c2')).toMatchObject({ topics: ['bridges'] });
      await one.command('topics', { topics: 'none' });
      expect(await inForce(one)).toMatchObject({ topics: [] });
      expect(textOf(await one.command('topics', { topics: 'bridges, tunnels' }))).toContain(
        'no topic "tunnels"',
      );
      await one.command('topics', { topics: 'all' });
      expect(await inForce(one)).toMatchObject({ topics: 'all' });
    });

    it('brings a list to tick when nothing is named', async () => {
      const one = await begin({});
      const list = await one.command('topics');
      await one.press(pressOf(list, 'Topics it may speak on'), ADMINISTRATOR, {
        values: ['bridges', 'unknown'],
      });
      expect(await inForce(one)).toMatchObject({ topics: ['bridges'] });
    });
  });

  describe('cooldown', () => {
    it('says how long a claim stays quiet', async () => {
      const one = await begin();
      const set = await one.command('cooldown', { hours: '30 min' }, MODERATOR);
      await one.say(rumour('mayor'));
      await one.wait(31 * MINUTE);
      await one.say(rumour('mayor'));
      expect(one.wall.standing).toHaveLength(2);
      await one.press(pressOf(set, 'Undo'), MODERATOR);
      expect(await inForce(one)).toMatchObject({ cooldown: 12 * HOUR });
      expect(textOf(await one.command('cooldown', { hours: 'soon' }))).toContain(
        'In force here: a claim comes again after 12 hours',
      );
    });
  });

  describe('inherit', () => {
    it('takes back what a channel, or the workspace, set of its own', async () => {
      const one = await begin();
      await one.command('rung', { rung: 'queue workspace' });
      await one.command('rung', { rung: 'shadow' });
      await one.command('cooldown', { hours: '1h' }, MODERATOR);
      await one.command('topics', { topics: 'none' });
      expect(textOf(await one.command('rung', { rung: 'inherit' }))).toContain(
        'How far it may go: from now on in this channel as its category or the workspace says: asking moderators.',
      );
      await one.command('cooldown', { hours: 'Inherit' }, MODERATOR);
      const topics = await one.command('topics', { topics: 'inherit' });
      expect(textOf(topics)).toContain('as its category or the workspace says: all.');
      expect(await inForce(one)).toMatchObject({ rung: 'queue', cooldown: 12 * HOUR });
      expect(await one.store.db.selectFrom('settings').select('scope').execute()).toEqual([
        { scope: 'workspace' },
      ]);
      const back = await one.command('rung', { rung: 'inherit', where: 'workspace' });
      expect(textOf(back)).toContain('as where nobody set anything');
      await one.press(pressOf(back, 'Undo'), ADMINISTRATOR);
      await one.press(pressOf(topics, 'Undo'), ADMINISTRATOR);
      expect(await inForce(one)).toMatchObject({ rung: 'queue', topics: [] });
    });

    it('says so where there is nothing to take back', async () => {
      const one = await begin();
      expect(textOf(await one.command('topics', { topics: 'inherit' }))).toContain(
        'Topics: nothing is set in this channel',
      );
    });

    it('takes the same as setting it', async () => {
      const one = await begin();
      await one.command('rung', { rung: 'queue' });
      for (const press of ['inherit:channel=c1:rung', 'undo:setting:channel=c1:rung:inherit'])
        expect(textOf(await one.press(press, MODERATOR))).toContain('Administrators');
      expect(await inForce(one)).toMatchObject({ rung: 'queue' });
    });

    it('changes nothing for a press that nobody offered', async () => {
      const one = await begin();
      for (const press of [
        'inherit:channel=c1:loudness',
        'inherit:everywhere:rung',
        'undo:setting:channel=c1:rung:"loud"',
        'undo:setting:channel=c1:budget:[',
        'undo:setting:channel=c1:constructor:1',
      ])
        await one.press(press, ADMINISTRATOR);
      expect(await one.store.db.selectFrom('settings').select('scope').execute()).toEqual([]);
    });

    it('is offered beside the list of topics where the channel has its own', async () => {
      const one = await begin();
      expect(pressesOf(await one.command('topics'))).toEqual(['setup:channel-topics']);
      await one.command('topics', { topics: 'none' });
      await one.press(pressOf(await one.command('topics'), 'Inherit again'), ADMINISTRATOR);
      expect(pressesOf(await one.command('topics'))).toEqual(['setup:channel-topics']);
    });
  });

  describe('mute', () => {
    it('quiets a claim in the channel or the workspace, and back', async () => {
      const one = await begin();
      await one.command('mute', { claim: 'mayor-call workspace' }, MODERATOR);
      const elsewhere = { ...HOME, channel: 'c2' };
      expect(one.wall.under(await one.say(rumour('mayor'), { place: elsewhere }))).toEqual([]);
      const back = await one.command('unmute', { claim: 'mayor-call workspace' }, MODERATOR);
      expect(one.wall.under(await one.say(rumour('mayor'), { place: elsewhere }))).toHaveLength(1);
      await one.press(pressOf(back, 'Undo'), MODERATOR);
      expect(one.wall.under(await one.say(rumour('mayor')))).toEqual([]);
    });

    it('keeps out of a channel when no claim is named', async () => {
      const one = await begin();
      const muted = await one.command('mute', {}, MODERATOR);
      await one.say(rumour('mayor'));
      expect(await one.store.db.selectFrom('decisions').select('id').execute()).toEqual([]);
      await one.press(pressOf(muted, 'Undo'), MODERATOR);
      await one.say(rumour('mayor'));
      expect(one.wall.standing).toHaveLength(1);
    });

    it('listens as before when that is taken back, also in an exempt category', async () => {
      const one = await begin();
      await changeLayer(one.store.db, HOME, { scope: 'workspace' }, { exempt: true }, BY);
      await one.command('unmute', {}, MODERATOR);
      const muted = await one.command('mute', {}, MODERATOR);
      await one.press(pressOf(muted, 'Undo'), MODERATOR);
      expect(await inForce(one)).toMatchObject({ exempt: false });
    });
  });

  describe('breaker', () => {
    it('is opened and closed by hand, and either can be undone', async () => {
      const one = await begin();
      const opened = await one.command('breaker', { state: 'open' }, MODERATOR);
      expect(textOf(await one.command('breaker', {}, MODERATOR))).toContain('is open');
      await one.press(pressOf(opened, 'Undo'), MODERATOR);
      expect(textOf(await one.command('breaker', {}, MODERATOR))).toContain('is closed');
    });
  });

  describe('status', () => {
    it('says what is in force, what is used and what is held down', async () => {
      const one = await begin();
      await one.say(rumour('baker'));
      await one.command('mute', { claim: 'mayor-call' }, MODERATOR);
      await one.command('rung', { rung: 'queue pilot-call' });
      const status = textOf(await one.command('status', {}, MODERATOR));
      expect(status).toContain('Cards in the last hour: 1\n');
      expect(status).toContain('(mayor-call): muted here');
      expect(status).toContain('(pilot-call): no further than asking moderators');
    });
  });

  describe('explain', () => {
    it('says why a message got a card or none, by id or by link, from what was kept', async () => {
      const one = await begin();
      await one.say(rumour('mayor'));
      const again = await one.say(rumour('mayor'));
      for (const message of [again, `https://discord.com/channels/w/c1/${again}`]) {
        const why = textOf(await one.command('explain', { message }, MODERATOR));
        expect(why).toContain('the claim had a card in this channel a short while ago');
        expect(why).toContain('met: mayor, call, builder');
      }
      const latest = textOf(await one.command('explain', {}, MODERATOR));
      expect(latest).toContain(`https://wall.example/c1/${again}`);
    });

    it('reads the time out of a Slack link', async () => {
      const one = await begin();
      await one.say(rumour('mayor'), { id: '1772442000.000100' });
      const link = 'https://harbour.slack.com/archives/c1/p1772442000000100?thread_ts=1';
      expect(textOf(await one.command('explain', { message: link }, MODERATOR))).toContain(
        'A card under the message',
      );
    });

    it('says so when nothing is kept', async () => {
      const one = await begin();
      const chatter = await one.say('what a lovely day');
      expect(textOf(await one.command('explain', { message: chatter }, MODERATOR))).toContain(
        'Nothing is kept',
      );
    });
  });
});
