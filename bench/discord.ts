import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { APIMessage } from 'discord.js';
import type { LoopbackGuild, LoopbackMember } from '../tests/platforms/discord/guild-state.ts';
import {
  type LoopbackDiscord,
  startLoopbackDiscord,
} from '../tests/platforms/discord/loopback-discord.ts';
import type { BotFigures } from './discord-bot.ts';

/** Repeats a claim of the database in so many words, so that a card is posted. */
const REPEATS = "wait didn't elon call putin like back in 2021?";
/** How many interactions come a second, and for how many seconds. */
const RATE = 50;
const SECONDS = 20;
const FLOOD = 100_000;
const WARM_UP = 5000;
const POSTS = 60;

/** Milliseconds at two shares of the whole, and the worst. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  readonly count: number;
}

/** How a flood of messages went. Rates in messages a second, memory in MB after each quarter. */
export interface FloodFigures {
  readonly sent: number;
  readonly heard: number;
  readonly rate: number;
  readonly delayP99: number;
  readonly heaps: readonly number[];
}

/** The bot in a process of its own, in a Discord on loopback in this one. */
interface Stage {
  readonly discord: LoopbackDiscord;
  readonly guild: LoopbackGuild;
  readonly ana: LoopbackMember;
  /** How many messages the bot has worked on. */
  heard(): Promise<number>;
  figures(): Promise<BotFigures>;
}

async function onStage<Result>(act: (stage: Stage) => Promise<Result>): Promise<Result> {
  const discord = await startLoopbackDiscord();
  const guild = discord.places.createGuild({ name: 'Bench' });
  const ana = discord.places.createMember(guild, { name: 'Ana' });
  const bot = fork(join(import.meta.dirname, 'discord-bot.ts'), {
    env: { ...process.env, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    execArgv: ['--expose-gc'],
  });
  try {
    await once(bot, 'message');
    return await act({
      discord,
      guild,
      ana,
      heard: () => asked<number>(bot, 'heard'),
      figures: () => asked<BotFigures>(bot, 'figures'),
    });
  } finally {
    bot.send('stop');
    await once(bot, 'exit');
    await discord.stop();
  }
}

async function asked<Told>(bot: ChildProcess, what: string): Promise<Told> {
  bot.send(what);
  const [told] = (await once(bot, 'message')) as [Told];
  return told;
}

/** From a message to its card, each in a channel of its own. */
export function postTimes(): Promise<Times> {
  return onStage(async ({ discord, guild, ana }) => {
    const times: number[] = [];
    for (let at = 0; at < POSTS; at++) {
      const channel = discord.places.createChannel(guild, { name: `room-${at}` });
      const from = performance.now();
      discord.talk.say(channel, ana, REPEATS);
      await discord.waitForMessage(({ channel_id }: APIMessage) => channel_id === channel.id);
      times.push(performance.now() - from);
    }
    return timesOf(times);
  });
}

/** From an interaction to its first answer, at a steady rate of commands, completions and buttons. */
export function acknowledgementTimes(): Promise<Times & { readonly failed: number }> {
  return onStage(async ({ discord, guild, ana }) => {
    const general = discord.places.createChannel(guild, { name: 'general' });
    discord.talk.say(general, ana, REPEATS);
    const card = await discord.waitForMessage(({ channel_id }) => channel_id === general.id);
    const button = pressable(card);
    const kinds = [
      () => discord.acts.command(ana, general, 'context', { about: 'musk and putin' }),
      () => discord.acts.autocomplete(ana, general, 'context', 'about', { about: 'starlink' }),
      () => discord.acts.press(ana, general, card, button),
      () => discord.acts.command(ana, general, 'context', {}),
    ];
    const acts = [];
    const started = performance.now();
    for (let at = 0; at < RATE * SECONDS; at++) {
      const kind = kinds[at % kinds.length];
      if (kind !== undefined) acts.push(kind());
      await wait(Math.max(0, started + ((at + 1) * 1000) / RATE - performance.now()));
    }
    const done = await Promise.all(acts);
    const times = done.flatMap(({ acknowledgedAfterMs }) => acknowledgedAfterMs ?? []);
    return { ...timesOf(times), failed: done.length - times.length };
  });
}

/** Chatter as fast as the loopback can send it, on another processor than the bot's. */
export function flood(): Promise<FloodFigures> {
  return onStage(async ({ discord, guild, ana, heard, figures }) => {
    const general = discord.places.createChannel(guild, { name: 'general' });
    const chatter = chatterTexts();
    await discord.talk.flood(general, ana, texts(chatter, WARM_UP));
    await heardAll(heard, WARM_UP);
    await figures();
    const quarters: BotFigures[] = [];
    let took = 0;
    for (let quarter = 1; quarter <= 4; quarter++) {
      const from = performance.now();
      await discord.talk.flood(general, ana, texts(chatter, FLOOD / 4));
      await heardAll(heard, WARM_UP + (quarter * FLOOD) / 4);
      took += performance.now() - from;
      quarters.push(await figures());
    }
    const last = quarters.at(-1) ?? (await figures());
    return {
      sent: FLOOD,
      heard: last.heard - WARM_UP,
      rate: ((last.heard - WARM_UP) * 1000) / took,
      delayP99: last.delayP99,
      heaps: quarters.map(({ heap }) => heap),
    };
  });
}

/** Waits until the bot has heard so many messages, or for ten seconds without any news. */
async function heardAll(heard: () => Promise<number>, many: number): Promise<void> {
  let [last, stale] = [await heard(), 0];
  while (last < many && stale < 40) {
    await wait(250);
    const next = await heard();
    stale = next === last ? stale + 1 : 0;
    last = next;
  }
}

function chatterTexts(): readonly string[] {
  const file = join(import.meta.dirname, '../tests/conversations/fit/chatter.jsonl');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

function* texts(chatter: readonly string[], many: number): Generator<string> {
  for (let at = 0; at < many; at++) yield `${chatter[at % chatter.length]} ${at}`;
}

function pressable(card: APIMessage): string {
  const found = /"custom_id":"(why:[^"]+)"/.exec(JSON.stringify(card.components));
  if (found?.[1] === undefined) throw new Error('the card has no button');
  return found[1];
}

function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), worst: at(1), count: sorted.length };
}

/** All of Discord's figures as a section of the report. */
export async function discordSection(): Promise<string> {
  const [posts, acks, flooded] = [await postTimes(), await acknowledgementTimes(), await flood()];
  return [
    '## Discord, over loopback',
    '',
    '| what | p50 ms | p99 ms | worst ms | of |',
    '|---|---:|---:|---:|---:|',
    row('message to card', posts),
    row(`interaction to first answer, ${RATE} a second`, acks),
    '',
    `${acks.failed} interactions got no answer within three seconds.`,
    '',
    `Flood: ${flooded.heard} of ${flooded.sent} messages heard, ${flooded.rate.toFixed(0)} a second; event loop delay ${flooded.delayP99.toFixed(1)} ms at p99; heap after each quarter ${flooded.heaps.map((heap) => heap.toFixed(0)).join(', ')} MB.`,
    '',
  ].join('\n');
}

function row(what: string, { p50, p99, worst, count }: Times): string {
  return `| ${what} | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${worst.toFixed(0)} | ${count} |`;
}
