import {
  type Client,
  ComponentType,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  type Message,
  MessageFlags,
  Options,
  Partials,
  RateLimitError,
  type TextChannel,
} from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import type { LoopbackChannel, LoopbackGuild, LoopbackMember } from './guild-state.ts';
import { clientOf, loggedIn } from './logged-in.ts';
import {
  type LoopbackDiscord,
  type LoopbackOptions,
  startLoopbackDiscord,
} from './loopback-discord.ts';

const { Guilds, GuildMessages } = GatewayIntentBits;

interface Scene {
  discord: LoopbackDiscord;
  guild: LoopbackGuild;
  general: LoopbackChannel;
  ana: LoopbackMember;
}

const open: { discord: LoopbackDiscord; clients: Client[] }[] = [];

async function scene(options: LoopbackOptions = {}): Promise<Scene> {
  const discord = await startLoopbackDiscord(options);
  open.push({ discord, clients: [] });
  const guild = discord.places.createGuild({ name: 'Reading room' });
  const general = discord.places.createChannel(guild, { name: 'general' });
  const ana = discord.places.createMember(guild, { name: 'Ana' });
  return { discord, guild, general, ana };
}

async function login(
  discord: LoopbackDiscord,
  ...options: Parameters<typeof loggedIn> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Client<true>> {
  const client = await loggedIn(discord, ...options);
  open.find((one) => one.discord === discord)?.clients.push(client);
  return client;
}

function next<T>(client: Client, event: Events): Promise<T> {
  return new Promise((resolve) => client.once(event as string, (value: T) => resolve(value)));
}

async function textChannel(client: Client, channel: LoopbackChannel): Promise<TextChannel> {
  return (await client.channels.fetch(channel.id)) as TextChannel;
}

function refusedWith(code: number) {
  return expect.objectContaining({ constructor: DiscordAPIError, code });
}

afterEach(async () => {
  for (const { discord, clients } of open.splice(0)) {
    for (const client of clients) await client.destroy();
    await discord.stop();
  }
});

describe('the gateway', () => {
  test('logs a client in and delivers guild, channels and messages', async () => {
    const { discord, guild, general, ana } = await scene();
    const client = await login(discord);
    expect(client.user.id).toBe(discord.bot.id);
    expect(client.guilds.cache.get(guild.id)?.channels.cache.has(general.id)).toBe(true);
    const arriving = next<Message>(client, Events.MessageCreate);
    const id = discord.talk.say(general, ana, 'good morning');
    expect(await arriving).toMatchObject({ id, content: 'good morning', guildId: guild.id });
  });

  test("delivers the bot's own message back", async () => {
    const { discord, general } = await scene();
    const client = await login(discord);
    const arriving = next<Message>(client, Events.MessageCreate);
    const sent = await (await textChannel(client, general)).send('hello');
    expect(await arriving).toMatchObject({ id: sent.id, author: { id: discord.bot.id } });
    expect(discord.talk.botMessages(general)).toMatchObject([{ content: 'hello' }]);
    expect(discord.violations).toEqual([]);
  });

  test('blanks content without the intent, except where the app is meant', async () => {
    const { discord, general, ana } = await scene({ messageContent: 'none' });
    const intents = [Guilds, GuildMessages, GatewayIntentBits.DirectMessages];
    const client = await login(discord, { intents, partials: [Partials.Channel] });
    const seen: string[] = [];
    client.on(Events.MessageCreate, (message) => seen.push(message.content));
    discord.talk.say(general, ana, 'among people');
    discord.talk.say(general, ana, `<@${discord.bot.id}> please look`);
    discord.talk.say(discord.places.openDm(ana.user), ana.user, 'in private');
    const last = next<Message>(client, Events.MessageCreate);
    await (await textChannel(client, general)).send('my own');
    await last;
    expect(seen.slice(0, 4)).toEqual([
      '',
      `<@${discord.bot.id}> please look`,
      'in private',
      'my own',
    ]);
    const fetched = await (await textChannel(client, general)).messages.fetch({
      limit: 10,
      cache: false,
    });
    expect(fetched.map(({ content }) => content)).toEqual([
      'my own',
      `<@${discord.bot.id}> please look`,
      '',
    ]);
  });

  test('closes with 4014 when message content was not enabled', async () => {
    const { discord } = await scene({ messageContent: 'none' });
    const client = clientOf(discord);
    await expect(client.login(discord.token)).rejects.toThrow('disallowed intents');
    await discord.waitForConnection(({ kind, detail }) => kind === 'closed' && detail === 4014);
  });

  test('answers 401 to a wrong token', async () => {
    const { discord } = await scene();
    const client = clientOf(discord);
    await expect(client.login('wrong.token.here')).rejects.toThrow();
    expect(discord.requests.map(({ status }) => status)).toEqual([401]);
    expect(discord.rest.invalidRequests).toBe(1);
  });

  test('refuses the login when no session starts are left', async () => {
    const { discord } = await scene({ sessionStarts: 0 });
    await expect(clientOf(discord).login(discord.token)).rejects.toThrow(/session/i);
  });

  test.each([
    ['a cut connection', (discord: LoopbackDiscord) => discord.cutConnections()],
    ['op 7', (discord: LoopbackDiscord) => discord.requestReconnect()],
    ['close 4000', (discord: LoopbackDiscord) => discord.disconnect(4000)],
  ])('resumes after %s and replays what was missed, in order', async (_, interrupt) => {
    const { discord, general, ana } = await scene();
    const client = await login(discord);
    const seen: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => seen.push(content));
    const resumed = next(client, Events.ShardResume);
    interrupt(discord);
    await discord.waitForConnection(({ kind }) => kind === 'closed', 15_000);
    discord.talk.say(general, ana, 'first');
    discord.talk.say(general, ana, 'second');
    await resumed;
    expect(seen).toEqual(['first', 'second']);
    expect(await discord.waitForConnection(({ kind }) => kind === 'resumed')).toMatchObject({
      detail: 2,
    });
  });

  test('resumes after op 9 with d true and replays what was missed', async () => {
    const { discord, general, ana } = await scene();
    const client = await login(discord);
    const arriving = next<Message>(client, Events.MessageCreate);
    discord.invalidateSession(true);
    discord.talk.say(general, ana, 'missed');
    expect((await arriving).content).toBe('missed');
    const resumed = await discord.waitForConnection(({ kind }) => kind === 'resumed');
    expect(resumed.detail).toBe(1);
  });

  test('makes the client identify again after op 9 with d false', async () => {
    const { discord } = await scene();
    const client = await login(discord);
    const again = next<number>(client, Events.ShardReady);
    discord.invalidateSession(false);
    expect(await again).toBe(0);
    expect(discord.gateway.startsLeft).toBe(998);
  });

  test('withheld heartbeat acknowledgements make the client resume', async () => {
    const { discord } = await scene({ heartbeatIntervalMs: 100 });
    await login(discord);
    discord.withholdHeartbeatAcks();
    await discord.waitForConnection(({ kind }) => kind === 'closed', 10_000);
    discord.withholdHeartbeatAcks(false);
    const resumed = await discord.waitForConnection(({ kind }) => kind === 'resumed', 10_000);
    expect(resumed.sessionId).not.toBeNull();
  });

  test('tells an outage from a removal', async () => {
    const { discord, guild } = await scene();
    const client = await login(discord);
    const outage = next<{ id: string }>(client, Events.GuildUnavailable);
    discord.places.startOutage(guild);
    expect(await outage).toMatchObject({ id: guild.id });
    const back = next<{ id: string }>(client, Events.GuildAvailable);
    discord.places.endOutage(guild);
    expect(await back).toMatchObject({ id: guild.id });
    const removed = next<{ id: string }>(client, Events.GuildDelete);
    discord.places.removeBot(guild);
    expect(await removed).toMatchObject({ id: guild.id });
  });
});

describe('talk', () => {
  test('a link preview is an update without an edit; an edit has its time', async () => {
    const { discord, general, ana } = await scene();
    const client = await login(discord);
    const id = discord.talk.say(general, ana, 'see https://example.org/a');
    const updates: (string | null)[] = [];
    client.on(Events.MessageUpdate, (_, { editedAt, content, embeds }) =>
      updates.push(`${content} ${embeds.length} ${editedAt !== null}`),
    );
    discord.talk.addLinkPreview(general, id, { url: 'https://example.org/a', title: 'A' });
    discord.talk.edit(general, id, 'changed');
    const gone = next<Message>(client, Events.MessageDelete);
    discord.talk.deleteMessage(general, id);
    expect((await gone).id).toBe(id);
    expect(updates).toEqual(['see https://example.org/a 1 false', 'changed 1 true']);
  });

  test('forum posts, threads of a message, forwards and bulk deletes look like Discord', async () => {
    const { discord, guild, general, ana } = await scene();
    const forum = discord.places.createChannel(guild, { name: 'ideas', type: 15 });
    const client = await login(discord);
    const post = discord.talk.postInForum(forum, ana, 'An idea', 'the first text');
    const id = discord.talk.say(general, ana, 'root');
    const thread = await (
      await (await textChannel(client, general)).messages.fetch(id)
    ).startThread({ name: 'more' });
    expect(post.messages.has(post.id)).toBe(true);
    expect(thread.id).toBe(id);
    const again = (await textChannel(client, general)).messages.cache.get(id);
    await expect(again?.startThread({ name: 'twice' })).rejects.toBeDefined();
    const forwarded = next<Message>(client, Events.MessageCreate);
    discord.talk.say(general, ana, '', { forwardOf: { channel: general, messageId: id } });
    expect((await forwarded).messageSnapshots.first()?.content).toBe('root');
    const bulk = next<ReadonlyMap<string, unknown>>(client, Events.MessageBulkDelete);
    discord.talk.bulkDelete(general, [...general.messages.keys()]);
    expect((await bulk).has(id)).toBe(true);
  });

  test('a second thread on a message is 160004, a locked one refuses with 50083', async () => {
    const { discord, general, ana } = await scene();
    const client = await login(discord);
    const id = discord.talk.say(general, ana, 'root');
    const thread = discord.talk.startThread(general, ana, 'more', { fromMessage: id });
    const start = client.rest.post(`/channels/${general.id}/messages/${id}/threads`, {
      body: { name: 'x' },
    });
    await expect(start).rejects.toEqual(refusedWith(160004));
    discord.talk.changeThread(thread, { archived: true });
    await client.rest.post(`/channels/${thread.id}/messages`, { body: { content: 'reopened' } });
    expect(thread.thread?.archived).toBe(false);
    discord.talk.changeThread(thread, { archived: true, locked: true });
    const locked = client.rest.post(`/channels/${thread.id}/messages`, { body: { content: 'no' } });
    await expect(locked).rejects.toEqual(refusedWith(50083));
  });

  test('a flood loses nothing', async () => {
    const { discord, general, ana } = await scene();
    const client = await login(discord, {
      makeCache: Options.cacheWithLimits({ MessageManager: 0 }),
    });
    let seen = 0;
    const all = new Promise<void>((resolve) => {
      client.on(Events.MessageCreate, () => {
        seen += 1;
        if (seen === 5000) resolve();
      });
    });
    const { messages } = await discord.talk.flood(
      general,
      ana,
      Array.from({ length: 5000 }, (_, n) => `message ${n}`),
    );
    await all;
    expect(messages).toBe(5000);
  });
});

describe('REST', () => {
  test('a nonce with enforce_nonce keeps the retry of discord.js from posting twice', async () => {
    const { discord, general } = await scene();
    const client = await login(discord);
    discord.failNext('POST /channels/:channel/messages', { kind: 'drop-after', reset: true });
    const body = { content: 'once', nonce: 'card-1', enforce_nonce: true };
    const post = () => client.rest.post(`/channels/${general.id}/messages`, { body });
    const answer = (await post()) as { id: string };
    expect(discord.talk.botMessages(general).map(({ id }) => id)).toEqual([answer.id]);
    expect(discord.requests.slice(-2).map(({ status }) => status)).toEqual([0, 200]);
    discord.advanceTime(10 * 60_000);
    await post();
    expect(discord.talk.botMessages(general)).toHaveLength(2);
  });

  test('a connection closed after the message was stored leaves the caller in doubt', async () => {
    const { discord, general } = await scene();
    const client = await login(discord);
    discord.failNext('POST /channels/:channel/messages', { kind: 'drop-after' });
    const body = { content: 'once', nonce: 'card-1', enforce_nonce: true };
    const post = () => client.rest.post(`/channels/${general.id}/messages`, { body });
    await expect(post()).rejects.toThrow('other side closed');
    expect(await post()).toMatchObject({ id: discord.talk.botMessages(general)[0]?.id });
    expect(discord.posted).toHaveLength(1);
  });

  test('permissions are computed per channel', async () => {
    const { discord, guild, general } = await scene();
    const hidden = discord.places.createChannel(guild, { name: 'hidden', onlyFor: [] });
    discord.places.denyBot(general, 'SendMessages');
    const client = await login(discord);
    const send = (id: string) =>
      client.rest.post(`/channels/${id}/messages`, { body: { content: 'x' } });
    await expect(send(general.id)).rejects.toEqual(refusedWith(50013));
    await expect(send(hidden.id)).rejects.toEqual(refusedWith(50001));
    discord.places.deleteChannel(hidden);
    await expect(send(hidden.id)).rejects.toEqual(refusedWith(10003));
  });

  test('slow mode holds the bot back with 20016', async () => {
    const { discord, guild } = await scene();
    const slow = discord.places.createChannel(guild, { name: 'slow', slowModeSeconds: 60 });
    const client = await login(discord, { rest: { rejectOnRateLimit: () => true } });
    const send = () =>
      client.rest.post(`/channels/${slow.id}/messages`, { body: { content: 'x' } });
    await send();
    await expect(send()).rejects.toBeInstanceOf(RateLimitError);
    expect(discord.requests.at(-1)).toMatchObject({ status: 429, errorCode: 20016 });
  });

  test.each(['user', 'global', 'shared'] as const)(
    'a 429 of scope %s is waited out by the client',
    async (scope) => {
      const { discord, general } = await scene();
      const client = await login(discord);
      discord.failNext('POST /channels/:channel/messages', {
        kind: 'rate-limit',
        scope,
        retryAfterMs: 60,
      });
      await (await textChannel(client, general)).send('patient');
      expect(discord.requests.slice(-2).map(({ status }) => status)).toEqual([429, 200]);
      expect(discord.rest.invalidRequests).toBe(scope === 'shared' ? 0 : 1);
    },
  );

  test('a bucket of its own limit is obeyed by the client through its headers', async () => {
    const { discord, general } = await scene();
    const client = await login(discord);
    discord.limitRoute('POST /channels/:channel/messages', { limit: 2, windowMs: 200 });
    const channel = await textChannel(client, general);
    for (const text of ['1', '2', '3', '4', '5']) await channel.send(text);
    expect(discord.talk.botMessages(general)).toHaveLength(5);
    expect(discord.rest.invalidRequests).toBe(0);
  });

  test('bodies beyond the limits are refused and recorded', async () => {
    const { discord, general } = await scene();
    const client = await login(discord);
    const texts = Array.from({ length: 41 }, () => ({
      type: ComponentType.TextDisplay,
      content: 'x',
    }));
    const bodies = [
      { content: 'x'.repeat(2001) },
      { flags: MessageFlags.IsComponentsV2, components: texts },
      {
        flags: MessageFlags.IsComponentsV2,
        components: texts.slice(0, 2).map((text) => ({ ...text, content: 'y'.repeat(2001) })),
      },
      { flags: MessageFlags.IsComponentsV2, content: 'both', components: texts.slice(0, 1) },
      { content: 'x', flags: MessageFlags.Ephemeral },
      { embeds: [1, 2].map(() => ({ description: 'z'.repeat(3001) })) },
    ];
    for (const body of bodies) {
      const sent = client.rest.post(`/channels/${general.id}/messages`, { body });
      await expect(sent).rejects.toEqual(refusedWith(50035));
    }
    expect(discord.violations).toHaveLength(bodies.length);
    expect(discord.talk.botMessages(general)).toEqual([]);
  });

  test.skipIf(!process.env.DISCORD_OPENAPI)(
    'bodies are checked against the OpenAPI file',
    async () => {
      const { discord, general } = await scene();
      const client = await login(discord);
      const bad = {
        content: 'x',
        components: [{ type: 1, components: [{ type: 2, style: 2, label: 'l', custom_id: 7 }] }],
      };
      const sent = client.rest.post(`/channels/${general.id}/messages`, { body: bad });
      await expect(sent).rejects.toEqual(refusedWith(50035));
      expect(discord.violations[0]?.faults.join()).toContain('custom_id must be string');
      const good = {
        content: 'x',
        nonce: '1',
        enforce_nonce: true,
        allowed_mentions: { parse: [], replied_user: false },
      };
      await client.rest.post(`/channels/${general.id}/messages`, { body: good });
      expect(discord.violations).toHaveLength(1);
    },
  );
});

describe('interactions', () => {
  const context = {
    name: 'context',
    description: 'Context for a claim',
    options: [{ type: 3, name: 'about', description: 'What about', autocomplete: true }],
  };

  async function withCommands(
    options: LoopbackOptions,
    answer: (interaction: Interaction) => Promise<unknown>,
  ) {
    const all = await scene(options);
    const client = await login(all.discord);
    const errors: unknown[] = [];
    client.on(Events.InteractionCreate, (interaction) => {
      answer(interaction).catch((error: unknown) => errors.push(error));
    });
    await client.application?.commands.set([context, { name: 'Check this message', type: 3 }]);
    return { ...all, client, errors };
  }

  test('a command is answered, ephemerally and outside the history', async () => {
    const { discord, general, ana, client } = await withCommands({}, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const about = interaction.options.getString('about');
      await interaction.reply({
        content: `about ${about}`,
        flags: MessageFlags.Ephemeral,
        withResponse: true,
      });
      await interaction.followUp({ content: 'and more' });
    });
    const outcome = await discord.acts.command(ana, general, 'context', { about: 'bridges' });
    expect(outcome).toMatchObject({ acknowledgement: 'message', ephemeral: true });
    expect(outcome.message?.content).toBe('about bridges');
    await outcome.shown.waitFor(({ content }) => content === 'and more', 2000);
    expect([...general.messages.values()].map(({ content }) => content)).toEqual(['and more']);
    const get = client.rest.get(`/channels/${general.id}/messages/${outcome.message?.id}`);
    await expect(get).rejects.toEqual(refusedWith(10008));
    expect(discord.violations).toEqual([]);
  });

  test('a deferred answer is settled by its edit; autocomplete gives choices', async () => {
    const { discord, general, ana } = await withCommands({}, async (interaction) => {
      if (interaction.isAutocomplete()) {
        const typed = interaction.options.getFocused();
        await interaction.respond([{ name: `${typed}…`, value: 'id-1' }]);
      } else if (interaction.isChatInputCommand()) {
        await interaction.deferReply();
        await interaction.editReply('done');
      }
    });
    const typed = await discord.acts.autocomplete(ana, general, 'context', 'about', {
      about: 'bri',
    });
    expect(typed.choices).toEqual([{ name: 'bri…', value: 'id-1' }]);
    const outcome = await discord.acts.command(ana, general, 'context');
    expect(outcome).toMatchObject({
      acknowledgement: 'deferred-message',
      message: { content: 'done' },
    });
  });

  test('a message command sees the content without the intent', async () => {
    const { discord, general, ana } = await withCommands({}, async (interaction) => {
      if (interaction.isMessageContextMenuCommand())
        await interaction.reply(interaction.targetMessage.content);
    });
    const id = discord.talk.say(general, ana, 'look at this');
    const outcome = await discord.acts.messageCommand(ana, general, id, 'Check this message');
    expect(outcome.message?.content).toBe('look at this');
  });

  test('buttons update their message, open modals, and modals come back filled in', async () => {
    const row = (id: string) => [
      { type: 1, components: [{ type: 2, style: 2, label: 'Press', custom_id: id }] },
    ];
    const { discord, general, ana, client } = await withCommands({}, async (interaction) => {
      if (interaction.isModalSubmit())
        await interaction.reply(interaction.fields.getTextInputValue('why'));
      if (!interaction.isButton()) return;
      if (interaction.customId === 'update')
        await interaction.update({ content: 'updated', components: row('ask') });
      else
        await interaction.showModal({
          custom_id: 'reason',
          title: 'Reason',
          components: [
            { type: 18, label: 'Why?', component: { type: 4, style: 1, custom_id: 'why' } },
          ],
        });
    });
    await (await textChannel(client, general)).send({ content: 'card', components: row('update') });
    const card = await discord.waitForMessage(({ content }) => content === 'card');
    const updated = await discord.acts.press(ana, general, card, 'update');
    expect(updated).toMatchObject({ acknowledgement: 'update', message: { content: 'updated' } });
    const asked = await discord.acts.press(ana, general, card, 'ask');
    const sent = await discord.acts.submitModal(asked, { why: 'because' });
    expect(sent.message?.content).toBe('because');
    expect(discord.violations).toEqual([]);
  });

  test('an answer after the deadline is 10062, a second one 40060, a token dies after 15 minutes', async () => {
    const late = Promise.withResolvers<void>();
    const { discord, general, ana, errors, client } = await withCommands(
      { interactionDeadlineMs: 300 },
      async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        if (interaction.options.getString('about') === 'late') await late.promise;
        await interaction.reply('answer');
      },
    );
    const outcome = await discord.acts.command(ana, general, 'context', { about: 'late' });
    expect(outcome).toMatchObject({
      acknowledgement: 'failed',
      acknowledgedAfterMs: null,
      message: null,
    });
    late.resolve();
    await discord.waitForRequest(({ errorCode }) => errorCode === 10062);
    const answered = await discord.acts.command(ana, general, 'context', { about: 'x' });
    const { id, token } = answered.issued;
    const again = client.rest.post(`/interactions/${id}/${token}/callback`, {
      body: { type: 5 },
      auth: false,
    });
    await expect(again).rejects.toEqual(refusedWith(40060));
    discord.advanceTime(15 * 60_000 + 1);
    const edit = client.rest.patch(
      `/webhooks/${client.application?.id}/${token}/messages/@original`,
      { body: { content: 'y' }, auth: false },
    );
    await expect(edit).rejects.toEqual(refusedWith(10015));
    expect(errors).toEqual([refusedWith(10062)]);
  });
});
