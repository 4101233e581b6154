import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createWebClient } from '../../../src/platforms/slack/connect.ts';
import { createGroups } from '../../../src/platforms/slack/groups.ts';
import { apiError, droppedAnswer } from './faults.ts';
import { startLoopbackSlack } from './loopback-slack.ts';
import { afterwards, stage } from './stage.ts';

async function groups() {
  const slack = await startLoopbackSlack();
  afterwards(() => slack.stop());
  const client = createWebClient(slack.botToken, slack.apiUrl, pino({ level: 'silent' }));
  const clock = { now: 0 };
  const ada = slack.createUser('ada').id;
  return { slack, clock, ada, ...createGroups(client, () => clock.now) };
}

it('knows who is in which user group, by one call in five minutes', async () => {
  const { slack, groupsOf, ada } = await groups();
  const desk = slack.createUserGroup('desk', [ada]).id;
  const night = slack.createUserGroup('night', [ada]).id;
  expect(await groupsOf(ada)).toEqual([desk, night]);
  expect(await groupsOf('U0NOBODY')).toEqual([]);
  expect(slack.calls.items.filter(({ method }) => method === 'usergroups.list')).toHaveLength(1);
});

it('takes a refusal for nobody, and asks again after an answer that was lost', async () => {
  const refused = await groups();
  refused.slack.createUserGroup('desk', [refused.ada]);
  refused.slack.failNext('usergroups.list', apiError('missing_scope'));
  expect(await refused.groupsOf(refused.ada)).toEqual([]);

  const lost = await groups();
  const desk = lost.slack.createUserGroup('desk', [lost.ada]).id;
  lost.slack.failNext('usergroups.list', droppedAnswer({ stored: false }));
  expect(await lost.groupsOf(lost.ada)).toEqual([]);
  expect(await lost.groupsOf(lost.ada)).toEqual([desk]);
});

it('keeps nobody waiting for a later call', async () => {
  const { slack, groupsOf, ada, clock } = await groups();
  const desk = slack.createUserGroup('desk', [ada]).id;
  await groupsOf(ada);
  clock.now += 6 * 60_000;
  slack.failNext('usergroups.list', droppedAnswer({ stored: false }));
  expect(await groupsOf(ada)).toEqual([desk]);
});

it('gives the core the groups of who writes as their roles', async () => {
  const { slack, core, channel, ada } = await stage({ mode: 'socket' });
  const desk = slack.createUserGroup('desk', [ada]).id;
  slack.say(channel, ada, 'hello');
  await core.waitFor('message');
  expect(core.of('message')[0]?.author.roles).toEqual([desk]);
});
