import { ChannelType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { reply } from '../../../src/moderate/answer.ts';
import { RecordingHandlers } from './recording-handlers.ts';
import { scene, setStage, startBot } from './scene.ts';

describe('reading along', () => {
  it('hands over who wrote what where and when', async () => {
    const { discord, guild, ana, handlers } = await scene();
    const news = discord.places.createChannel(guild, {
      name: 'News',
      type: ChannelType.GuildCategory,
    });
    const daily = discord.places.createChannel(guild, { name: 'daily', category: news });
    const first = discord.talk.say(daily, ana, 'good morning');
    const second = discord.talk.say(daily, ana, 'and to you', { replyTo: first });
    const message = await handlers.read(second);
    expect(message).toMatchObject({
      place: { platform: 'discord', workspace: guild.id, channel: daily.id },
      category: news.id,
      author: { id: ana.user.id, kind: 'person' },
      text: 'and to you',
      replyTo: first,
    });
    expect(message.thread).toBeUndefined();
    expect(Math.abs(message.at - Date.now())).toBeLessThan(60_000);
  });

  it('hands over threads and forum posts as part of their channel', async () => {
    const { discord, guild, general, ana, handlers } = await scene();
    const start = discord.talk.say(general, ana, 'a thread begins');
    const thread = discord.talk.startThread(general, ana, 'a thread', { fromMessage: start });
    const inThread = await handlers.read(discord.talk.say(thread, ana, 'within'));
    expect(inThread).toMatchObject({ place: { channel: general.id }, thread: thread.id });

    const forum = discord.places.createChannel(guild, {
      name: 'forum',
      type: ChannelType.GuildForum,
    });
    const post = discord.talk.postInForum(forum, ana, 'a post', 'the opening');
    expect(await handlers.read(post.id)).toMatchObject({ text: 'the opening', thread: post.id });
    const inPost = await handlers.read(discord.talk.say(post, ana, 'within'));
    expect(inPost).toMatchObject({ place: { channel: forum.id }, thread: post.id });
  });

  it('undoes mentions and escapes, and leaves markdown, quotes and code', async () => {
    const { discord, general, ana, mo, handlers } = await scene();
    const id = discord.talk.say(
      general,
      ana,
      `> quoted\n<@${mo.user.id}> \\*see\\* <#${general.id}> <:wave:123> <https://e.example/a> **b** \`\\*c\` <t:1:R>`,
    );
    expect((await handlers.read(id)).text).toBe(
      '> quoted\n@Mo *see* #general :wave: https://e.example/a **b** `\\*c` ',
    );
  });

  it('tells the words of others apart: forwards and embeds', async () => {
    const { discord, general, ana, handlers } = await scene();
    const original = discord.talk.say(general, ana, 'the words of somebody');
    const forward = discord.talk.say(general, ana, '', {
      forwardOf: { channel: general, messageId: original },
    });
    expect(await handlers.read(forward)).toMatchObject({
      text: '',
      passedOn: ['the words of somebody'],
    });
    const preview = discord.talk.say(general, ana, 'look', {
      embeds: [{ title: 'A headline', description: 'A summary' }],
    });
    expect((await handlers.read(preview)).passedOn).toEqual(['A headline\nA summary']);
  });

  it('tells programs, webhooks and itself from people', async () => {
    const { discord, guild, general, ana, handlers } = await scene();
    const robot = discord.places.createMember(guild, { name: 'Robot', bot: true });
    const byBot = await handlers.read(discord.talk.say(general, robot, 'beep'));
    const byHook = await handlers.read(discord.talk.say(general, ana, 'feed', { webhook: 'RSS' }));
    expect([byBot.author.kind, byHook.author.kind]).toEqual(['bot', 'bot']);
  });

  it('hands over the roles of an author', async () => {
    const { discord, general, mo, handlers } = await scene();
    const message = await handlers.read(discord.talk.say(general, mo, 'a word'));
    expect(message.author.roles).toEqual([...mo.roleIds]);
  });
});

describe('changes', () => {
  it('hands over an edit of the words, and no link preview', async () => {
    const { discord, general, ana, handlers } = await scene();
    const id = discord.talk.say(general, ana, 'before https://e.example');
    discord.talk.addLinkPreview(general, id, { url: 'https://e.example', title: 'A page' });
    discord.talk.edit(general, id, 'after');
    expect((await handlers.read(id, 'edited')).text).toBe('after');
    discord.talk.addLinkPreview(general, id, { url: 'https://e.example', title: 'A page' });
    const last = discord.talk.say(general, ana, 'the end');
    await handlers.read(last);
    expect(handlers.of('edited')).toHaveLength(1);
  });

  it('hands over a text that was taken back, and nothing that it wrote itself', async () => {
    const { discord, guild, general, ana, handlers, bot } = await scene();
    const id = discord.talk.say(general, ana, 'before', { files: ['picture.png'] });
    const place = { platform: 'discord', workspace: guild.id, channel: general.id } as const;
    const notice = { do: 'notify', place, marker: 'n', again: false } as const;
    const shown = await bot.perform({ ...notice, answer: reply('one') });
    if (shown.kind !== 'done' || shown.posted === undefined) throw new Error('nothing was shown');
    await bot.perform({ ...notice, answer: reply('two'), posted: shown.posted });
    discord.talk.edit(general, id, '');
    expect((await handlers.read(id, 'edited')).text).toBe('');
    expect(handlers.of('edited')).toHaveLength(1);
    expect(handlers.of('message')).toHaveLength(1);
  });

  it('hands over deletions, one by one and many at once', async () => {
    const { discord, general, ana, handlers } = await scene();
    const ids = ['one', 'two', 'three'].map((text) => discord.talk.say(general, ana, text));
    discord.talk.deleteMessage(general, ids[0] ?? '');
    discord.talk.bulkDelete(general, ids.slice(1));
    await handlers.handed.waitFor(
      (entry) => entry.to === 'deleted' && entry.ids.length === 2,
      5000,
    );
    expect(handlers.of('deleted').map((entry) => entry.ids)).toEqual([[ids[0]], ids.slice(1)]);
    expect(handlers.of('deleted')[0]?.place.channel).toBe(general.id);
  });

  it('hands over a deleted channel and a deleted thread', async () => {
    const { discord, general, ana, handlers } = await scene();
    const start = discord.talk.say(general, ana, 'a thread begins');
    const thread = discord.talk.startThread(general, ana, 'a thread', { fromMessage: start });
    discord.places.deleteChannel(thread);
    discord.places.deleteChannel(general);
    await handlers.handed.waitFor(
      (entry) => entry.to === 'channelGone' && entry.place.channel === general.id,
      5000,
    );
    expect(handlers.of('channelGone').map(({ place }) => place.channel)).toEqual([
      thread.id,
      general.id,
    ]);
  });
});

describe('servers', () => {
  it('tells of each server with its moderators’ channel', async () => {
    const { guild, handlers } = await scene();
    const { joined } = await handlers.next('joined');
    expect(joined).toEqual({ platform: 'discord', workspace: guild.id });
  });

  it('tells a removal from an outage', async () => {
    const { discord, guild, general, ana, handlers } = await scene();
    discord.places.startOutage(guild);
    discord.places.endOutage(guild);
    await handlers.read(discord.talk.say(general, ana, 'back again'));
    expect(handlers.of('left')).toEqual([]);
    discord.places.removeBot(guild);
    expect((await handlers.next('left')).workspace).toBe(guild.id);
  });
});

describe('a server that removed it while nobody listened', () => {
  it('is left at the start', async () => {
    const { discord, guild } = await setStage();
    const gone = discord.places.createGuild({ name: 'Gone', botIsMember: false });
    const handlers = new RecordingHandlers();
    handlers.kept = [guild.id, gone.id, 'direct'];
    await startBot(discord, handlers);
    expect((await handlers.next('left')).workspace).toBe(gone.id);
    await handlers.next('joined');
    expect(handlers.of('left')).toHaveLength(1);
  });

  it('is left when the session begins anew, and one in an outage is not', async () => {
    const { discord, guild, handlers } = await scene();
    const gone = discord.places.createGuild({ name: 'Gone' });
    const away = discord.places.createGuild({ name: 'Away' });
    handlers.kept = [guild.id, gone.id, away.id];
    discord.invalidateSession(false);
    discord.places.startOutage(away);
    discord.places.removeBot(gone);
    await handlers.handed.waitFor(({ to }) => to === 'left', 15_000);
    await handlers.handed.waitFor(
      () => handlers.of('joined').filter(({ joined }) => joined.workspace === guild.id).length > 1,
      15_000,
    );
    expect(handlers.of('left').map(({ workspace }) => workspace)).toEqual([gone.id]);
  });

  it('is not believed to be gone while Discord cannot say so', async () => {
    const { discord, general, ana } = await setStage();
    const gone = discord.places.createGuild({ name: 'Gone', botIsMember: false });
    const handlers = new RecordingHandlers();
    handlers.kept = [gone.id];
    discord.failNext('GET /guilds/:guild', { kind: 'status', status: 500 }, 3);
    await startBot(discord, handlers);
    await handlers.read(discord.talk.say(general, ana, 'still here'));
    expect(discord.requests.filter(({ route }) => route === 'GET /guilds/:guild')).toHaveLength(3);
    expect(handlers.of('left')).toEqual([]);
  });
});

describe('staying up', () => {
  it('hears what was said while it resumed, once', async () => {
    const { discord, general, ana, handlers } = await scene();
    await handlers.read(discord.talk.say(general, ana, 'before'));
    discord.cutConnections();
    const missed = discord.talk.say(general, ana, 'in between');
    await handlers.read(missed);
    discord.requestReconnect();
    const after = discord.talk.say(general, ana, 'after');
    await handlers.read(after);
    expect(handlers.of('message').filter(({ message }) => message.id === missed)).toHaveLength(1);
  });

  it('resumes when heartbeats are no longer answered', async () => {
    const { discord, general, ana, handlers } = await scene({ heartbeatIntervalMs: 300 });
    discord.withholdHeartbeatAcks();
    await discord.waitForConnection(({ kind }) => kind === 'resumed', 10_000);
    discord.withholdHeartbeatAcks(false);
    await handlers.read(discord.talk.say(general, ana, 'still here'));
  });

  it.each([4000, 4009])('comes back after the close %i', async (code) => {
    const { discord, general, ana, handlers } = await scene();
    discord.disconnect(code);
    await discord.waitForConnection(
      ({ kind }) => kind === 'resumed' || (kind === 'ready' && discord.gateway.sessions.size > 0),
      15_000,
    );
    await handlers.read(discord.talk.say(general, ana, 'back'));
  });

  it('begins anew when its session is gone', async () => {
    const { discord, general, ana, handlers } = await scene();
    discord.invalidateSession(false);
    await discord.waitForConnection(
      (event) =>
        event.kind === 'identify' &&
        discord.gateway.events.entries.filter(({ kind }) => kind === 'identify').length > 1,
      15_000,
    );
    await handlers.handed.waitFor(() => handlers.of('joined').length > 1, 15_000);
    await handlers.read(discord.talk.say(general, ana, 'here again'));
  });
});
