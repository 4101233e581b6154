import { type APIMessage, ChannelType, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { reply, words } from '../../../src/moderate/answer.ts';
import { cardOf } from '../../../src/moderate/card.ts';
import type { Outcome, Posted, Task } from '../../../src/moderate/task.ts';
import { exampleClaim } from '../../fixtures/example-claim.ts';
import { flat } from './body-limits.ts';
import type { LoopbackChannel } from './guild-state.ts';
import { type Scene, scene } from './scene.ts';

type Post = Extract<Task, { do: 'post' }>;

const CARD = cardOf(exampleClaim());
const SENDING = 'POST /channels/:channel/messages';
const STARTING = 'POST /channels/:channel/messages/:message/threads';

function placeOf(channel: LoopbackChannel) {
  return { platform: 'discord', workspace: channel.guild?.id ?? '', channel: channel.id } as const;
}

function post(channel: LoopbackChannel, changes: Partial<Post> = {}): Post {
  return {
    do: 'post',
    card: CARD,
    controls: [{ kind: 'button', label: 'Why?', style: 'neutral', press: 'why:abc' }],
    place: placeOf(channel),
    rung: 'channel',
    marker: 'card-abc',
    again: false,
    ...changes,
  };
}

function postedBy(outcome: Outcome): Posted {
  if (outcome.kind !== 'done' || outcome.posted === undefined)
    throw new Error(`nothing was posted: ${JSON.stringify(outcome)}`);
  return outcome.posted;
}

function textOf(message: APIMessage): string {
  return flat((message.components ?? []) as never[])
    .map(({ content }) => content ?? '')
    .join('\n');
}

/** Somebody said something in a channel, and the bot is to answer it. */
async function said(options: Parameters<typeof scene>[0] = {}): Promise<Scene & { id: string }> {
  const set = await scene(options);
  return { ...set, id: set.discord.talk.say(set.general, set.ana, 'the mayor phoned') };
}

describe('posting', () => {
  it('replies in the channel, pings nobody and notifies nobody', async () => {
    const { discord, general, bot, id } = await said();
    const posted = postedBy(await bot.perform(post(general, { message: id })));
    const card = discord.talk.message(general, posted.message);
    expect(card.message_reference?.message_id).toBe(id);
    expect(card.mentions).toEqual([]);
    expect((card.flags ?? 0) & MessageFlags.SuppressNotifications).not.toBe(0);
    const sent = await discord.waitForRequest(({ route }) => route === SENDING);
    expect(sent.body).toMatchObject({
      nonce: 'card-abc',
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
      message_reference: { fail_if_not_exists: false },
    });
  });

  it('starts a thread, or takes the one that is there', async () => {
    const { discord, general, ana, bot, id } = await said();
    const first = postedBy(await bot.perform(post(general, { message: id, rung: 'thread' })));
    expect(first.channel).toBe(id);
    const other = discord.talk.say(general, ana, 'again');
    discord.talk.startThread(general, ana, 'ours', { fromMessage: other });
    const second = postedBy(
      await bot.perform(post(general, { message: other, rung: 'thread', marker: 'card-2' })),
    );
    expect(second.channel).toBe(other);
    expect(discord.talk.botMessages(general)).toEqual([]);
  });

  it('answers in the thread where the message stands, at any rung', async () => {
    const { discord, general, ana, bot } = await said();
    const thread = discord.talk.startThread(general, ana, 'talk');
    const within = discord.talk.say(thread, ana, 'the mayor phoned');
    const posted = postedBy(
      await bot.perform(post(general, { message: within, thread: thread.id, rung: 'thread' })),
    );
    expect(posted.channel).toBe(thread.id);
  });

  it('opens an archived thread again, and leaves a locked one alone', async () => {
    const { discord, general, ana, bot } = await said();
    const thread = discord.talk.startThread(general, ana, 'talk');
    discord.talk.changeThread(thread, { archived: true });
    const again = await bot.perform(post(general, { thread: thread.id, marker: 'a1' }));
    expect(postedBy(again).channel).toBe(thread.id);
    discord.talk.changeThread(thread, { archived: true, locked: true });
    const locked = await bot.perform(post(general, { thread: thread.id, marker: 'a2' }));
    expect(locked.kind).toBe('gone');
  });

  it('posts a shared card that answers no message', async () => {
    const { discord, general, bot } = await said();
    const posted = postedBy(await bot.perform(post(general)));
    expect(discord.talk.message(general, posted.message).message_reference).toBeUndefined();
  });
});

describe('what stands', () => {
  it('edits a card, strikes it, puts a line under it and removes it', async () => {
    const { discord, general, bot, id } = await said();
    const place = placeOf(general);
    const posted = postedBy(await bot.perform(post(general, { message: id })));
    const card = { ...CARD, retired: true };
    expect(await bot.perform({ do: 'edit', card, controls: [], place, posted })).toEqual({
      kind: 'done',
      posted,
    });
    expect(textOf(discord.talk.message(general, posted.message))).toContain('**Withdrawn**: ~~');
    const noted = postedBy(
      await bot.perform({
        do: 'note',
        line: words('Update: <@1> denied it.'),
        place,
        posted,
        marker: 'note-1',
        again: false,
      }),
    );
    const line = discord.talk.message(general, noted.message);
    expect(line.message_reference?.message_id).toBe(posted.message);
    expect(textOf(line)).toBe('Update: \\<\\@1\\> denied it.');
    expect(await bot.perform({ do: 'remove', place, posted })).toMatchObject({ kind: 'done' });
    expect(discord.talk.botMessages(general).map((message) => message.id)).toEqual([noted.message]);
    expect(await bot.perform({ do: 'edit', card, controls: [], place, posted })).toMatchObject({
      kind: 'gone',
    });
    expect(await bot.perform({ do: 'remove', place, posted })).toMatchObject({ kind: 'gone' });
  });

  it('shows moderators a notice and replaces it', async () => {
    const { discord, general, bot } = await said();
    const notice = {
      do: 'notify',
      place: placeOf(general),
      marker: 'n1',
      again: false,
    } as const;
    const posted = postedBy(await bot.perform({ ...notice, answer: reply('Before.') }));
    await bot.perform({ ...notice, answer: reply('After.'), posted });
    expect(discord.talk.botMessages(general).map(textOf)).toEqual(['After.']);
  });

  it('tells an asker directly, where they take messages', async () => {
    const { discord, general, ana, mo, bot } = await said();
    const tell = {
      do: 'tell',
      place: placeOf(general),
      answer: reply('It is published.'),
    } as const;
    const posted = postedBy(await bot.perform({ ...tell, person: ana.user.id }));
    expect(posted.channel).toBe(discord.places.openDm(ana.user).id);
    discord.places.closeDms(mo.user);
    expect(await bot.perform({ ...tell, person: mo.user.id })).toMatchObject({ kind: 'gone' });
  });

  it('has no way to whisper', async () => {
    const { general, ana, bot, id } = await said();
    const whisper = { do: 'whisper', place: placeOf(general), message: id } as const;
    const outcome = await bot.perform({ ...whisper, person: ana.user.id, answer: reply('Psst.') });
    expect(outcome.kind).toBe('gone');
  });
});

describe('lost answers', () => {
  it.each([
    { kind: 'drop-after' },
    { kind: 'drop-before' },
    { kind: 'status', status: 503 },
  ] as const)('makes one card of one task when the first answer is lost: $kind', async (fault) => {
    const { discord, general, bot, id } = await said();
    discord.failNext(SENDING, fault);
    await bot.perform(post(general, { message: id }));
    const again = await bot.perform(post(general, { message: id, again: true }));
    expect(again.kind).toBe('done');
    expect(discord.talk.botMessages(general)).toHaveLength(1);
  });

  it('does not know when every answer is lost, and finds the card afterwards', async () => {
    const { discord, general, bot, id } = await said();
    discord.failNext(SENDING, { kind: 'drop-after' }, 10);
    expect(await bot.perform(post(general, { message: id }))).toEqual({ kind: 'unknown' });
    discord.rest.faults.clear();
    const found = postedBy(await bot.perform(post(general, { message: id, again: true })));
    expect(discord.talk.botMessages(general).map((message) => message.id)).toEqual([found.message]);
  });

  it('does not know when Discord is down', async () => {
    const { discord, general, bot, id } = await said();
    discord.failNext(SENDING, { kind: 'status', status: 502 }, 10);
    expect(await bot.perform(post(general, { message: id }))).toEqual({ kind: 'unknown' });
  });

  it('starts one thread when the answer to its start is lost', async () => {
    const { discord, general, bot, id } = await said();
    discord.failNext(STARTING, { kind: 'drop-after' });
    await bot.perform(post(general, { message: id, rung: 'thread' }));
    const done = await bot.perform(post(general, { message: id, rung: 'thread', again: true }));
    expect(postedBy(done).channel).toBe(id);
    expect(discord.posted).toHaveLength(1);
  });
});

describe('doing without', () => {
  it.each([
    ['SendMessages', 'channel', 'Send Messages'],
    ['ViewChannel', 'channel', 'View Channels'],
    ['ReadMessageHistory', 'channel', 'Read Message History'],
    ['CreatePublicThreads', 'thread', 'Create Public Threads'],
    ['SendMessagesInThreads', 'thread', 'Send Messages in Threads and Posts'],
  ] as const)('names the permission that is missing: %s', async (permission, rung, name) => {
    const { discord, general, bot, id, handlers, ana } = await said();
    const elsewhere = discord.places.createChannel(general.guild ?? fail(), { name: 'other' });
    discord.places.denyBot(general, permission);
    await handlers.read(discord.talk.say(elsewhere, ana, 'the bot has heard of it by now'));
    const outcome = await bot.perform(post(general, { message: id, rung }));
    expect(outcome).toEqual({ kind: 'refused', missing: name });
  });

  it('waits for slow mode', async () => {
    const { discord, guild, bot } = await said();
    const slow = discord.places.createChannel(guild, { name: 'slow', slowModeSeconds: 30 });
    await bot.perform(post(slow, { marker: 's1' }));
    const outcome = await bot.perform(post(slow, { marker: 's2' }));
    if (outcome.kind !== 'later') throw new Error(`not put off: ${JSON.stringify(outcome)}`);
    expect(outcome.after).toBeGreaterThan(20_000);
    expect(outcome.after).toBeLessThan(31_000);
  });

  it.each(['user', 'shared', 'global'] as const)(
    'puts off what a rate limit would hold up long: %s',
    async (scope) => {
      const { discord, general, guild, bot } = await said();
      discord.failNext(SENDING, { kind: 'rate-limit', scope, retryAfterMs: 60_000 });
      expect(await bot.perform(post(general))).toMatchObject({ kind: 'later' });
      if (scope === 'global') return;
      const other = discord.places.createChannel(guild, { name: 'other' });
      expect(await bot.perform(post(other, { marker: 'o' }))).toMatchObject({ kind: 'done' });
    },
  );

  it('waits out a short rate limit by itself', async () => {
    const { discord, general, bot } = await said();
    discord.failNext(SENDING, { kind: 'rate-limit', scope: 'user', retryAfterMs: 200 });
    expect(await bot.perform(post(general))).toMatchObject({ kind: 'done' });
  });

  it('gives up on a deleted channel, and answers a deleted message all the same', async () => {
    const { discord, guild, general, bot, id } = await said();
    discord.talk.deleteMessage(general, id);
    const outcome = await bot.perform(post(general, { message: id }));
    expect(outcome.kind).toBe('done');
    const gone = discord.places.createChannel(guild, { name: 'gone' });
    discord.places.deleteChannel(gone);
    expect(await bot.perform(post(gone, { marker: 'g' }))).toMatchObject({ kind: 'gone' });
    const inThread = await bot.perform(post(general, { message: id, rung: 'thread', marker: 't' }));
    expect(inThread).toMatchObject({ kind: 'gone' });
  });

  it('gives up on a thread where there can be none', async () => {
    const { discord, general, ana, bot, guild } = await said();
    discord.talk.say(general, ana, 'x');
    const forum = discord.places.createChannel(guild, {
      name: 'forum',
      type: ChannelType.GuildForum,
    });
    expect((await bot.perform(post(forum))).kind).toBe('gone');
  });

  it('asks for a new token when Discord no longer takes the old one', async () => {
    const { discord, general, bot } = await said();
    discord.revokeToken();
    for (const marker of ['r1', 'r2'])
      expect(await bot.perform(post(general, { marker }))).toEqual({
        kind: 'refused',
        missing: 'a valid DISCORD_TOKEN',
      });
  });
});

function fail(): never {
  throw new Error('the channel has no server');
}

it('links to messages for moderators', async () => {
  const { bot, general, guild } = await said();
  expect(bot.linkTo(placeOf(general), '9', '8')).toBe(
    `https://discord.com/channels/${guild.id}/8/9`,
  );
  expect(bot.linkTo(placeOf(general), '9')).toBe(
    `https://discord.com/channels/${guild.id}/${general.id}/9`,
  );
});
