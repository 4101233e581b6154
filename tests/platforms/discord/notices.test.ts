import { expect, it } from 'vitest';
import { addNotAbout } from '../../../src/moderator/feedback.ts';
import { workspaceRow } from '../../../src/store/workspaces.ts';
import { START } from '../../fixtures/bench.ts';
import { CALLERS, rumour } from '../../fixtures/calls.ts';
import { moderated } from './moderated.ts';
import { buttonsOf, readable } from './readable.ts';

type Begun = Awaited<ReturnType<typeof moderated>>;

/** Five cards that were not about their messages. */
async function openBreaker({ run, workspace }: Begun) {
  const { core } = run.moderator;
  const place = { ...workspace, channel: '1' };
  const by = { moderator: 'mo', at: core.now() };
  await core.store.locked([], async (db) => {
    for (const who of CALLERS.slice(0, 5)) {
      const wrong = { place, subject: who, claim: `${who}-call`, rung: 'channel' } as const;
      await addNotAbout(db, core, wrong, by);
    }
  });
  core.wake();
}

it('edits the notice of an open breaker when it is closed, and when that is taken back', async () => {
  const one = await moderated();
  const { discord, mods, mo, run, workspace } = one;
  await openBreaker(one);
  const notice = await discord.waitForMessage((each) => readable(each).includes('breaker is open'));
  const [button] = buttonsOf(notice).map(({ custom_id }) => String(custom_id));
  const closed = await discord.acts.press(mo, mods, notice, button ?? '');
  expect(closed.ephemeral).toBe(true);
  const settled = await discord.waitForEdit(({ id }) => id === notice.id);
  expect(readable(settled)).toContain('The breaker was closed since');
  expect(buttonsOf(settled)).toEqual([]);
  if (closed.message === null) throw new Error('nothing was answered');
  const [undo] = buttonsOf(closed.message).map(({ custom_id }) => String(custom_id));
  await discord.acts.press(mo, mods, closed.message, undo ?? '');
  const again = await discord.waitForEdit(
    (each) => each.id === notice.id && buttonsOf(each).length > 0,
  );
  expect(readable(again)).toContain('The breaker is open');
  expect((await workspaceRow(run.store.db, workspace))?.breaker_opened_at).toBe(START);
});

it('does nothing, and says so, for a button that an edit could not take away', async () => {
  const one = await moderated();
  const { discord, general, mods, ana, mo, run, workspace } = one;
  discord.talk.say(general, ana, rumour('mayor'));
  const card = await discord.waitForMessage(({ channel_id }) => channel_id === general.id);
  const vote = /"vote:([^:"]+):/.exec(JSON.stringify(card.components))?.[1];
  const place = { ...workspace, channel: general.id };
  for (const id of ['a', 'b', 'c']) {
    const person = { id, standing: 'member' } as const;
    const press = `vote:${vote}:unfair`;
    await run.moderator.handlers.press({ place, person, press, values: [], fields: {} });
  }
  const notice = await discord.waitForMessage((each) => readable(each).includes('Readers object'));
  const refused = { kind: 'status', status: 403, code: 50001 } as const;
  discord.failNext(`PATCH /channels/${mods.id}/messages/:message`, refused);
  const buttons = buttonsOf(notice).map(({ custom_id }) => String(custom_id));
  const wrong = await discord.acts.press(mo, mods, notice, buttons[0] ?? '');
  expect(wrong.ephemeral).toBe(true);
  await discord.waitForRequest(({ method, path }) => method === 'PATCH' && path.includes(mods.id));
  const late = await discord.acts.press(mo, mods, notice, buttons[1] ?? '');
  if (late.message === null) throw new Error('nothing was answered');
  expect(readable(late.message)).toContain('This notice is out of date, so nothing was changed.');
  expect(discord.talk.botMessages(general)).toHaveLength(1);
});
