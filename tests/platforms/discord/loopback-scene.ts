import {
  Client,
  type ClientOptions,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type TextChannel,
} from 'discord.js';
import { afterEach, expect } from 'vitest';
import type { LoopbackChannel, LoopbackGuild, LoopbackMember } from './guild-state.ts';
import {
  type LoopbackDiscord,
  type LoopbackOptions,
  startLoopbackDiscord,
} from './loopback-discord.ts';

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;

/** A discord.js client that talks to the loopback, not logged in yet. */
export function clientOf(discord: LoopbackDiscord, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: [Guilds, GuildMessages, DirectMessages, MessageContent],
    ...options,
    rest: { api: discord.apiUrl, ...options.rest },
  });
}

/** A discord.js client that has logged in and received its guilds. */
async function loggedIn(
  discord: LoopbackDiscord,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = clientOf(discord, options);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return ready;
}

/** A Discord with one guild, one channel and one person. */
export interface Scene {
  discord: LoopbackDiscord;
  guild: LoopbackGuild;
  general: LoopbackChannel;
  ana: LoopbackMember;
}

const open: { discord: LoopbackDiscord; clients: Client[] }[] = [];

/** Starts a Discord; it and the clients of `login` end after the test. */
export async function scene(options: LoopbackOptions = {}): Promise<Scene> {
  const discord = await startLoopbackDiscord(options);
  open.push({ discord, clients: [] });
  const guild = discord.places.createGuild({ name: 'Reading room' });
  const general = discord.places.createChannel(guild, { name: 'general' });
  const ana = discord.places.createMember(guild, { name: 'Ana' });
  return { discord, guild, general, ana };
}

/** A discord.js client that has logged in to the Discord of a scene. */
export async function login(
  discord: LoopbackDiscord,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = await loggedIn(discord, options);
  open.find((one) => one.discord === discord)?.clients.push(client);
  return client;
}

/** The first argument of the next event. */
export function next<T>(client: Client, event: Events): Promise<T> {
  return new Promise((resolve) => client.once(event as string, (value: T) => resolve(value)));
}

/** The channel as discord.js sees it. */
export async function textChannel(client: Client, channel: LoopbackChannel): Promise<TextChannel> {
  return (await client.channels.fetch(channel.id)) as TextChannel;
}

/** A refusal with this JSON error code. */
export function refusedWith(code: number) {
  return expect.objectContaining({ constructor: DiscordAPIError, code });
}

afterEach(async () => {
  for (const { discord, clients } of open.splice(0)) {
    for (const client of clients) await client.destroy();
    await discord.stop();
  }
});
