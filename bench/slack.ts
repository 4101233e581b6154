import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type LoopbackSlack, startLoopbackSlack } from '../tests/platforms/slack/loopback-slack.ts';

const ROOT = join(import.meta.dirname, '..');
/** Repeats a claim of the database in so many words, so that a card is posted. */
const REPEATS = "wait didn't elon call putin like back in 2021?";
/** How many events and interactions come a second, and for how many seconds. */
const RATE = 50;
const SECONDS = 20;
const POSTS = 60;
/** Of so many deliveries one is a command, and one repeats a claim in a channel where no card stands yet. */
const EVERY = 5;

/** Milliseconds at two shares of the whole, and the worst. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  readonly count: number;
}

/** How deliveries were acknowledged while posting was held back. */
export interface AcknowledgementFigures extends Times {
  /** Deliveries that were not acknowledged within Slack's three seconds. */
  readonly failed: number;
  readonly posted: number;
  /** Posts that Slack refused with 429 meanwhile. */
  readonly limited: number;
}

interface Stage {
  readonly slack: LoopbackSlack;
  readonly ada: string;
}

/** The whole program in a process of its own, on a Slack on loopback in this one. */
async function onStage<Result>(act: (stage: Stage) => Promise<Result>): Promise<Result> {
  const slack = await startLoopbackSlack({ retryDelaysMs: [] });
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-bench-'));
  const program = spawn(process.execPath, ['src/cli.ts', 'start'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      LOG_LEVEL: 'error',
      DATA_DIR: folder,
      DEFAULT_RUNG: 'channel',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    },
  });
  try {
    await once(program.stdout, 'data');
    return await act({ slack, ada: slack.createUser('ada').id });
  } finally {
    program.kill();
    if (program.exitCode === null) await once(program, 'exit');
    await slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From a message to its card, each in a channel of its own. */
export function postTimes(): Promise<Times> {
  return onStage(async ({ slack, ada }) => {
    const times: number[] = [];
    for (let at = 0; at < POSTS; at++) {
      const channel = slack.createChannel(`room-${at}`).id;
      const from = performance.now();
      slack.say(channel, ada, REPEATS);
      await slack.waitForMessage(
        (output) => output.kind === 'message' && output.channel === channel,
      );
      times.push(performance.now() - from);
    }
    return timesOf(times);
  });
}

/** From a delivery to its acknowledgement, at a steady rate, while Slack takes one post in five seconds and refuses the others. */
export function acknowledgementTimes(): Promise<AcknowledgementFigures> {
  return onStage(async ({ slack, ada }) => {
    slack.faults.limitRate('chat.postMessage', 1, 5000);
    const general = slack.createChannel('general').id;
    const chatter = chatterTexts();
    const commands: Promise<{ ack: { outcome: string; ms?: number } }>[] = [];
    const started = performance.now();
    for (let at = 0; at < RATE * SECONDS; at++) {
      if (at % EVERY === 0)
        commands.push(slack.command(ada, general, '/context', 'musk and putin'));
      else if (at % EVERY === 1) slack.say(slack.createChannel(`room-${at}`).id, ada, REPEATS);
      else slack.say(general, ada, `${chatter[at % chatter.length]} ${at}`);
      await wait(Math.max(0, started + ((at + 1) * 1000) / RATE - performance.now()));
    }
    await slack.settled();
    const events = slack.deliveries.all.flatMap(({ attempts }) => attempts);
    const acks = [...events, ...(await Promise.all(commands))].map(({ ack }) => ack);
    const taken = acks.filter(({ outcome }) => outcome === 'acknowledged');
    const posts = slack.calls.items.filter(({ method }) => method === 'chat.postMessage');
    const limited = posts.filter(({ fault }) => fault === 'rate-limited').length;
    return {
      ...timesOf(taken.map(({ ms }) => ms ?? Number.NaN)),
      failed: acks.length - taken.length,
      posted: posts.length - limited,
      limited,
    };
  });
}

function chatterTexts(): readonly string[] {
  const file = join(ROOT, 'tests/conversations/fit/chatter.jsonl');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), worst: at(1), count: sorted.length };
}

/** All of Slack's figures as a section of the report. */
export async function slackSection(): Promise<string> {
  const [posts, acks] = [await postTimes(), await acknowledgementTimes()];
  return [
    '## Slack, over loopback',
    '',
    '| what | p50 ms | p99 ms | worst ms | of |',
    '|---|---:|---:|---:|---:|',
    row('message to card', posts),
    row(`delivery to acknowledgement, ${RATE} a second while posting is rate-limited`, acks),
    '',
    `${acks.failed} deliveries got no acknowledgement within three seconds; meanwhile ${acks.posted} cards were posted and ${acks.limited} posts refused with 429.`,
    '',
  ].join('\n');
}

function row(what: string, { p50, p99, worst, count }: Times): string {
  return `| ${what} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${worst.toFixed(1)} | ${count} |`;
}
