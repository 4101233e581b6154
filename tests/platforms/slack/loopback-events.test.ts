import { expect, test } from 'vitest';
import { bench, start } from './bolt-bench.ts';
import { startLoopbackSlack } from './loopback-slack.ts';

test('a channel of another organisation, a broadcast, a file and another bot are told apart', async () => {
  const all = await bench('http');
  const { slack, editor } = all;
  await start(all, 'http');
  const guest = slack.createUser('zoe', {}, slack.createWorkspace('Elsewhere')).id;
  const channel = slack.createChannel('shared', { members: [editor], extShared: true }).id;
  const ts = slack.say(channel, guest, 'from outside');
  slack.say(channel, editor, 'for all', { threadTs: ts, broadcast: true });
  slack.say(channel, editor, 'with a file', { files: [{ id: 'F1', name: 'a.txt' }] });
  slack.sayAsBot(channel, 'wire news');
  await slack.settled();
  const [outside, ...rest] = slack.deliveries.all;
  expect(outside?.body).toMatchObject({
    is_ext_shared_channel: true,
    context_team_id: slack.workspace.id,
    event: { user: guest, user_team: slack.state.user(guest).teamId },
    authorizations: [{ team_id: slack.workspace.id, is_bot: true }],
  });
  const subtypes = rest.map(({ body }) => (body.event as { subtype: string }).subtype);
  expect(subtypes).toEqual(['thread_broadcast', 'file_share', 'bot_message']);
  const { user } = await all.app.client.users.info({ user: guest });
  expect(user?.name).toBe('zoe');
});

test('own posts come back as events; ignoreSelf keeps Bolt from answering itself', async () => {
  const all = await bench('http');
  const { slack, app, channel } = all;
  app.event('message', async ({ client, event }) => {
    await client.chat.postMessage({ channel: event.channel, text: 'again' });
  });
  await start(all, 'http');
  await app.client.chat.postMessage({ channel, text: 'first' });
  await slack.settled();
  expect(slack.deliveries.all[0]?.body.event).toMatchObject({
    bot_id: slack.workspace.bot.botId,
    text: 'first',
  });
  expect(slack.outputs.items).toHaveLength(1);
});

test('the app hears only where it is, and only what it subscribed to and has the scope for', async () => {
  const botEvents = ['message.channels', 'message.groups'];
  const slack = await startLoopbackSlack({ botEvents, scopes: ['channels:history'] });
  const ada = slack.createUser('ada').id;
  slack.say(slack.createChannel('in', {}).id, ada, 'heard');
  slack.say(slack.createChannel('out', { withBot: false }).id, ada, 'not a member');
  slack.say(slack.createChannel('private', { kind: 'private' }).id, ada, 'no scope');
  slack.say(slack.directMessages(ada).id, ada, 'not subscribed');
  expect(slack.deliveries.all).toHaveLength(1);
  await slack.stop();
});

test('removing the app sends both events and ends its token', async () => {
  const all = await bench('http');
  const { slack, app } = all;
  await start(all, 'http');
  await slack.waitForCall('auth.test');
  slack.uninstall();
  await slack.settled();
  const types = slack.deliveries.all.map(({ type }) => type);
  expect(types.toSorted()).toEqual(['app_uninstalled', 'tokens_revoked']);
  await expect(app.client.auth.test()).rejects.toThrow('account_inactive');
});

test('app_rate_limited has no inner event', async () => {
  const slack = await startLoopbackSlack();
  const { body } = slack.rateLimitEvents();
  expect(body).toMatchObject({ type: 'app_rate_limited', team_id: slack.workspace.id });
  expect(body).not.toHaveProperty('event');
  await slack.stop();
});

test('a newcomer is announced and stands in the channel', async () => {
  const all = await bench('http');
  const { slack, channel, editor } = all;
  await start(all, 'http');
  const bo = slack.createUser('bo').id;
  slack.join(channel, bo, editor);
  await slack.settled();
  const events = slack.deliveries.all.map(({ body }) => body.event);
  expect(events).toMatchObject([
    { type: 'message', subtype: 'channel_join', user: bo },
    { type: 'member_joined_channel', user: bo, inviter: editor, channel },
  ]);
});
