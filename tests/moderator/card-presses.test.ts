import { describe, expect, it } from 'vitest';
import { decisionOn } from '../../src/store/decisions.ts';
import { settingsAt } from '../../src/store/settings.ts';
import { changeWorkspace } from '../../src/store/workspaces.ts';
import { pressesOf, pressOf, textOf } from '../fixtures/answers.ts';
import { HOME, MINUTE } from '../fixtures/bench.ts';
import { CALLERS, rumour } from '../fixtures/calls.ts';
import { ADMINISTRATOR, benchesWith, MEMBER, MODERATOR, OTHER } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

const DAY = 86_400_000;

onBothStores((fresh) => {
  const begun = benchesWith(fresh);
  /** A bench with a card about the mayor. */
  const begin = async () => {
    const one = await begun();
    const message = await one.say(rumour('mayor'));
    const control = one.wall.standing[0]?.task.controls.find(
      (each) => 'press' in each && each.press.startsWith('why:'),
    );
    const why = control !== undefined && 'press' in control ? control.press : '';
    return { ...one, message, why, card: why.slice('why:'.length) };
  };

  describe('Why this card?', () => {
    it('says by which words it came, to anybody', async () => {
      const { press, why } = await begin();
      const answer = await press(why);
      expect(textOf(answer)).toContain('met: mayor, call, builder');
      expect(textOf(answer)).not.toContain('called the bridge builder');
      expect(pressesOf(answer)).toEqual([]);
    });

    it('shows moderators the votes and what they can do', async () => {
      const { press, why, card } = await begin();
      await press(`vote:${card}:helpful`, MEMBER);
      await press(`vote:${card}:out-of-date`, OTHER);
      const answer = await press(why, MODERATOR);
      expect(textOf(answer)).toContain('Readers: 1 helpful, 1 not helpful (1 out of date).');
      expect(textOf(answer)).toContain(
        '[Not about this]\n[Take the card away]\n[Mute this claim here]',
      );
    });

    it('says so of a shared card, and of one that is no longer kept', async () => {
      const { press, wall } = await begin();
      await press('share:baker-call');
      const shared = wall.standing[1]?.task.controls.find(
        (each) => 'press' in each && each.press.startsWith('why:'),
      );
      expect(
        textOf(await press(shared !== undefined && 'press' in shared ? shared.press : '')),
      ).toContain('shared');
      expect(textOf(await press('why:nothing'))).toContain('too old');
    });

    it('knows nothing of the cards of another workspace', async () => {
      const { press, why } = await begin();
      const elsewhere = { place: { ...HOME, workspace: 'other' } };
      expect(textOf(await press(why, MODERATOR, elsewhere))).toContain('too old');
    });
  });

  describe('a vote', () => {
    it('counts once a person, with its reason, and can be taken back', async () => {
      const { press, card, store } = await begin();
      const asked = await press(`vote:${card}:not-helpful`);
      const done = await press(pressOf(asked, 'Unfair or one-sided'));
      const votes = () => store.db.selectFrom('votes').select(['vote', 'voter']).execute();
      expect((await votes()).map(({ vote }) => vote)).toEqual(['unfair']);
      expect((await votes())[0]?.voter).not.toContain('ann');
      await press(pressOf(done, 'Take my vote back'));
      expect(await votes()).toEqual([]);
    });

    it('changes nothing but a count, however many there are', async () => {
      const { press, card, say, wait, wall } = await begin();
      for (let voter = 0; voter < 100; voter += 1)
        await press(`vote:${card}:wrong-claim`, { id: `raider${voter}`, standing: 'member' });
      await wait(DAY);
      expect(wall.under(await say(rumour('mayor')))).toHaveLength(1);
      expect(wall.did('notify')).toEqual([]);
    });

    it('with a reason reaches moderators when three readers gave one, once a card', async () => {
      const { press, card, store, wall } = await begin();
      await changeWorkspace(store.db, HOME, 0, { moderators_channel: 'mods' });
      const vote = (voter: string, reason: string) =>
        press(`vote:${card}:${reason}`, { id: voter, standing: 'member' });
      for (const voter of ['a', 'b', 'c']) await vote(voter, 'not-helpful');
      for (const voter of ['a', 'b']) await vote(voter, 'unfair');
      expect(wall.did('notify')).toEqual([]);
      for (const voter of ['c', 'd', 'e']) await vote(voter, 'unfair');
      const notices = wall.did('notify').map(({ answer }) => textOf(answer));
      expect(notices).toHaveLength(1);
      expect(notices[0]).toContain('3 not helpful (3 unfair or one-sided)');
    });

    it('that is none is refused', async () => {
      const { press, card } = await begin();
      expect(textOf(await press(`vote:${card}:drop-tables`))).toContain('too old');
    });
  });

  describe('moderators on a card', () => {
    it('lower its claim with a second wrong card, and let it rise again', async () => {
      const { press, card, say, wait, wall, store } = await begin();
      await press(`wrong:${card}`, MODERATOR);
      await wait(DAY);
      await say(rumour('mayor'));
      const second = why(wall.standing[1]?.task.controls).slice('why:'.length);
      const noted = await press(`wrong:${second}`, MODERATOR);
      await wait(DAY);
      const third = await say(rumour('mayor'));
      expect((await decisionOn(store.db, HOME, third))?.kind).toBe('card');
      expect(wall.under(third)[0]?.task.rung).toBe('thread');
      await press(pressOf(noted, 'Undo'), MODERATOR);
      await wait(DAY);
      expect(wall.under(await say(rumour('mayor')))[0]?.task.rung).toBe('channel');
    });

    it('open the breaker with five wrong cards, and close it', async () => {
      const { press, say, wall, store, wait, command } = await begin();
      await command('cooldown', { hours: '0' });
      await press('setup:budget', ADMINISTRATOR, { values: ['12'] });
      for (const who of CALLERS.slice(1, 5)) await say(rumour(who));
      for (const { task } of wall.standing)
        await press(`wrong:${why(task.controls).slice(4)}`, MODERATOR);
      await wait(MINUTE);
      const held = await say(rumour('sheriff'));
      expect((await decisionOn(store.db, HOME, held))?.reason).toBe('breaker');
      expect(textOf(await press('close-breaker'))).toContain('Moderators decide that');
      const closed = await press('close-breaker', MODERATOR);
      expect(textOf(await command('status'))).not.toContain('The breaker is open');
      await press(pressOf(closed, 'Undo'), MODERATOR);
      expect(textOf(await command('status'))).toContain('The breaker is open');
    });

    it('take it away, and post it again', async () => {
      const { press, card, wall, message } = await begin();
      const gone = await press(`remove:${card}`, MODERATOR);
      expect(wall.under(message)).toEqual([]);
      await press(pressOf(gone, 'Undo'), MODERATOR);
      expect(wall.under(message)).toHaveLength(1);
      const again = why(wall.under(message)[0]?.task.controls);
      await press(`remove:${again.slice(4)}`, MODERATOR);
      expect(wall.under(message)).toEqual([]);
    });

    it('leave no votes of a card that they took away, when it is posted again', async () => {
      const { press, card, message, store, wall } = await begin();
      await press(`vote:${card}:helpful`, MEMBER);
      const removed = await press(`remove:${card}`, MODERATOR);
      await press(pressOf(removed, 'Undo'), MODERATOR);
      expect(wall.under(message)).toHaveLength(1);
      expect(await store.db.selectFrom('votes').selectAll().execute()).toEqual([]);
    });

    it('are not asked whether a shared card is about a message', async () => {
      const { press, store, wall } = await begin();
      await changeWorkspace(store.db, HOME, 0, { moderators_channel: 'mods' });
      await press('share:baker-call');
      const shared = why(wall.standing[1]?.task.controls).slice('why:'.length);
      for (const voter of ['a', 'b', 'c'])
        await press(`vote:${shared}:unfair`, { id: voter, standing: 'member' });
      const [told] = wall.did('notify').map(({ answer }) => pressesOf(answer));
      expect(told).toEqual([`remove:${shared}:notice`]);
    });

    it('mute its claim in the channel, and let it speak again', async () => {
      const { press, say, wait, wall } = await begin();
      const muted = await press('mute-claim:mayor-call', MODERATOR);
      await wait(DAY);
      expect(wall.under(await say(rumour('mayor')))).toEqual([]);
      await press(pressOf(muted, 'Undo'), MODERATOR);
      expect(wall.under(await say(rumour('mayor')))).toHaveLength(1);
    });

    it('are no members', async () => {
      const { press, card, wall, message, store } = await begin();
      for (const name of [`wrong:${card}`, `remove:${card}`, 'mute-claim:mayor-call'])
        expect(textOf(await press(name))).toContain('Moderators decide that');
      expect(wall.under(message)).toHaveLength(1);
      expect(await store.db.selectFrom('verdicts').selectAll().execute()).toEqual([]);
    });
  });

  it('answers an unknown button, also one with a name of the language', async () => {
    const { press, store } = await begin();
    for (const name of [
      '',
      'constructor',
      '__proto__:x',
      'undo:constructor',
      'setup:nothing',
      'old:thing',
    ]) {
      const answer = await press(name, ADMINISTRATOR);
      expect(textOf(answer)).not.toBe('');
    }
    const { own } = await settingsAt(store.db, {} as never, HOME);
    expect(own).toEqual({});
  });
});

function why(controls: readonly object[] | undefined): string {
  const presses = (controls ?? []).flatMap((control) =>
    'press' in control ? [String(control.press)] : [],
  );
  return presses.find((press) => press.startsWith('why:')) ?? '';
}
