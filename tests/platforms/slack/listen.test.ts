import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

describe.each(['socket', 'http'] as const)('reading along by %s', (mode) => {
  it('hands over messages in the core’s words, edits when words changed, deletions by id', async () => {
    const { slack, core, channel, ada } = await stage({ mode });
    const ts = slack.say(
      channel,
      ada,
      'Is <https://x.example/a|this> so &amp; true, <@U1>? :eyes:',
    );
    await core.waitFor('message');
    expect(core.of('message')).toEqual([
      {
        place: { platform: 'slack', workspace: slack.workspace.id, channel },
        id: ts,
        author: { id: ada, kind: 'person', roles: [] },
        at: Math.round(Number(ts) * 1000),
        text: 'Is this (https://x.example/a) so & true, @someone? ',
      },
    ]);
    slack.attachPreview(channel, ts, 'A page');
    await slack.settled();
    slack.edit(channel, ts, 'Never mind');
    await core.waitFor('edited');
    slack.delete(channel, ts);
    await core.waitFor('deleted');
    expect(core.of('edited')).toMatchObject([{ id: ts, text: 'Never mind' }]);
    expect(core.calls.at(-1)).toEqual({
      name: 'deleted',
      args: [{ platform: 'slack', workspace: slack.workspace.id, channel }, [ts]],
    });
  });

  it('takes a mention beside its message once, and a redelivered event once', async () => {
    const { slack, core, channel, ada } = await stage({ mode });
    slack.say(channel, ada, `<@${slack.workspace.bot.userId}> is this so?`);
    await slack.settled();
    const [first] = slack.deliveries.all;
    await slack.redeliver(first?.eventId ?? '', 10);
    slack.say(channel, ada, 'done');
    await core.waitFor('message', 2);
    expect(core.of('message').map(({ text }) => text)).toEqual(['@someone is this so?', 'done']);
  });

  it('knows threads, broadcasts, files, forwards, bots and itself', async () => {
    const { slack, core, channel, ada, running } = await stage({ mode });
    const parent = slack.say(channel, ada, 'parent');
    await slack.settled();
    slack.say(channel, ada, 'reply', { threadTs: parent });
    await slack.settled();
    slack.say(channel, ada, 'to all', { threadTs: parent, broadcast: true });
    await slack.settled();
    slack.say(channel, ada, 'with a file', { files: [{ id: 'F1' }] });
    await slack.settled();
    slack.say(channel, ada, '', {
      attachments: [{ text: 'Forwarded &lt;words&gt;', title: 'Bo' }],
    });
    await slack.settled();
    slack.sayAsBot(channel, 'wire');
    await slack.settled();
    slack.join(channel, slack.createUser('bo').id);
    await running.perform({
      do: 'notify',
      place: { platform: 'slack', workspace: slack.workspace.id, channel },
      answer: {
        kind: 'reply',
        parts: [{ kind: 'lines', lines: [[{ text: 'ours' }]] }],
        controls: [],
      },
      marker: 'm',
      again: false,
    });
    await core.waitFor('message', 7);
    const bySaying = core.of('message').map(({ text, thread, replyTo, author, passedOn }) => ({
      text,
      kind: author.kind,
      ...(thread === undefined ? {} : { thread, replyTo }),
      ...(passedOn === undefined ? {} : { passedOn }),
    }));
    expect(bySaying).toEqual([
      { text: 'parent', kind: 'person' },
      { text: 'reply', kind: 'person', thread: parent, replyTo: parent },
      { text: 'to all', kind: 'person', thread: parent, replyTo: parent },
      { text: 'with a file', kind: 'person' },
      { text: '', kind: 'person', passedOn: ['Bo\nForwarded <words>'] },
      { text: 'wire', kind: 'bot' },
      { text: 'ours', kind: 'self' },
    ]);
  });

  it('counts a tombstone as a deletion', async () => {
    const { slack, core, channel, ada } = await stage({ mode });
    const parent = slack.say(channel, ada, 'parent');
    slack.say(channel, ada, 'reply', { threadTs: parent });
    await core.waitFor('message', 2);
    slack.delete(channel, parent);
    await core.waitFor('deleted');
    expect(core.calls.at(-1)?.args[1]).toEqual([parent]);
    expect(core.of('edited')).toEqual([]);
  });

  it('marks channels of several organisations, and erases on removal', async () => {
    const { slack, core, ada } = await stage({ mode });
    const guest = slack.createUser('zoe', {}, slack.createWorkspace('Elsewhere')).id;
    const shared = slack.createChannel('shared', { members: [ada], extShared: true });
    slack.say(shared.id, guest, 'from outside');
    await core.waitFor('message');
    expect(core.of('message')).toMatchObject([
      { shared: true, place: { workspace: slack.workspace.id }, author: { id: guest } },
    ]);
    slack.join(shared.id, slack.workspace.bot.userId, ada);
    await core.waitFor('joined', 2);
    expect(core.of('joined')).toEqual([
      { platform: 'slack', workspace: slack.workspace.id },
      { platform: 'slack', workspace: slack.workspace.id, installer: ada },
    ]);
    slack.events.emit(shared, { type: 'channel_deleted', channel: shared.id });
    await core.waitFor('channelGone');
    slack.uninstall();
    await core.waitFor('left', 2);
    expect(core.calls.at(-1)?.args).toEqual(['slack', slack.workspace.id]);
  });
});

it('goes on after a handler that failed, without a word of the message in the log', async () => {
  const { slack, core, channel, ada, log, running } = await stage();
  const { handlers } = core;
  const message = handlers.message;
  handlers.message = async (said) => {
    await message(said);
    if (said.text === 'secret words') throw new Error('the store is full');
  };
  slack.say(channel, ada, 'secret words');
  slack.say(channel, ada, 'more');
  await core.waitFor('message', 2);
  await running.stop();
  expect(log.join('')).toContain('the store is full');
  expect(log.join('')).not.toContain('secret words');
  expect(log.join('')).not.toContain(slack.botToken);
});

it('hands over what happens in a channel in its order, and makes no channel wait for another', async () => {
  const { slack, core, channel, ada } = await stage();
  const other = slack.createChannel('other', { members: [ada] }).id;
  const slow = Promise.withResolvers<void>();
  const { handlers } = core;
  const record = handlers.message;
  handlers.message = async (message) => {
    if (message.place.channel === channel) await slow.promise;
    await record(message);
  };
  const ts = slack.say(channel, ada, 'takes its time');
  await slack.settled();
  slack.delete(channel, ts);
  slack.say(other, ada, 'elsewhere');
  await core.waitFor('message');
  slow.resolve();
  await core.waitFor('deleted');
  expect(core.calls.map(({ name }) => name)).toEqual(['joined', 'message', 'message', 'deleted']);
  expect(core.of('message').map(({ text }) => text)).toEqual(['elsewhere', 'takes its time']);
});

it('does not bring a deleted message back to life when its event comes late', async () => {
  const { slack, core, channel, ada } = await stage({ retryDelaysMs: [] });
  const { socket } = slack;
  socket.cut();
  const ts = slack.say(channel, ada, 'gone soon');
  await slack.settled();
  await socket.waitForConnection(4);
  slack.delete(channel, ts);
  await core.waitFor('deleted');
  const late = slack.deliveries.all.find(({ type }) => type === 'message');
  await slack.redeliver(late?.eventId ?? '');
  slack.say(channel, ada, 'later');
  await core.waitFor('message');
  expect(core.of('message').map(({ text }) => text)).toEqual(['later']);
});
