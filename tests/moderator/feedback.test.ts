import { afterEach, describe, expect, it } from 'vitest';
import { closeBreaker } from '../../src/moderator/feedback.ts';
import { decideSuggestion, undoSuggestion } from '../../src/moderator/queue.ts';
import { claimStateAt } from '../../src/store/claim-states.ts';
import { claimCounts } from '../../src/store/counts.ts';
import { queue } from '../../src/store/suggestions.ts';
import { castVote, votesOn } from '../../src/store/votes.ts';
import { changeWorkspace, workspaceRow } from '../../src/store/workspaces.ts';
import { type Bench, bench, HOME, MINUTE, START } from '../fixtures/bench.ts';
import { CALLERS, type Caller, rumour } from '../fixtures/calls.ts';
import { onBothStores } from '../fixtures/stores.ts';

onBothStores((fresh) => {
  const open: Bench[] = [];
  const begin = async () => {
    const one = await bench(await fresh(), { rung: 'queue' });
    open.push(one);
    await changeWorkspace(one.store.db, HOME, START, { moderators_channel: 'mods' });
    return one;
  };
  afterEach(async () => {
    for (const one of open.splice(0)) await one.end();
  });

  /** A message that moderators are asked about; returns the suggestion's id. */
  const suggested = async ({ say, store }: Bench, who: Caller, channel = 'c1') => {
    const place = { ...HOME, channel };
    await say(rumour(who), { place });
    return (await queue(store.db)).findLast((row) => row.channel === channel)?.id ?? '';
  };

  describe('of two moderators who press at once', () => {
    it('the first decides', async () => {
      const one = await begin();
      const { core, outbox } = one.moderator;
      const id = await suggested(one, 'mayor');
      const presses = await Promise.all([
        decideSuggestion(core, id, 'posted', 'mo'),
        decideSuggestion(core, id, 'not-about', 'max'),
        decideSuggestion(core, id, 'posted', 'mia'),
      ]);
      await outbox.settled();
      expect(presses.filter(({ kind }) => kind === 'done')).toHaveLength(1);
      const decided = presses.find(({ kind }) => kind === 'too-late');
      expect(decided).toMatchObject({ suggestion: { decided_at: START } });
      const posted = decided?.kind === 'too-late' && decided.suggestion.state === 'posted';
      expect(one.wall.standing).toHaveLength(posted ? 1 : 0);
    });
  });

  describe('a suggestion', () => {
    it('is posted on a press, and taken away on undo', async () => {
      const one = await begin();
      const { core, outbox } = one.moderator;
      const id = await suggested(one, 'mayor');
      await decideSuggestion(core, id, 'posted', 'mo');
      await outbox.settled();
      expect(one.wall.standing.map(({ card }) => card.claim)).toEqual(['mayor-call']);
      expect(await claimCounts(one.store.db)).toMatchObject([{ shown: 1, confirmed: 1 }]);
      await undoSuggestion(core, id, 'mo');
      await outbox.settled();
      expect(one.wall.standing.map(({ removed }) => removed)).toEqual([true]);
      expect(await claimCounts(one.store.db)).toMatchObject([{ shown: 1, confirmed: 0 }]);
    });

    it('cannot be posted when its six hours are over', async () => {
      const one = await begin();
      const id = await suggested(one, 'mayor');
      one.clock.now += 6 * 60 * MINUTE;
      const settled = await decideSuggestion(one.moderator.core, id, 'posted', 'mo');
      expect(settled.kind).toBe('too-late');
      expect(one.wall.did('post')).toEqual([]);
    });

    it('mutes its claim there and nowhere else, until that is undone', async () => {
      const one = await begin();
      const { core } = one.moderator;
      const { db } = one.store;
      const id = await suggested(one, 'mayor');
      await decideSuggestion(core, id, 'muted', 'mo');
      expect((await claimStateAt(db, HOME, 'mayor-call')).muted).toBe(true);
      expect((await claimStateAt(db, { ...HOME, channel: 'c2' }, 'mayor-call')).muted).toBe(false);
      await undoSuggestion(core, id, 'mo');
      expect((await claimStateAt(db, HOME, 'mayor-call')).muted).toBe(false);
      expect(await queue(db)).toHaveLength(1);
    });
  });

  it('lowers a claim after two cards that were not about it, tells why, and can be undone', async () => {
    const one = await begin();
    const { core, outbox } = one.moderator;
    const ids = [await suggested(one, 'mayor', 'c1'), await suggested(one, 'mayor', 'c2')];
    for (const id of ids) await decideSuggestion(core, id, 'not-about', 'mo');
    await outbox.settled();
    const cap = async () => (await claimStateAt(one.store.db, HOME, 'mayor-call')).cap;
    expect(await cap()).toBeDefined();
    expect(JSON.stringify(one.wall.did('notify'))).toContain('Lowered');
    await undoSuggestion(core, ids[0] ?? '', 'mo');
    expect(await cap()).toBeUndefined();
  });

  it('leaves alone what an administrator set by hand, but to lower it further', async () => {
    const one = await begin();
    const { core, handlers } = one.moderator;
    const options = { rung: 'queue', claim: 'mayor-call' };
    const person = { id: 'root', standing: 'administrator' } as const;
    await handlers.administer({ place: HOME, person, command: 'rung', options });
    const cap = async () => (await claimStateAt(one.store.db, HOME, 'mayor-call')).cap;
    const ids = [await suggested(one, 'mayor', 'c1'), await suggested(one, 'mayor', 'c2')];
    await decideSuggestion(core, ids[0] ?? '', 'not-about', 'mo');
    expect(await cap()).toBe('queue');
    await undoSuggestion(core, ids[0] ?? '', 'mo');
    expect(await cap()).toBe('queue');
    for (const id of ids) await decideSuggestion(core, id, 'not-about', 'mo');
    expect(await cap()).toBe('shadow');
  });

  it('counts a card that two moderators find wrong once', async () => {
    const one = await begin();
    const { core, handlers, outbox } = one.moderator;
    await decideSuggestion(core, await suggested(one, 'mayor'), 'posted', 'mo');
    await outbox.settled();
    const [card] = await one.store.db.selectFrom('cards').select('id').execute();
    for (const id of ['mo', 'max']) {
      const person = { id, standing: 'moderator' } as const;
      const press = `wrong:${card?.id}`;
      await handlers.press({ place: HOME, person, press, values: [], fields: {} });
    }
    expect(await claimCounts(one.store.db)).toMatchObject([{ shown: 1, wrong: 1 }]);
  });

  it('opens the breaker at five wrong cards, and asks until it is closed', async () => {
    const one = await begin();
    const { core, outbox } = one.moderator;
    const { db } = one.store;
    for (const [at, who] of CALLERS.slice(0, 5).entries())
      await decideSuggestion(core, await suggested(one, who, `c${at}`), 'not-about', 'mo');
    await outbox.settled();
    expect((await workspaceRow(db, HOME))?.breaker_opened_at).toBe(START);
    expect(JSON.stringify(one.wall.did('notify'))).toContain('The breaker is open');
    const id = await suggested(one, 'sheriff', 'c9');
    expect((await queue(db)).find((row) => row.id === id)?.reason).toBe('breaker');
    expect(await closeBreaker(db, HOME, START)).toBe(true);
    expect(await closeBreaker(db, HOME, START)).toBe(false);
  });

  it('only counts what readers say, one vote a person and card', async () => {
    const one = await begin();
    const { core, outbox } = one.moderator;
    const { db } = one.store;
    await decideSuggestion(core, await suggested(one, 'mayor'), 'posted', 'mo');
    await outbox.settled();
    const [card] = await db.selectFrom('cards').select('id').execute();
    for (let reader = 0; reader < 50; reader++)
      for (const vote of ['helpful', 'wrong-claim'])
        await castVote(db, card?.id ?? '', core.hash(HOME, `reader-${reader}`), vote, START);
    expect(await votesOn(db, card?.id ?? '')).toEqual(new Map([['wrong-claim', 50]]));
    expect(await claimStateAt(db, HOME, 'mayor-call')).toEqual({ muted: false });
    expect(await claimCounts(db)).toEqual([
      { claim: 'mayor-call', shown: 1, confirmed: 1, wrong: 0, ignored: 0 },
    ]);
  });
});
