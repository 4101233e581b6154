import { Client, type ClientOptions, Events, GatewayIntentBits } from 'discord.js';
import type { LoopbackDiscord } from './loopback-discord.ts';

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
export async function loggedIn(
  discord: LoopbackDiscord,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = clientOf(discord, options);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return ready;
}
