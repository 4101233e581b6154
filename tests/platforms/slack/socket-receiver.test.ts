import { expect, it } from 'vitest';
import { apiError } from './faults.ts';
import { setUp, stage } from './stage.ts';

it.each(['refresh_requested', 'warning'] as const)(
  'loses no event when Slack renews a connection (%s)',
  async (reason) => {
    const { slack, core, channel, ada } = await stage();
    expect(slack.socket.openCount).toBe(2);
    slack.socket.disconnect(reason);
    for (let count = 0; count < 20; count += 1) slack.say(channel, ada, `message ${count}`);
    await core.waitFor('message', 20);
    await slack.socket.waitForConnection(3);
    slack.say(channel, ada, 'afterwards');
    await core.waitFor('message', 21);
    const attempts = slack.deliveries.all.flatMap((delivery) => delivery.attempts);
    expect(
      attempts.every(({ retryNum, ack }) => retryNum === 0 && ack.outcome === 'acknowledged'),
    ).toBe(true);
  },
);

it('renews both connections at once, with the events of the gap brought again', async () => {
  const { slack, core, channel, ada } = await stage({ retryDelaysMs: [200] });
  slack.socket.disconnect('refresh_requested', { all: true });
  slack.say(channel, ada, 'in the gap');
  await core.waitFor('message');
  await slack.socket.waitForConnection(4);
});

it('comes back after the network was cut', async () => {
  const { slack, core, channel, ada } = await stage();
  slack.socket.cut();
  await slack.socket.waitForConnection(4);
  slack.say(channel, ada, 'back again');
  await core.waitFor('message');
});

it('survives app_rate_limited and acknowledges it', async () => {
  const { slack, core, channel, ada, log } = await stage();
  const delivery = slack.rateLimitEvents();
  slack.say(channel, ada, 'still here');
  await core.waitFor('message');
  await slack.settled();
  expect(delivery.attempts.map(({ ack }) => ack.outcome)).toEqual(['acknowledged']);
  expect(log.join('')).toContain('Slack holds events back');
});

it('survives a token that is refused while it reconnects, on the connection that is left', async () => {
  const { slack, core, channel, ada, log } = await stage();
  slack.failNext('apps.connections.open', apiError('invalid_auth'), 1);
  slack.socket.disconnect('refresh_requested');
  await slack.waitForCall('apps.connections.open', 5000, 3);
  slack.say(channel, ada, 'still here');
  await core.waitFor('message');
  expect(log.join('')).toContain('invalid_auth');
  expect(log.join('')).not.toContain(slack.appToken);
});

it('gives up when Socket Mode is switched off, and says so', async () => {
  const { slack, log, running } = await stage();
  slack.socket.disconnect('link_disabled', { all: true });
  await expect.poll(() => log.join('')).toContain('Socket Mode was switched off');
  await running.stop();
  const calls = slack.calls.items.filter(({ method }) => method === 'apps.connections.open');
  expect(calls).toHaveLength(2);
});

it('stops with everything closed and nothing taken any more', async () => {
  const { slack, core, channel, ada, running } = await stage({ retryDelaysMs: [] });
  await running.stop();
  expect(slack.socket.openCount).toBe(0);
  slack.say(channel, ada, 'nobody listens');
  await slack.settled();
  expect(core.of('message')).toEqual([]);
});

it('does not start with an app token that Slack refuses', async () => {
  const { slack, platform, core } = await setUp();
  slack.failNext('apps.connections.open', apiError('invalid_auth'));
  await expect(platform.start(core.handlers)).rejects.toThrow(
    'Slack refuses SLACK_APP_TOKEN (invalid_auth): make an app-level token',
  );
});

it('does not start with a bot token that Slack refuses', async () => {
  const { slack, platform, core } = await setUp();
  slack.failNext('auth.test', apiError('token_revoked'));
  await expect(platform.start(core.handlers)).rejects.toThrow(
    'Slack refuses SLACK_BOT_TOKEN (token_revoked): copy the Bot User OAuth Token',
  );
});
