import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, expect } from 'vitest';
import type { Handlers } from '../../../src/moderate/request.ts';
import { createDiscord } from '../../../src/platforms/discord/discord.ts';
import type { Running } from '../../../src/platforms/platform.ts';
import type { LoopbackChannel, LoopbackGuild, LoopbackMember } from './guild-state.ts';
import {
  type LoopbackDiscord,
  type LoopbackOptions,
  startLoopbackDiscord,
} from './loopback-discord.ts';
import { RecordingHandlers } from './recording-handlers.ts';

/** A server with people in it, and the bot reading along. */
export interface Scene {
  readonly discord: LoopbackDiscord;
  readonly guild: LoopbackGuild;
  readonly general: LoopbackChannel;
  /** Somebody, a moderator (Manage Messages), an administrator (Manage Server). */
  readonly ana: LoopbackMember;
  readonly mo: LoopbackMember;
  readonly ada: LoopbackMember;
  readonly handlers: RecordingHandlers;
  readonly bot: Running;
  /** Every line logged so far. */
  readonly logged: readonly string[];
}

const open: { discord: LoopbackDiscord; bots: Running[] }[] = [];

/** Sets a scene; it is cleared away after the test, when nothing that the bot sent may have been against Discord's rules. */
export async function scene(options: LoopbackOptions = {}): Promise<Scene> {
  const stage = await setStage(options);
  const handlers = new RecordingHandlers();
  const logged: string[] = [];
  const bot = await startBot(stage.discord, handlers, logged);
  return { ...stage, handlers, bot, logged };
}

/** A Discord with a server and people, and no bot yet. */
export async function setStage(options: LoopbackOptions = {}) {
  const discord = await startLoopbackDiscord(options);
  open.push({ discord, bots: [] });
  const { places } = discord;
  const guild = places.createGuild({ name: 'Reading room' });
  const moderators = places.createRole(guild, 'Moderators', ['ManageMessages']);
  const administrators = places.createRole(guild, 'Administrators', [
    'ManageGuild',
    'ManageMessages',
  ]);
  return {
    discord,
    guild,
    general: places.createChannel(guild, { name: 'general' }),
    ana: places.createMember(guild, { name: 'Ana' }),
    mo: places.createMember(guild, { name: 'Mo', roles: [moderators] }),
    ada: places.createMember(guild, { name: 'Ada', roles: [administrators] }),
  };
}

/** Starts a bot in a Discord that a scene made. */
export async function startBot(
  discord: LoopbackDiscord,
  handlers: Handlers,
  logged: string[] = [],
): Promise<Running> {
  const bot = await createDiscord(
    { token: discord.token, apiUrl: discord.apiUrl },
    loggerInto(logged),
  ).start(handlers);
  open.find((one) => one.discord === discord)?.bots.push(bot);
  return bot;
}

/** A logger that writes into a list. */
export function loggerInto(logged: string[]) {
  const lines = new Writable({
    write(line, _encoding, done) {
      logged.push(String(line));
      done();
    },
  });
  return pino({ level: 'debug' }, lines);
}

afterEach(async () => {
  for (const { discord, bots } of open.splice(0)) {
    for (const bot of bots) await bot.stop();
    await discord.stop();
    expect(discord.violations).toEqual([]);
  }
});
