import { Events, GatewayIntentBits, type Message, Partials } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { LoopbackDiscord } from './loopback-discord.ts';
import { clientOf, login, next, scene, textChannel } from './loopback-scene.ts';

const { Guilds, GuildMessages } = GatewayIntentBits;

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

  test('routes guilds to shards, and delivers to every process of a shard', async () => {
    const { discord, guild, general, ana } = await scene();
    const mine = Number((BigInt(guild.id) >> 22n) % 2n);
    const clients = [mine, mine, 1 - mine].map((id) =>
      login(discord, { shards: [id], shardCount: 2 }),
    );
    const [one, two, other] = await Promise.all(clients);
    if (!one || !two || !other) throw new Error('three clients log in');
    const arriving = [one, two].map((client) => next<Message>(client, Events.MessageCreate));
    discord.talk.say(general, ana, 'to both');
    expect((await Promise.all(arriving)).map(({ content }) => content)).toEqual([
      'to both',
      'to both',
    ]);
    expect(other.guilds.cache.size).toBe(0);
  });

  test('a token reset in the portal is final', async () => {
    const { discord } = await scene();
    const client = await login(discord);
    const ended = new Promise<number>((resolve) => {
      client.once(Events.ShardDisconnect, ({ code }) => resolve(code));
    });
    client.on(Events.Error, () => {});
    client.on(Events.ShardError, () => {});
    discord.revokeToken();
    expect(await ended).toBe(4004);
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
