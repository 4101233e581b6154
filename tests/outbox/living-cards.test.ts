import { afterEach, describe, expect, it } from 'vitest';
import { editProgress } from '../../src/store/edits.ts';
import { changeWorkspace } from '../../src/store/workspaces.ts';
import { type Bench, bench, HOME, MINUTE, START } from '../fixtures/bench.ts';
import { callReader, rumour } from '../fixtures/calls.ts';
import { onBothStores } from '../fixtures/stores.ts';

const REFUTED = { mayor: { verification: 'refuted' } } as const;

onBothStores((fresh) => {
  const open: Bench[] = [];
  const begin = async () => {
    const one = await bench(await fresh(), { rung: 'channel' });
    open.push(one);
    await changeWorkspace(one.store.db, HOME, START, { moderators_channel: 'mods' });
    return one;
  };
  afterEach(async () => {
    for (const one of open.splice(0)) await one.end();
  });

  describe('when a claim changes', () => {
    it('edits its cards and no others', async () => {
      const { say, wall, moderator } = await begin();
      const mine = await say(rumour('mayor'));
      await say(rumour('bishop'));
      await moderator.reload(callReader(REFUTED));
      await moderator.outbox.settled();
      expect(wall.did('edit')).toHaveLength(1);
      expect(wall.under(mine)[0]?.card.verification).toBe('refuted');
    });

    it('edits a card that was posted before the change, by a try whose answer was lost', async () => {
      const { say, wall, wait, moderator } = await begin();
      wall.outcome = (task) =>
        task.do === 'post' && !task.again ? 'performed but lost' : undefined;
      const id = await say(rumour('mayor'));
      await moderator.reload(callReader(REFUTED));
      await wait(10_000);
      const [standing] = wall.under(id);
      expect(standing?.card.verification).toBe('refuted');
      expect(standing?.notes).toHaveLength(1);
      expect(wall.did('edit')).toHaveLength(1);
    });

    it('makes one edit of three changes', async () => {
      const { say, wall, moderator } = await begin();
      await say(rumour('mayor'));
      for (const verification of ['disputed', 'unverified', 'refuted'] as const)
        await moderator.reload(callReader({ mayor: { verification } }));
      await moderator.outbox.settled();
      expect(wall.did('edit').map(({ card }) => card.verification)).toEqual(['refuted']);
      expect(wall.did('note')).toHaveLength(1);
    });

    it('writes one line under the card when its status or a response changed', async () => {
      const { say, wall, moderator } = await begin();
      const id = await say(rumour('mayor'));
      await moderator.reload(callReader(REFUTED));
      await moderator.outbox.settled();
      expect(wall.under(id)[0]?.notes).toEqual([
        'Updated: the status is now “Refuted”, it was “Reported”; the card above shows it.',
      ]);
    });

    it('writes none for a change of wording', async () => {
      const { say, wall, moderator } = await begin();
      await say(rumour('mayor'));
      await moderator.reload(
        callReader({ mayor: { statement: 'The mayor is said to have phoned.' } }),
      );
      await moderator.outbox.settled();
      expect(wall.did('edit')).toHaveLength(1);
      expect(wall.did('note')).toEqual([]);
    });

    it('notes the way back as well', async () => {
      const { say, wall, moderator } = await begin();
      const id = await say(rumour('mayor'));
      for (const changed of [REFUTED, {}, REFUTED]) {
        await moderator.reload(callReader(changed));
        await moderator.outbox.settled();
      }
      expect(wall.under(id)[0]?.notes).toHaveLength(3);
    });

    it('strikes the cards of a retired claim', async () => {
      const { say, wall, moderator } = await begin();
      const id = await say(rumour('mayor'));
      await moderator.reload(callReader({ mayor: { lifecycle: 'retired' } }));
      await moderator.outbox.settled();
      expect(wall.under(id)[0]?.card.retired).toBe(true);
      expect(wall.under(id)[0]?.notes[0]).toContain('withdrawn');
    });

    it('writes a line where it may not edit, and tells moderators', async () => {
      const { say, wall, moderator, store } = await begin();
      const id = await say(rumour('mayor'));
      wall.outcome = ({ do: what }) =>
        what === 'edit' ? { kind: 'refused', missing: 'edit_window_closed' } : undefined;
      await moderator.reload(
        callReader({ mayor: { statement: 'The mayor is said to have phoned.' } }),
      );
      await moderator.outbox.settled();
      expect(wall.under(id)[0]?.notes).toEqual([
        'Updated: the wording of this claim changed; its full context has the new one.',
      ]);
      expect(JSON.stringify(wall.did('notify'))).toContain('Not up to date');
      expect(await editProgress(store.db)).toEqual({ standing: 1, behind: 0, uneditable: 1 });
    });

    it('leaves a card alone that somebody deleted', async () => {
      const { say, wall, moderator } = await begin();
      await say(rumour('mayor'));
      await moderator.handlers.deleted(HOME, ['p1']);
      await moderator.reload(callReader(REFUTED));
      await moderator.outbox.settled();
      expect(wall.did('edit')).toEqual([]);
    });
  });

  it('goes on with the edits after a restart', async () => {
    const address = await fresh();
    const before = await bench(address, { rung: 'channel' });
    for (const who of ['mayor', 'bishop', 'baker'] as const) await before.say(rumour(who));
    const { wall, clock } = before;
    wall.outcome = ({ do: what }) =>
      what === 'edit' ? { kind: 'later', after: MINUTE } : undefined;
    const reader = callReader({
      ...REFUTED,
      bishop: { verification: 'disputed' },
    });
    await before.moderator.reload(reader);
    await before.moderator.outbox.settled();
    expect(await editProgress(before.store.db)).toMatchObject({ standing: 3, behind: 2 });
    await before.end();
    wall.outcome = () => undefined;
    clock.now += MINUTE;
    const after = await bench(address, { rung: 'channel', wall, clock, reader });
    open.push(after);
    await after.moderator.outbox.settled();
    expect(wall.standing.map(({ card }) => card.verification)).toEqual([
      'refuted',
      'disputed',
      'reported',
    ]);
    expect(await editProgress(after.store.db)).toMatchObject({ behind: 0 });
  });
});
