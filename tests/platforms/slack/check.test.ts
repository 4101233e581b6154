import { expect, it } from 'vitest';
import { apiError } from './faults.ts';
import { ALL_SCOPES } from './slack-server.ts';
import { setUp } from './stage.ts';

it.each(['socket', 'http'] as const)('finds everything in order by %s', async (mode) => {
  const { slack, platform } = await setUp({ mode });
  const findings = await platform.check();
  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  const told = findings.map(({ what }) => what);
  expect(told).toContain('Every scope is there');
  expect(told).toContain('It reads along in one channel');
  expect(
    told.some((what) => what.includes(mode === 'socket' ? 'Socket Mode is on' : '/slack/events')),
  ).toBe(true);
  expect(JSON.stringify(findings)).not.toContain(slack.botToken);
});

it('names each missing scope and what it is for', async () => {
  const scopes = ALL_SCOPES.filter((scope) => scope !== 'chat:write' && scope !== 'groups:history');
  const { platform } = await setUp({ scopes });
  const missing = (await platform.check()).filter(({ ok }) => !ok);
  expect(missing.map(({ what }) => what)).toEqual([
    'The scope chat:write is missing, to post cards',
    'The scope groups:history is missing, to read along in private channels it was invited to',
  ]);
  expect(missing[0]?.advice).toContain('install the app again');
});

it('says what to do about tokens that Slack refuses', async () => {
  const { slack, platform } = await setUp();
  slack.failNext('auth.test', apiError('invalid_auth'));
  expect(await platform.check()).toMatchObject([
    {
      ok: false,
      what: 'Slack refuses SLACK_BOT_TOKEN (invalid_auth)',
      advice: expect.stringContaining('OAuth'),
    },
  ]);
  slack.failNext('apps.connections.open', apiError('not_allowed_token_type'));
  const findings = await platform.check();
  expect(findings.filter(({ ok }) => !ok)).toMatchObject([
    { what: 'Slack refuses SLACK_APP_TOKEN (not_allowed_token_type)' },
  ]);
});

it('tells when nobody invited it, and of moderators that do not exist', async () => {
  const { slack, platform, channel } = await setUp({ moderators: ['U0NOBODY', 'S0NOBODY'] });
  slack.leave(channel, slack.workspace.bot.userId);
  const missing = (await platform.check()).filter(({ ok }) => !ok);
  expect(missing.map(({ what }) => what)).toEqual([
    'It is in no channel',
    'U0NOBODY of SLACK_MODERATORS: Slack answered user_not_found',
    'S0NOBODY of SLACK_MODERATORS: Slack answered no_such_subteam',
  ]);
});
