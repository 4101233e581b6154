import { describe, expect, it } from 'vitest';
import { words } from '../../../src/moderate/answer.ts';
import type { Card } from '../../../src/moderate/card.ts';
import type { Task } from '../../../src/moderate/task.ts';
import { apiError, droppedAnswer, httpError, rateLimited } from './faults.ts';
import { pingsIn } from './slack-text.ts';
import { type Stage, stage } from './stage.ts';

const CARD: Card = {
  claim: 'mayor-bridge-call',
  title: 'The mayor called about the bridge',
  statement: 'The mayor <!channel> called <@U1> the builder.',
  verification: 'disputed',
  responses: [],
  further: [],
  noneFound: [],
  source: { publisher: 'Radio Elsewhere', date: '2025-05-03', relayed: false },
  origins: 2,
  asOf: '2025-05-04',
  retired: false,
};
const CONTROLS = [
  { kind: 'button', label: 'Helpful', style: 'neutral', press: 'vote:1:helpful' },
] as const;

type Post = Extract<Task, { do: 'post' }>;

function post({ slack, channel }: Stage, more: Partial<Post> = {}): Post {
  return {
    do: 'post',
    card: CARD,
    controls: CONTROLS,
    place: { platform: 'slack', workspace: slack.workspace.id, channel },
    rung: 'channel',
    marker: 'marker-1',
    again: false,
    ...more,
  };
}

function posts({ slack }: Stage) {
  return slack.outputs.items.filter(({ kind }) => kind === 'message');
}

describe('a card', () => {
  it('stands in its message’s thread, unfurls nothing and pings nobody', async () => {
    const all = await stage();
    const { slack, channel, ada, running } = all;
    const message = slack.say(channel, ada, 'a claim');
    const outcome = await running.perform(post(all, { message }));
    const [shown] = posts(all);
    expect(outcome).toEqual({ kind: 'done', posted: { channel, message: shown?.message.ts } });
    expect(shown?.message.thread_ts).toBe(message);
    expect(shown?.message.metadata).toEqual({
      event_type: 'sidenote_card',
      event_payload: { marker: 'marker-1' },
    });
    expect(shown && pingsIn(shown.message)).toEqual([]);
    const call = slack.calls.items.find(({ method }) => method === 'chat.postMessage');
    expect(call?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  it('answers a reply in the thread of its parent, and a shared one where it was shared', async () => {
    const all = await stage();
    const { slack, channel, ada, running } = all;
    const parent = slack.say(channel, ada, 'parent');
    const message = slack.say(channel, ada, 'a claim', { threadTs: parent });
    await running.perform(post(all, { message, thread: parent }));
    await running.perform(post(all));
    await running.perform(post(all, { thread: parent }));
    expect(posts(all).map((output) => output.message.thread_ts)).toEqual([
      parent,
      undefined,
      parent,
    ]);
  });

  it('is edited, gets a line below it in its thread, and is taken away', async () => {
    const all = await stage();
    const { slack, channel, ada, running } = all;
    const message = slack.say(channel, ada, 'a claim');
    const done = await running.perform(post(all, { message }));
    if (done.kind !== 'done' || done.posted === undefined) throw new Error('nothing was posted');
    const { posted } = done;
    const { place } = post(all);
    const card = { ...CARD, retired: true };
    await running.perform({ do: 'edit', card, controls: [], place, posted });
    expect(slack.message(channel, posted.message)?.text).toContain('Withdrawn');
    const line = words('This claim was withdrawn.');
    await running.perform({ do: 'note', line, place, posted, marker: 'n1', again: false });
    expect(posts(all).at(-1)?.message).toMatchObject({ text: line[0]?.text, thread_ts: message });
    expect(await running.perform({ do: 'remove', place, posted })).toMatchObject({ kind: 'done' });
    expect(slack.message(channel, posted.message)).toBeUndefined();
    expect(await running.perform({ do: 'remove', place, posted })).toEqual({
      kind: 'gone',
      why: 'message_not_found',
    });
  });
});

describe('when an answer is lost', () => {
  it.each([
    { name: 'cut after it was stored', fault: droppedAnswer({ stored: true }), again: 0 },
    { name: 'cut before it was stored', fault: droppedAnswer({ stored: false }), again: 1 },
    { name: 'HTTP 503', fault: httpError(503), again: 1 },
    { name: 'fatal_error', fault: apiError('fatal_error'), again: 1 },
  ])('$name: looks for the marker before it posts again', async ({ fault, again }) => {
    const all = await stage();
    const { slack, channel, ada, running } = all;
    const message = slack.say(channel, ada, 'a claim');
    await running.perform(post(all, { message, marker: 'another' }));
    slack.failNext('chat.postMessage', fault);
    expect(await running.perform(post(all, { message }))).toEqual({ kind: 'unknown' });
    const calls = () => slack.calls.items.filter(({ method }) => method === 'chat.postMessage');
    const before = calls().length;
    const outcome = await running.perform(post(all, { message, again: true }));
    expect(outcome).toMatchObject({ kind: 'done', posted: { channel } });
    expect(calls().length - before).toBe(again);
    const marked = slack.state
      .channel(channel)
      .history.all()
      .filter(({ metadata }) => metadata?.event_payload.marker === 'marker-1');
    expect(marked.map(({ ts }) => ts)).toEqual([
      outcome.kind === 'done' ? outcome.posted?.message : '',
    ]);
  });

  it('finds a shared card in the channel, and never guesses where it cannot look', async () => {
    const all = await stage();
    const { slack, channel, running } = all;
    slack.failNext('chat.postMessage', droppedAnswer({ stored: true }));
    await running.perform(post(all));
    expect(await running.perform(post(all, { again: true }))).toMatchObject({ kind: 'done' });
    slack.failNext('conversations.history', apiError('missing_scope'));
    expect(await running.perform(post(all, { again: true }))).toEqual({ kind: 'unknown' });
    expect(slack.state.channel(channel).history.all()).toHaveLength(1);
  });
});

describe('when Slack refuses', () => {
  it.each([
    ['channel_not_found', { kind: 'gone', why: 'channel_not_found' }],
    ['is_archived', { kind: 'gone', why: 'is_archived' }],
    ['not_in_channel', { kind: 'refused', missing: expect.stringContaining('/invite') }],
    ['restricted_action', { kind: 'refused', missing: expect.stringContaining('right to post') }],
    ['account_inactive', { kind: 'refused', missing: expect.stringContaining('install it') }],
    ['token_revoked', { kind: 'refused', missing: expect.stringContaining('SLACK_BOT_TOKEN') }],
    ['invalid_blocks', { kind: 'refused', missing: 'invalid_blocks' }],
  ])('%s', async (error, outcome) => {
    const all = await stage();
    all.slack.failNext('chat.postMessage', apiError(error));
    expect(await all.running.perform(post(all))).toEqual(outcome);
  });

  it('names the scope that is missing', async () => {
    const scopes = ['channels:history', 'users:read'];
    const all = await stage({ scopes });
    const outcome = await all.running.perform(post(all));
    expect(outcome).toEqual({ kind: 'refused', missing: 'the scope chat:write' });
  });

  it('waits in the channel that is too much for Slack, and posts in any other', async () => {
    const all = await stage();
    const { slack, channel, running } = all;
    const other = slack.createChannel('other').id;
    slack.failNext('chat.postMessage', rateLimited(30), 1, channel);
    expect(await running.perform(post(all))).toEqual({ kind: 'later', after: 30_000 });
    const held = await running.perform(post(all));
    expect(held.kind).toBe('later');
    const place = { ...post(all).place, channel: other };
    expect(await running.perform(post(all, { place }))).toMatchObject({ kind: 'done' });
    const tries = slack.calls.items.filter(({ method }) => method === 'chat.postMessage');
    expect(tries.map(({ args }) => args.channel)).toEqual([channel, other]);
  });
});

it('whispers, tells and notifies', async () => {
  const all = await stage();
  const { slack, channel, ada, running } = all;
  const { place } = post(all);
  const answer = {
    kind: 'reply' as const,
    parts: [{ kind: 'lines' as const, lines: [words('For you')] }],
    controls: [],
  };
  const message = slack.say(channel, ada, 'a claim');
  const whisper = { do: 'whisper', place, message, person: ada, answer } as const;
  expect(await running.perform(whisper)).toEqual({ kind: 'done' });
  expect(slack.outputs.items.at(-1)).toMatchObject({ kind: 'ephemeral', channel, seenBy: ada });
  const bo = slack.createUser('bo').id;
  expect(await running.perform({ ...whisper, person: bo })).toMatchObject({ kind: 'gone' });
  await running.perform({ do: 'tell', place, person: bo, answer });
  expect(slack.outputs.items.at(-1)).toMatchObject({
    kind: 'message',
    channel: slack.directMessages(bo).id,
  });
  const notify = { do: 'notify', place, answer, marker: 'q1', again: false } as const;
  const shown = await running.perform(notify);
  if (shown.kind !== 'done' || shown.posted === undefined) throw new Error('nothing was shown');
  await running.perform({ ...notify, posted: shown.posted });
  expect(slack.outputs.items.at(-1)?.kind).toBe('update');
});

it('links to messages as Slack does', async () => {
  const all = await stage();
  const { slack, channel, ada, running } = all;
  const { place } = post(all);
  const parent = slack.say(channel, ada, 'parent');
  const inThread = slack.say(channel, ada, 'reply', { threadTs: parent });
  const url = `https://newsroom.slack.example/archives/${channel}/p`;
  expect(running.linkTo(place, parent)).toBe(`${url}${parent.replace('.', '')}`);
  expect(running.linkTo(place, inThread, parent)).toBe(
    `${url}${inThread.replace('.', '')}?thread_ts=${parent}&cid=${channel}`,
  );
});
