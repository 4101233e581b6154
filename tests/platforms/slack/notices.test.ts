import { expect, it } from 'vitest';
import { addNotAbout } from '../../../src/moderator/feedback.ts';
import { claimStateAt } from '../../../src/store/claim-states.ts';
import { workspaceRow } from '../../../src/store/workspaces.ts';
import { START } from '../../fixtures/bench.ts';
import { CALLERS, type Caller } from '../../fixtures/calls.ts';
import type { SlackMessage } from './channel-history.ts';
import { elementsOf } from './element-values.ts';
import { apiError } from './faults.ts';
import { moderated } from './moderated.ts';

/** The real moderator, with what is needed to mark cards as wrong and to press on a notice. */
async function begin() {
  const stage = await moderated();
  const { slack, boss, mods, run, workspace } = stage;
  const wrong = (who: Caller, subject: string) => {
    const { core } = run.moderator;
    const place = { ...workspace, channel: 'C1' };
    const claim = `${who}-call`;
    return core.store
      .locked([], (db) =>
        addNotAbout(
          db,
          core,
          { place, subject, claim, rung: 'channel' },
          { moderator: 'x', at: START },
        ),
      )
      .then(() => core.wake());
  };
  const pressed = async (message: SlackMessage, button: string) => {
    const outcome = await slack.press(boss, { channel: mods, ts: message.ts }, button);
    return outcome.responses.waitFor(() => true);
  };
  return { ...stage, wrong, pressed };
}

function buttonsOf({ blocks = [] }: SlackMessage): readonly string[] {
  return elementsOf(blocks).map(({ element }) => String(element.action_id));
}

it('edits the notice of an open breaker when it is closed', async () => {
  const { slack, run, workspace, wrong, pressed } = await begin();
  for (const who of CALLERS.slice(0, 5)) await wrong(who, who);
  const { message } = await slack.waitForMessage(({ kind }) => kind === 'message');
  const [button = ''] = buttonsOf(message);
  expect(await pressed(message, button)).toMatchObject({ action: 'ephemeral' });
  const { message: settled } = await slack.waitForMessage(({ kind }) => kind === 'update');
  expect(settled.ts).toBe(message.ts);
  expect(settled.text).toContain('The breaker was closed since');
  expect(buttonsOf(settled)).toEqual([]);
  expect((await workspaceRow(run.store.db, workspace))?.breaker_opened_at).toBeNull();
});

it('does nothing, and says so, for a button that an edit could not take away', async () => {
  const { slack, run, workspace, wrong, pressed } = await begin();
  for (const subject of ['one', 'two']) await wrong('mayor', subject);
  const { message } = await slack.waitForMessage(({ kind }) => kind === 'message');
  slack.failNext('chat.update', apiError('cant_update_message'));
  const place = { ...workspace, channel: 'C1' };
  const person = { id: 'root', standing: 'administrator' } as const;
  const options = { rung: 'queue', claim: 'mayor-call' };
  await run.moderator.handlers.administer({ place, person, command: 'rung', options });
  await slack.waitForCall('chat.update');
  const late = await pressed(message, buttonsOf(message)[0] ?? '');
  expect(late.text).toContain('This notice is out of date, so nothing was changed.');
  expect((await claimStateAt(run.store.db, place, 'mayor-call')).cap).toBe('queue');
});
