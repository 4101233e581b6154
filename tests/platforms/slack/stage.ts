import { createServer } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect } from 'vitest';
import type { SlackConfig } from '../../../src/config.ts';
import type { Platform, Running } from '../../../src/platforms/platform.ts';
import { EVENTS, SCOPES } from '../../../src/platforms/slack/scopes.ts';
import { createSlack } from '../../../src/platforms/slack/slack.ts';
import { createRecorder, type Recorder } from '../recorder.ts';
import { type LoopbackSlack, startLoopbackSlack } from './loopback-slack.ts';
import type { LoopbackSlackOptions } from './slack-server.ts';

/** The real adapter on a loopback Slack, with a recorder for a core, one channel and one person. */
export interface Stage {
  readonly slack: LoopbackSlack;
  readonly platform: Platform;
  readonly running: Running;
  readonly core: Recorder;
  readonly channel: string;
  readonly ada: string;
  /** Every line that was logged. */
  readonly log: readonly string[];
}

export interface StageOptions extends LoopbackSlackOptions {
  moderators?: readonly string[];
}

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Runs when the test ends, last in first out. */
export function afterwards(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup);
}

/** A stage whose adapter runs; all of it ends with the test, which fails when the adapter broke a limit of Slack's. */
export async function stage(options: StageOptions = {}): Promise<Stage> {
  const set = await setUp(options);
  const running = await set.platform.start(set.core.handlers);
  afterwards(() => running.stop());
  return { ...set, running };
}

/** The same with the adapter not started. The app has what its manifest asks for, no more. */
export async function setUp(options: StageOptions = {}): Promise<Omit<Stage, 'running'>> {
  const { moderators = [], ...rest } = options;
  const slack = await startLoopbackSlack({
    scopes: Object.keys(SCOPES),
    botEvents: EVENTS,
    ...rest,
  });
  afterwards(async () => {
    await slack.stop();
    expect(slack.violations).toEqual([]);
  });
  const log: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(line) });
  const config = await configFor(slack, options.mode ?? 'socket', moderators);
  const platform = createSlack(config, logger);
  const ada = slack.createUser('ada').id;
  const channel = slack.createChannel('newsroom', { members: [ada] }).id;
  return { slack, platform, core: createRecorder(), channel, ada, log };
}

/** The configuration that reaches a loopback Slack; by HTTP the loopback is told where to send. */
export async function configFor(
  slack: LoopbackSlack,
  mode: 'socket' | 'http',
  moderators: readonly string[] = [],
): Promise<SlackConfig> {
  const base = { botToken: slack.botToken, apiUrl: slack.apiUrl, moderators };
  if (mode === 'socket') return { ...base, receive: { by: 'socket', appToken: slack.appToken } };
  const port = await freePort();
  slack.sendTo(`http://127.0.0.1:${port}/slack/events`);
  const { signingSecret } = slack;
  return { ...base, receive: { by: 'http', signingSecret, port, host: '127.0.0.1' } };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}
