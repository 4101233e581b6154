import { App, LogLevel } from '@slack/bolt';
import { describe, expect, test, vi } from 'vitest';
import { bench, cleanups, type Mode, start } from './bolt-bench.ts';

const BUTTON = {
  type: 'actions',
  block_id: 'row',
  elements: [
    {
      type: 'button',
      action_id: 'vote',
      value: 'up',
      text: { type: 'plain_text', text: 'Helpful' },
    },
  ],
};

describe.each<Mode>(['socket', 'http'])('Bolt by %s', (mode) => {
  test('a message is answered in its thread, with metadata that can be read back', async () => {
    const all = await bench(mode);
    const { slack, app, channel, editor } = all;
    app.message('hello', async ({ message, client }) => {
      const metadata = { event_type: 'card', event_payload: { marker: 'm1' } };
      const where = { channel: message.channel, thread_ts: message.ts };
      await client.chat.postMessage({ ...where, text: 'hello yourself', metadata });
    });
    await start(all, mode);
    const ts = slack.say(channel, editor, 'hello there');
    const { message } = await slack.waitForMessage(({ kind }) => kind === 'message');
    expect(message).toMatchObject({ text: 'hello yourself', thread_ts: ts });
    const thread = await app.client.conversations.replies({
      channel,
      ts,
      include_all_metadata: true,
    });
    expect(thread.messages?.map(({ metadata }) => metadata?.event_payload)).toEqual([
      undefined,
      { marker: 'm1' },
    ]);
    expect(slack.violations).toEqual([]);
    expect(JSON.stringify(slack.calls.items)).not.toContain(slack.botToken);
  });

  test('edits, previews, deletions and tombstones arrive under their subtypes', async () => {
    const all = await bench(mode);
    const { slack, app, channel, editor } = all;
    const seen: string[] = [];
    app.event('message', async ({ event }) => {
      const inner = 'message' in event ? `:${event.message.subtype ?? 'text'}` : '';
      seen.push(`${event.subtype ?? 'plain'}${inner}`);
    });
    await start(all, mode);
    const ts = slack.say(channel, editor, 'first');
    await slack.settled();
    slack.edit(channel, ts, 'second');
    await slack.settled();
    slack.attachPreview(channel, ts, 'A page');
    await slack.settled();
    const reply = slack.say(channel, editor, 'in the thread', { threadTs: ts });
    await slack.settled();
    slack.delete(channel, ts);
    await slack.settled();
    slack.delete(channel, reply);
    await slack.settled();
    expect(seen).toEqual([
      'plain',
      'message_changed:text',
      'message_changed:text',
      'plain',
      'message_changed:tombstone',
      'message_deleted',
    ]);
  });

  test('app_mention comes beside message: two event ids, one ts', async () => {
    const all = await bench(mode);
    const { slack, channel, editor } = all;
    await start(all, mode);
    const ts = slack.say(channel, editor, `<@${slack.workspace.bot.userId}> is this so?`);
    await slack.settled();
    const [message, mention] = slack.deliveries.all;
    expect([message?.type, mention?.type]).toEqual(['message', 'app_mention']);
    expect(message?.eventId).not.toBe(mention?.eventId);
    expect(message?.body.event).toHaveProperty('ts', ts);
    expect(mention?.body.event).toHaveProperty('ts', ts);
  });

  test('a redelivered event keeps its event_id and counts its retries', async () => {
    const all = await bench(mode);
    const { slack, app, channel, editor } = all;
    const seen: unknown[] = [];
    app.event('message', async ({ body, context }) => {
      seen.push([body.event_id, context.retryNum]);
    });
    await start(all, mode);
    slack.say(channel, editor, 'once');
    await slack.settled();
    const eventId = slack.deliveries.all[0]?.eventId ?? '';
    const attempts = await slack.redeliver(eventId, 2);
    expect(attempts.map(({ ack }) => ack.outcome)).toEqual(['acknowledged', 'acknowledged']);
    const first = mode === 'socket' ? 0 : undefined;
    expect(seen).toEqual([
      [eventId, first],
      [eventId, 1],
      [eventId, 2],
    ]);
  });

  test('a slash command is acknowledged with a private message, then answered by response_url', async () => {
    const all = await bench(mode);
    const { slack, app, channel, editor } = all;
    app.command('/context', async ({ ack, respond, command }) => {
      await ack({ response_type: 'ephemeral', text: `Looking for ${command.text}` });
      await respond({ text: 'Found it', response_type: 'in_channel' });
    });
    await start(all, mode);
    const { ack, responses } = await slack.command(editor, channel, '/context', 'the vote');
    expect(ack.outcome).toBe('acknowledged');
    expect(responses.items[0]).toMatchObject({ via: 'ack', text: 'Looking for the vote' });
    const public_ = await responses.waitFor(({ via }) => via === 'response_url');
    expect(public_).toMatchObject({ action: 'in_channel', text: 'Found it' });
    expect(slack.message(channel, public_.ts)?.text).toBe('Found it');
  });

  test('a command that nobody acknowledges in time fails, and stays failed when the answer comes late', async () => {
    const all = await bench(mode, { ackDeadlineMs: 50 });
    const { slack, app, channel, editor } = all;
    const late = Promise.withResolvers<void>();
    app.command('/context', async ({ ack }) => {
      await late.promise;
      await ack('too late');
    });
    await start(all, mode);
    const { ack, responses } = await slack.command(editor, channel, '/context', 'x');
    expect(ack.outcome).toBe('unanswered');
    late.resolve();
    const outcome = mode === 'socket' ? 'late' : 'unanswered';
    await vi.waitFor(() => expect(ack.outcome).toBe(outcome));
    expect(responses.items).toEqual([]);
  });

  test('a press carries the button; its ephemeral answer can be replaced', async () => {
    const all = await bench(mode);
    const { slack, app, channel, editor } = all;
    app.action('vote', async ({ ack, action, body, respond }) => {
      await ack();
      const value = 'value' in action ? action.value : undefined;
      if (body.type !== 'block_actions') return;
      const replace = body.container.is_ephemeral === true;
      await respond({ text: `noted ${value}`, replace_original: replace, blocks: [BUTTON] });
    });
    await start(all, mode);
    await app.client.chat.postMessage({ channel, text: 'card', blocks: [BUTTON] });
    const { message } = await slack.waitForMessage(({ kind }) => kind === 'message');
    const press = await slack.press(editor, { channel, ts: message.ts }, 'vote', 'up');
    const note = await press.responses.waitFor(({ text }) => text === 'noted up');
    expect(note.action).toBe('ephemeral');
    const again = await slack.press(editor, { channel, ts: note.ts }, 'vote');
    const replaced = await again.responses.waitFor(() => true);
    expect(replaced).toMatchObject({ action: 'replaced', ts: note.ts });
    await expect(slack.press(editor, { channel, ts: message.ts }, 'nothing')).rejects.toThrow(
      'there is: vote=up',
    );
  });

  test('a trigger_id opens one modal, which can be filled in and submitted', async () => {
    const all = await bench(mode);
    const { slack, app, editor } = all;
    const view = {
      type: 'modal' as const,
      callback_id: 'search',
      title: { type: 'plain_text' as const, text: 'Search' },
      submit: { type: 'plain_text' as const, text: 'Find' },
      blocks: [
        {
          type: 'input',
          block_id: 'words',
          label: { type: 'plain_text', text: 'Words' },
          element: { type: 'plain_text_input', action_id: 'words' },
        },
      ],
    };
    const second = Promise.withResolvers<unknown>();
    app.shortcut('search', async ({ ack, client, shortcut }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view });
      const again = client.views.open({ trigger_id: shortcut.trigger_id, view });
      await again.catch((error: Error) => second.resolve(error.message));
    });
    app.view('search', async ({ ack, view: submitted }) => {
      const entered = submitted.state.values.words?.words?.value;
      await ack({ response_action: 'errors', errors: { words: `nothing for ${entered}` } });
    });
    await start(all, mode);
    const { views } = await slack.globalShortcut(editor, 'search');
    const { id } = await views.waitFor(() => true);
    expect(await second.promise).toContain('exchanged_trigger_id');
    const submitted = await slack.submitView(editor, id, { words: { words: 'tariffs' } });
    expect(submitted.ack.payload).toMatchObject({ errors: { words: 'nothing for tariffs' } });
    expect(slack.workspace.modals.get(editor)).toHaveLength(1);
    await expect(slack.submitView(editor, id, {})).rejects.toThrow('must be filled');
  });

  test('the home page is published when it is opened', async () => {
    const all = await bench(mode);
    const { slack, app, editor } = all;
    app.event('app_home_opened', async ({ event, client }) => {
      const view = { type: 'home' as const, blocks: [BUTTON] };
      await client.views.publish({ user_id: event.user, view });
    });
    await start(all, mode);
    await slack.openHome(editor);
    await slack.waitForCall('views.publish');
    expect(slack.home(editor)?.blocks).toMatchObject([BUTTON]);
  });
});

describe('HTTP', () => {
  test.each([
    ['right', 200],
    ['wrong', 401],
    ['stale', 401],
    ['missing', 401],
  ] as const)('a %s signature is answered %i', async (signature, status) => {
    const all = await bench('http');
    await start(all, 'http');
    const body = { type: 'event_callback', event: { type: 'app_mention' }, team_id: 'T1' };
    const dispatch = { kind: 'events_api' as const, body, retryNum: 0 };
    expect(await all.slack.http.send(dispatch, signature)).toMatchObject({ status });
  });

  test('the URL is verified by its challenge', async () => {
    const all = await bench('http');
    await start(all, 'http');
    const { challenge, answered } = await all.slack.http.verifyUrl();
    expect(answered).toBe(challenge);
  });

  test('an event that finds nobody is sent three more times', async () => {
    const { slack, channel, editor } = await bench('http', { retryDelaysMs: [0, 1, 1] });
    slack.sendTo('http://127.0.0.1:1/slack/events');
    slack.say(channel, editor, 'is anybody there');
    const { delivery } = await slack.deliveries.attempts.waitFor(() => true, 5000, 'attempt', 4);
    expect(delivery.attempts.map(({ retryNum }) => retryNum)).toEqual([0, 1, 2, 3]);
    expect(delivery.attempts[1]?.retryReason).toBe('connection_failed');
  });
});

describe('Socket Mode', () => {
  test('each payload goes to one of several connections', async () => {
    const first = await bench('socket');
    await start(first, 'socket');
    const { slack, channel, editor } = first;
    const clientOptions = { slackApiUrl: slack.apiUrl };
    const second = new App({
      token: slack.botToken,
      appToken: slack.appToken,
      socketMode: true,
      clientOptions,
      logLevel: LogLevel.ERROR,
    });
    await start({ ...first, app: second }, 'socket');
    await slack.socket.waitForConnection(2);
    for (const text of ['one', 'two', 'three', 'four']) slack.say(channel, editor, text);
    await slack.settled();
    expect(slack.socket.connections.items.map(({ delivered }) => delivered)).toEqual([2, 2]);
  });

  test('a disconnect frame makes the client leave; what is said meanwhile is retried', async () => {
    const all = await bench('socket', { retryDelaysMs: [1, 1, 1] });
    const { slack, channel, editor } = all;
    await start(all, 'socket');
    slack.socket.disconnect('refresh_requested');
    slack.say(channel, editor, 'into the gap');
    const { attempt } = await slack.deliveries.attempts.waitFor(
      ({ attempt: { retryNum } }) => retryNum === 3,
    );
    expect(attempt).toMatchObject({ retryReason: 'timeout', ack: { outcome: 'undeliverable' } });
    const connection = await slack.socket.waitForConnection(2, 15_000);
    const eventId = slack.deliveries.all[0]?.eventId ?? '';
    const [late] = await slack.redeliver(eventId);
    expect(late?.ack.outcome).toBe('acknowledged');
    expect(connection.delivered).toBe(1);
  });

  test('a ticket is good for one connection', async () => {
    const { slack, app } = await bench('socket');
    const client = app.client;
    const { url } = await client.apps.connections.open({ token: slack.appToken });
    const open = () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url ?? '');
        socket.addEventListener('message', ({ data }) => resolve(String(data)));
        socket.addEventListener('error', () => resolve('refused'));
        cleanups.push(async () => socket.close());
      });
    expect(await open()).toContain('"app_id"');
    expect(await open()).toBe('refused');
    await expect(client.apps.connections.open({ token: slack.botToken })).rejects.toThrow(
      'not_allowed_token_type',
    );
  });
});
