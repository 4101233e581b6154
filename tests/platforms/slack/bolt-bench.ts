import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterEach } from 'vitest';
import { type LoopbackSlack, startLoopbackSlack } from './loopback-slack.ts';
import type { LoopbackSlackOptions } from './slack-server.ts';

/** A loopback Slack with one channel and one person in it, and a Bolt app beside it. Ids, not objects. */
export type Bench = { slack: LoopbackSlack; app: App; channel: string; editor: string };
/** The two ways in which Slack reaches an app. */
export type Mode = 'socket' | 'http';

/** Run after each test, last in first out. */
export const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A fresh bench; its app is not started, so that a test can add listeners. All ends with the test. */
export async function bench(mode: Mode, options: LoopbackSlackOptions = {}): Promise<Bench> {
  const slack = await startLoopbackSlack({ mode, ...options });
  cleanups.push(() => slack.stop());
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 1, minTimeout: 1 } };
  const shared = { token: slack.botToken, clientOptions, logLevel: LogLevel.ERROR };
  const { signingSecret } = slack;
  const app =
    mode === 'socket'
      ? new App({ ...shared, socketMode: true, appToken: slack.appToken })
      : new App({
          ...shared,
          receiver: new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR }),
        });
  const editor = slack.createUser('ada').id;
  const channel = slack.createChannel('newsroom', { members: [editor] }).id;
  return { slack, app, channel, editor };
}

/** Starts the app and waits until Slack reaches it. */
export async function start({ slack, app }: Bench, mode: Mode): Promise<void> {
  if (mode === 'socket') {
    await app.start();
    await slack.socket.waitForConnection();
  } else {
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    const address = 'address' in server ? server.address() : null;
    if (typeof address !== 'object' || address === null) throw new Error('Bolt does not listen');
    slack.sendTo(`http://127.0.0.1:${address.port}/slack/events`);
  }
  cleanups.push(() => app.stop());
}
