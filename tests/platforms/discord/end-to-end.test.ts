import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type APIMessage, MessageFlags } from 'discord.js';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { flat } from './body-limits.ts';
import type { LoopbackDiscord } from './loopback-discord.ts';
import { setStage } from './scene.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Repeats a claim of the database in so many words. */
const REPEATS = "didn't elon and putin have that one call in 2021, about space?";
const cleanups: (() => unknown)[] = [];
let postgres: Promise<TestPostgres> | undefined;

afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});
afterAll(async () => (await postgres)?.stop());

/** The whole program, as `npm start` runs it. */
interface Program {
  readonly log: () => string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

async function program(
  discord: LoopbackDiscord,
  env: Record<string, string> = {},
): Promise<Program> {
  const child: ChildProcess = spawn(process.execPath, ['src/cli.ts', 'start'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ...env,
    },
  });
  let out = '';
  let err = '';
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    await ended;
  };
  cleanups.push(() => stop('SIGKILL'));
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      if (out.includes('ready')) resolve();
    });
    void ended.then(() => reject(new Error(`ended: ${err}`)));
  });
  return { log: () => err, stop };
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-data-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function textOf(message: APIMessage): string {
  return flat((message.components ?? []) as never[])
    .flatMap(({ content }) => content ?? [])
    .join('\n');
}

/** Long enough for a second card to come if there were one to come. */
const A_WHILE = 1500;

describe('the whole program', () => {
  it('starts in shadow: it connects, reads, and says nothing', async () => {
    const { discord, general, ana } = await setStage();
    const { log } = await program(discord, { DATA_DIR: dataFolder() });
    discord.talk.say(general, ana, REPEATS);
    await wait(A_WHILE);
    expect(discord.talk.botMessages(general)).toEqual([]);
    expect(log()).not.toContain(REPEATS);
  });

  it('posts one card of a matching message, again after an edit and a restart', async () => {
    const { discord, general, ana } = await setStage();
    const env = { DATA_DIR: dataFolder(), DEFAULT_RUNG: 'channel' };
    const first = await program(discord, env);
    const id = discord.talk.say(general, ana, REPEATS);
    const card = await discord.waitForMessage(({ channel_id }) => channel_id === general.id);
    expect(card.message_reference?.message_id).toBe(id);
    expect(textOf(card)).toMatch(/^\*\*Confirmed\*\*: Elon Musk and the Kremlin/);
    expect((card.flags ?? 0) & MessageFlags.SuppressNotifications).not.toBe(0);

    discord.talk.edit(general, id, `${REPEATS} i mean`);
    discord.requestReconnect();
    discord.talk.say(general, ana, REPEATS);
    await first.stop();
    await program(discord, env);
    discord.talk.say(general, ana, `${REPEATS} again`);
    await wait(A_WHILE);
    expect(discord.talk.botMessages(general)).toHaveLength(1);
  });

  it('takes the card away with its message', async () => {
    const { discord, general, ana } = await setStage();
    await program(discord, { DATA_DIR: dataFolder(), DEFAULT_RUNG: 'channel' });
    const id = discord.talk.say(general, ana, REPEATS);
    const card = await discord.waitForMessage(({ channel_id }) => channel_id === general.id);
    discord.talk.deleteMessage(general, id);
    await discord.waitForDeletion(({ messageId }) => messageId === card.id);
    expect(discord.talk.botMessages(general)).toEqual([]);
  });

  it('posts one card when two processes hear of every message', async () => {
    postgres ??= startPostgres();
    const { discord, general, guild, ana } = await setStage();
    const env = {
      DATABASE_URL: await (await postgres).database(),
      HASH_KEY: 'k'.repeat(32),
      DEFAULT_RUNG: 'channel',
    };
    await program(discord, { ...env, DATA_DIR: dataFolder() });
    await program(discord, { ...env, DATA_DIR: dataFolder() });
    const channels = [general];
    for (let at = 0; at < 5; at++)
      channels.push(discord.places.createChannel(guild, { name: `room-${at}` }));
    for (const channel of channels) discord.talk.say(channel, ana, REPEATS);
    for (const { id } of channels)
      await discord.waitForMessage(({ channel_id }) => channel_id === id, 10_000);
    await wait(A_WHILE);
    const cards = channels.map((channel) => discord.talk.botMessages(channel).length);
    expect(cards).toEqual(channels.map(() => 1));
    const asked = await discord.acts.command(ana, general, 'context', { about: REPEATS });
    expect(asked.acknowledgement).toBe('message');
    expect(asked.followUps).toEqual([]);
  });

  it('welcomes the moderators once, and says there what it lacks', async () => {
    const { discord, general, guild, ana } = await setStage();
    const updates = discord.places.createChannel(guild, { name: 'moderators' });
    guild.publicUpdatesChannelId = updates.id;
    discord.places.denyBot(general, 'SendMessages');
    const env = { DATA_DIR: dataFolder(), DEFAULT_RUNG: 'channel' };
    const first = await program(discord, env);
    await discord.waitForMessage(({ channel_id }) => channel_id === updates.id);
    discord.talk.say(general, ana, REPEATS);
    const notice = await discord.waitForMessage((each) => textOf(each).includes('Send Messages'));
    expect(notice.channel_id).toBe(updates.id);
    await first.stop();
    await program(discord, env);
    await wait(A_WHILE);
    expect(discord.talk.botMessages(updates)).toHaveLength(2);
  });

  it('tells the moderators once that it may not read along', async () => {
    const { discord, guild } = await setStage({ messageContent: 'none' });
    const updates = discord.places.createChannel(guild, { name: 'moderators' });
    guild.publicUpdatesChannelId = updates.id;
    await program(discord, { DATA_DIR: dataFolder() });
    await discord.waitForMessage((each) => textOf(each).includes('cannot read along'));
  });

  it('suggests to moderators, and posts what one of them lets pass', async () => {
    const { discord, general, guild, ana, mo } = await setStage();
    const updates = discord.places.createChannel(guild, { name: 'moderators' });
    guild.publicUpdatesChannelId = updates.id;
    await program(discord, { DATA_DIR: dataFolder(), DEFAULT_RUNG: 'queue' });
    const id = discord.talk.say(general, ana, REPEATS);
    const suggestion = await discord.waitForMessage((each) =>
      JSON.stringify(each.components).includes('"post:'),
    );
    expect(suggestion.channel_id).toBe(updates.id);
    const post =
      /"custom_id":"(post:[^"]+)"/.exec(JSON.stringify(suggestion.components))?.[1] ?? '';
    const refused = await discord.acts.press(ana, updates, suggestion, post);
    expect(refused.ephemeral).toBe(true);
    expect(discord.talk.botMessages(general)).toEqual([]);
    await discord.acts.press(mo, updates, suggestion, post);
    // The thread of a message carries the message's id.
    await discord.waitForMessage(({ channel_id }) => channel_id === id);
    expect(discord.talk.botMessages(general)).toEqual([]);
    await discord.waitForEdit((each) => each.id === suggestion.id);
  });

  it('answers /context and the buttons of its cards', async () => {
    const { discord, general, ana } = await setStage();
    await program(discord, { DATA_DIR: dataFolder(), DEFAULT_RUNG: 'channel' });
    discord.talk.say(general, ana, REPEATS);
    const card = await discord.waitForMessage(({ channel_id }) => channel_id === general.id);
    const buttons = flat((card.components ?? []) as never[]).flatMap(
      ({ custom_id }) => custom_id ?? [],
    );
    expect(buttons.length).toBeGreaterThanOrEqual(3);
    for (const button of buttons) {
      const pressed = await discord.acts.press(ana, general, card, button);
      expect(pressed.acknowledgement).toBe('message');
      expect(pressed.ephemeral).toBe(true);
    }
    const asked = await discord.acts.command(ana, general, 'context', {
      about: 'musk putin calls',
    });
    expect(asked.acknowledgement).toBe('message');
    const offered = await discord.acts.autocomplete(ana, general, 'context', 'about', {
      about: 'putin',
    });
    expect(offered.choices.length).toBeGreaterThan(0);
  });
});
