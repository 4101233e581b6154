import type { App } from '@slack/bolt';
import { reply } from '../../moderate/answer.ts';
import { answerView, type ShownAnswer } from './answer.ts';
import type { SlackAction } from './asked.ts';
import { ADMIN, CHECK, CONTEXT, SEARCH } from './commands.ts';
import type { Counter } from './counter.ts';
import { defined, originOf, unpacked } from './origin.ts';
import type { SlackMessage } from './payloads.ts';
import { threadOf } from './place.ts';
import { TITLE } from './respond.ts';

const LOOKING = reply('Looking…') as ShownAnswer;

/**
 * Takes commands, buttons, lists, forms, shortcuts and App Home to the counter. Each is acknowledged at once, in far less than
 * Slack's three seconds, and answered when the answer is there.
 */
export function takeInteractions(app: App, counter: Counter): void {
  takeCommands(app, counter);
  takeShortcuts(app, counter);
  app.action({ type: 'block_actions' }, async ({ ack, body, action }) => {
    await ack();
    counter.pressed(action as SlackAction, originOf(body));
  });
  app.view({ type: 'view_submission' }, async ({ ack, body, view }) => {
    const kept = unpacked(view.private_metadata);
    const closes = kept.responseUrl !== undefined;
    // With a response_url the form closes and the answer comes below; without one it is shown where the form was.
    if (closes) await ack();
    else await ack({ response_action: 'update', view: waiting(view.private_metadata) });
    const trigger = 'trigger_id' in body ? String(body.trigger_id) : undefined;
    const modal = closes ? undefined : view.id;
    const origin = defined({ ...kept, user: body.user.id, trigger, modal });
    counter.submitted(view.callback_id, view.state.values, origin);
  });
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') counter.cameHome(event.user);
  });
}

function takeCommands(app: App, counter: Counter): void {
  for (const { command } of [CONTEXT, ADMIN]) {
    app.command(command, async ({ ack, body }) => {
      await ack();
      counter.commanded(body.command, body.text, {
        user: body.user_id,
        channel: body.channel_id,
        trigger: body.trigger_id,
        responseUrl: body.response_url,
      });
    });
  }
}

function takeShortcuts(app: App, counter: Counter): void {
  const check = { callback_id: CHECK.callback_id, type: 'message_action' } as const;
  app.shortcut(check, async ({ ack, body }) => {
    await ack();
    const message = body.message as SlackMessage;
    const origin = {
      user: body.user.id,
      channel: body.channel.id,
      thread: threadOf(message),
      trigger: body.trigger_id,
      responseUrl: body.response_url,
    };
    counter.checked(message, body.channel.id, defined(origin));
  });
  const search = { callback_id: SEARCH.callback_id, type: 'shortcut' } as const;
  app.shortcut(search, async ({ ack, body }) => {
    await ack();
    counter.searched({ user: body.user.id, trigger: body.trigger_id });
  });
}

/** What stands where the form was until the answer is there. */
function waiting(metadata: string) {
  return answerView(LOOKING, TITLE, metadata);
}
