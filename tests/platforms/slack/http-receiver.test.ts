import { describe, expect, it } from 'vitest';
import type { Signature } from './events-http.ts';
import { setUp, stage } from './stage.ts';

function dispatch(body: Record<string, unknown>) {
  return { kind: 'events_api' as const, body, retryNum: 0 };
}

describe('a request', () => {
  it.each<[Signature, string]>([
    ['right', 'acknowledged'],
    ['wrong', 'refused'],
    ['missing', 'refused'],
    ['stale', 'refused'],
    ['future', 'refused'],
  ])('whose signature is %s is %s', async (signature, outcome) => {
    const { slack, core, channel, ada } = await stage({ mode: 'http' });
    slack.say(channel, ada, 'first');
    await core.waitFor('message');
    const [known] = slack.deliveries.all;
    const event = { type: 'message', channel, ts: '1700000000.000100', user: ada, text: 'forged' };
    const ack = await slack.http.send(dispatch({ ...known?.body, event }), signature);
    expect(ack.outcome).toBe(outcome);
    if (outcome === 'refused') expect(ack.status).toBe(401);
    slack.say(channel, ada, 'last');
    await core.waitFor('message', outcome === 'refused' ? 2 : 3);
    const said = core.of('message').map(({ text }) => text);
    expect(said.includes('forged')).toBe(outcome === 'acknowledged');
  });

  it('that only proves the address is answered with its challenge', async () => {
    const { slack } = await stage({ mode: 'http' });
    const { challenge, answered } = await slack.http.verifyUrl();
    expect(answered).toBe(challenge);
  });

  it('elsewhere, or without a body that can be read, is refused and harms nothing', async () => {
    const { slack, core, channel, ada } = await stage({ mode: 'http' });
    const url = slack.http.url ?? '';
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(new URL('/', url), { method: 'POST' })).status).toBe(404);
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(2_000_000) })).status).toBe(413);
    slack.say(channel, ada, 'still here');
    await core.waitFor('message');
  });
});

it('acknowledges app_rate_limited', async () => {
  const { slack, log } = await stage({ mode: 'http' });
  const delivery = slack.rateLimitEvents();
  await slack.settled();
  expect(delivery.attempts.map(({ ack }) => ack.outcome)).toEqual(['acknowledged']);
  expect(log.join('')).toContain('Slack holds events back');
});

it('acknowledges an event before the core is done with it', async () => {
  const { slack, core, channel, ada, platform } = await setUp({ mode: 'http', ackDeadlineMs: 400 });
  const done = Promise.withResolvers<void>();
  const { handlers } = core;
  const record = handlers.message;
  handlers.message = async (message) => {
    await record(message);
    await done.promise;
  };
  const running = await platform.start(handlers);
  slack.say(channel, ada, 'takes its time');
  await slack.settled();
  expect(slack.deliveries.all[0]?.attempts[0]?.ack.outcome).toBe('acknowledged');
  let stopped = false;
  const stopping = running.stop().then(() => {
    stopped = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(stopped).toBe(false);
  done.resolve();
  await stopping;
});
