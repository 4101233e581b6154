import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { elementsOf } from './element-values.ts';
import { isObject } from './json.ts';
import type { LoopbackSlack } from './loopback-slack.ts';
import { afterwards, freePort, setUp } from './stage.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Repeats a claim of the database in so many words. */
const REPEATS = "didn't elon and putin have that one call in 2021, about space?";
/** Long enough for a second card to come if there were one to come. */
const A_WHILE = 1500;

/** Starts the whole program as `npm start` runs it; it ends with the test. */
async function program(slack: LoopbackSlack, env: Record<string, string>) {
  const child = spawn(process.execPath, ['src/cli.ts', 'start'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      ...env,
    },
  });
  let [out, err] = ['', ''];
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    await ended;
  };
  afterwards(() => stop('SIGKILL'));
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.includes('ready')) resolve();
    });
    void ended.then((code) => reject(new Error(`the program ended with ${code}: ${err}`)));
  });
  return { log: () => err, stop };
}

async function scene(mode: 'socket' | 'http', more: Record<string, string> = {}) {
  const { slack, channel, ada } = await setUp({ mode });
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-data-'));
  afterwards(async () => rmSync(folder, { recursive: true, force: true }));
  const env: Record<string, string> = { DATA_DIR: folder, DEFAULT_RUNG: 'channel', ...more };
  if (mode === 'socket') env.SLACK_APP_TOKEN = slack.appToken;
  else {
    const port = await freePort();
    slack.sendTo(`http://127.0.0.1:${port}/slack/events`);
    Object.assign(env, { SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_PORT: String(port) });
  }
  return { slack, channel, ada, env };
}

function cards(slack: LoopbackSlack) {
  return slack.outputs.items.filter(({ kind }) => kind === 'message');
}

describe.each(['socket', 'http'] as const)('the whole program by %s', (mode) => {
  it('starts in shadow: it connects, reads, and says nothing', async () => {
    const { slack, channel, ada, env } = await scene(mode);
    const { DEFAULT_RUNG: _unset, ...silent } = env;
    const { log } = await program(slack, silent);
    slack.say(channel, ada, REPEATS);
    await wait(A_WHILE);
    expect(cards(slack)).toEqual([]);
    expect(log()).not.toContain(REPEATS);
  });

  it('posts one card, whatever is redelivered, mentioned beside it, edited or restarted', async () => {
    const { slack, channel, ada, env } = await scene(mode);
    const first = await program(slack, env);
    const ts = slack.say(channel, ada, `<@${slack.workspace.bot.userId}> ${REPEATS}`);
    const { message } = await slack.waitForMessage(({ kind }) => kind === 'message');
    expect(message.thread_ts).toBe(ts);
    expect(message.text).toMatch(/^Confirmed: Elon Musk and the Kremlin/);
    const events = slack.deliveries.all.filter(
      ({ body }) => isObject(body.event) && body.event.ts === ts,
    );
    expect(events.map(({ type }) => type)).toEqual(['message', 'app_mention']);
    const again = () => Promise.all(events.map(({ eventId }) => slack.redeliver(eventId, 5)));
    await again();
    slack.edit(channel, ts, `${REPEATS} i mean`);
    await first.stop();
    await program(slack, env);
    await again();
    slack.say(channel, ada, `${REPEATS} again`);
    await wait(A_WHILE);
    expect(cards(slack)).toHaveLength(1);
  });
});

it('takes the card away with its message', async () => {
  const { slack, channel, ada, env } = await scene('socket');
  await program(slack, env);
  const ts = slack.say(channel, ada, REPEATS);
  const { message } = await slack.waitForMessage(({ kind }) => kind === 'message');
  slack.delete(channel, ts);
  await slack.waitForMessage(
    ({ kind, message: gone }) => kind === 'delete' && gone.ts === message.ts,
  );
});

it('says hello once, privately to whoever invites it first', async () => {
  const { slack, channel, ada, env } = await scene('socket');
  await program(slack, env);
  slack.join(channel, slack.workspace.bot.userId, ada);
  slack.join(channel, slack.workspace.bot.userId, slack.createUser('bo').id);
  const hello = await slack.waitForMessage(({ kind }) => kind === 'message');
  expect(hello.channel).toBe(slack.directMessages(ada).id);
  expect(hello.message.text).toContain('Hello, this is Sidenote');
  await wait(A_WHILE);
  expect(cards(slack)).toHaveLength(1);
});

it('answers /context, the buttons of its cards, App Home and the setup there', async () => {
  const { slack, channel, ada, env } = await scene('socket');
  await program(slack, env);
  slack.say(channel, ada, REPEATS);
  const { message } = await slack.waitForMessage(({ kind }) => kind === 'message');
  const buttons = elementsOf(message.blocks ?? []).map(({ element }) => String(element.action_id));
  expect(buttons.length).toBeGreaterThanOrEqual(3);
  for (const button of buttons) {
    const pressed = await slack.press(ada, { channel, ts: message.ts }, button);
    expect(await pressed.responses.waitFor(() => true)).toMatchObject({ action: 'ephemeral' });
  }
  const asked = await slack.command(ada, channel, '/context', 'musk putin calls');
  expect((await asked.responses.waitFor(() => true)).text).toContain('Putin');
  const boss = slack.createUser('boss', { isAdmin: true }).id;
  const setup = await slack.command(boss, channel, '/sidenote', 'setup');
  expect((await setup.responses.waitFor(() => true)).text).toContain('Set up Sidenote');
  await slack.openHome(boss);
  await slack.waitForCall('views.publish');
  expect(slack.home(boss)?.blocks.length).toBeGreaterThan(0);
});
