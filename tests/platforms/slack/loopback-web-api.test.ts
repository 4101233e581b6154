import { expect, test } from 'vitest';
import { bench, start } from './bolt-bench.ts';
import { apiError, delayedAnswer, droppedAnswer, httpError, rateLimited } from './faults.ts';

test('a section of 3001 characters is refused and recorded, one of 3000 is taken', async () => {
  const { slack, app, channel } = await bench('socket');
  const section = (length: number) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: 'x'.repeat(length) },
  });
  const post = (length: number) =>
    app.client.chat.postMessage({ channel, text: 'card', blocks: [section(length)] });
  await expect(post(3001)).rejects.toThrow('invalid_blocks');
  expect(slack.violations).toEqual([
    {
      method: 'chat.postMessage',
      pointer: '/blocks/0/text/text',
      rule: 'must be less than 3001 characters',
    },
  ]);
  expect((await post(3000)).ok).toBe(true);
});

test('a 429 is waited out by the client', async () => {
  const { slack, app, channel } = await bench('socket');
  slack.failNext('chat.postMessage', rateLimited(1), 1, channel);
  await app.client.chat.postMessage({ channel, text: 'after a second' });
  const posts = slack.calls.items.filter(({ method }) => method === 'chat.postMessage');
  expect(posts.map(({ fault }) => fault)).toEqual(['rate-limited', undefined]);
  expect(slack.outputs.items).toHaveLength(1);
});

test('a dropped answer leaves the message behind, so that a blind retry posts twice', async () => {
  const { slack, app, channel } = await bench('socket');
  slack.failNext('chat.postMessage', droppedAnswer({ stored: true }));
  await app.client.chat.postMessage({ channel, text: 'twice' });
  expect(slack.outputs.items.map(({ message }) => message.text)).toEqual(['twice', 'twice']);
  slack.failNext('chat.postMessage', droppedAnswer({ stored: false }));
  await app.client.chat.postMessage({ channel, text: 'once' });
  expect(slack.outputs.items).toHaveLength(3);
});

test('channels, scopes and tokens are told apart by their errors', async () => {
  const { slack, app } = await bench('socket', { scopes: ['chat:write'] });
  const post = (channel: string) => app.client.chat.postMessage({ channel, text: 'x' });
  const place = (options: object) => slack.createChannel('a', options).id;
  await expect(post('C404')).rejects.toThrow('channel_not_found');
  await expect(post(place({ withBot: false }))).rejects.toThrow('not_in_channel');
  await expect(post(place({ archived: true }))).rejects.toThrow('is_archived');
  await expect(post(place({ restricted: true }))).rejects.toThrow('restricted_action');
  await expect(post(place({ withBot: false, kind: 'private' }))).rejects.toThrow(
    'channel_not_found',
  );
  const user = slack.createUser('ada').id;
  await expect(app.client.users.info({ user })).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
  });
  slack.failNext('auth.test', apiError('token_expired'));
  await expect(app.client.auth.test()).rejects.toThrow('token_expired');
  slack.workspace.tokenState = 'token_revoked';
  await expect(app.client.auth.test()).rejects.toThrow('token_revoked');
});

test('one workspace sees nothing of another', async () => {
  const { slack, app, channel } = await bench('socket');
  const other = slack.createWorkspace('Elsewhere');
  const foreign = { token: other.bot.token, channel, text: 'x' };
  await expect(app.client.chat.postMessage(foreign)).rejects.toThrow('channel_not_found');
});

test('a response_url is good five times and for thirty minutes', async () => {
  let now = Date.UTC(2026, 0, 5);
  const all = await bench('socket', { now: () => now });
  const { slack, app, channel, editor } = all;
  app.command('/context', ({ ack }) => ack());
  await start(all, 'socket');
  const { responseUrl } = await slack.command(editor, channel, '/context');
  const respond = (url: string) =>
    fetch(url, { method: 'POST', body: JSON.stringify({ text: 'x' }) });
  const statuses = [];
  for (let use = 1; use <= 6; use += 1) statuses.push((await respond(responseUrl)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  const later = await slack.command(editor, channel, '/context');
  now += 31 * 60 * 1000;
  expect(await (await respond(later.responseUrl)).json()).toMatchObject({ error: 'expired_url' });
  const view = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'x' },
    blocks: [],
  };
  const late = app.client.views.open({ trigger_id: later.triggerId, view });
  await expect(late).rejects.toThrow('expired_trigger_id');
});

test('an answer can come late, or as a server error', async () => {
  const { slack, app, channel } = await bench('socket');
  slack.failNext('chat.postMessage', delayedAnswer(30));
  const pending = app.client.chat.postMessage({ channel, text: 'late' });
  await slack.waitForMessage(({ message }) => message.text === 'late');
  expect((await pending).ok).toBe(true);
  slack.failNext('chat.postMessage', httpError(503));
  await app.client.chat.postMessage({ channel, text: 'second try' });
  expect(slack.outputs.items).toHaveLength(2);
});

test('a standing rate holds for one channel and not for another', async () => {
  let now = Date.UTC(2026, 0, 5);
  const { slack, channel } = await bench('socket', { now: () => now });
  slack.faults.limitRate('chat.postMessage', 1, 1000, true);
  const other = slack.createChannel('desk').id;
  const post = async (to: string) => {
    const headers = {
      authorization: `Bearer ${slack.botToken}`,
      'content-type': 'application/json',
    };
    const body = JSON.stringify({ channel: to, text: 'x' });
    return fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
  };
  expect((await post(channel)).status).toBe(200);
  const refused = await post(channel);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  expect((await post(other)).status).toBe(200);
  now += 1001;
  expect((await post(channel)).status).toBe(200);
});

test('an update replaces text and blocks, only on own messages', async () => {
  const { slack, app, channel, editor } = await bench('socket');
  const blocks = [{ type: 'divider' }];
  const { ts = '' } = await app.client.chat.postMessage({ channel, text: 'card', blocks });
  await app.client.chat.update({ channel, ts, text: 'card, changed' });
  expect(slack.message(channel, ts)).not.toHaveProperty('blocks');
  expect(slack.message(channel, ts)).toMatchObject({ text: 'card, changed' });
  const long = app.client.chat.update({ channel, ts, text: 'x'.repeat(4001) });
  await expect(long).rejects.toThrow('msg_too_long');
  const theirs = slack.say(channel, editor, 'mine');
  const foreign = app.client.chat.update({ channel, ts: theirs, text: 'x' });
  await expect(foreign).rejects.toThrow('cant_update_message');
  await app.client.chat.delete({ channel, ts });
  await expect(app.client.chat.delete({ channel, ts })).rejects.toThrow('message_not_found');
});
