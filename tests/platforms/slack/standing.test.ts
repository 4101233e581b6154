import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createWebClient, identify } from '../../../src/platforms/slack/connect.ts';
import { createStandings } from '../../../src/platforms/slack/standing.ts';
import { droppedAnswer } from './faults.ts';
import { startLoopbackSlack } from './loopback-slack.ts';
import type { LoopbackSlackOptions } from './slack-server.ts';
import { afterwards } from './stage.ts';

async function standings(options: LoopbackSlackOptions = {}) {
  const slack = await startLoopbackSlack(options);
  afterwards(() => slack.stop());
  const client = createWebClient(slack.botToken, slack.apiUrl, pino({ level: 'silent' }));
  const clock = { now: 0 };
  return {
    slack,
    clock,
    async of(users: readonly string[], moderators: readonly string[] = []) {
      const installation = await identify(client, slack.apiUrl);
      const asked = createStandings(client, installation, moderators, () => clock.now);
      return { asked, told: await Promise.all(users.map((user) => asked.personOf(user))) };
    },
  };
}

it('tells administrators, moderators by name and by group, and members apart', async () => {
  const { slack, of } = await standings();
  const boss = slack.createUser('boss', { isAdmin: true }).id;
  const owner = slack.createUser('owner', { isOwner: true }).id;
  const [named, grouped, other] = ['ada', 'bo', 'cy'].map((name) => slack.createUser(name).id);
  const group = slack.createUserGroup('editors', [grouped ?? '']).id;
  const everybody = [boss, owner, named ?? '', grouped ?? '', other ?? '', 'U0UNKNOWN'];
  const { told } = await of(everybody, [named ?? '', group]);
  expect(told.map(({ standing }) => standing)).toEqual([
    'administrator',
    'administrator',
    'moderator',
    'moderator',
    'member',
    'member',
  ]);
});

it('keeps a guest of another organisation a member, whatever they are at home', async () => {
  const { slack, of } = await standings();
  const elsewhere = slack.createWorkspace('Elsewhere');
  const guest = slack.createUser('zoe', { isAdmin: true }, elsewhere).id;
  slack.createChannel('shared', { members: [guest], extShared: true });
  expect((await of([guest])).told).toEqual([{ id: guest, standing: 'member' }]);
});

it('asks again after five minutes, and at once where no answer came', async () => {
  const { slack, of, clock } = await standings();
  const boss = slack.createUser('boss', { isAdmin: true }).id;
  slack.failNext('users.info', droppedAnswer({ stored: false }));
  const { asked, told } = await of([boss]);
  expect(told).toEqual([{ id: boss, standing: 'member' }]);
  expect(await asked.personOf(boss)).toEqual({ id: boss, standing: 'administrator' });
  slack.state.user(boss).isAdmin = false;
  expect((await asked.personOf(boss)).standing).toBe('administrator');
  clock.now = 5 * 60_000;
  expect((await asked.personOf(boss)).standing).toBe('member');
});

it('does without the scopes it would need', async () => {
  const { slack, of } = await standings({ scopes: ['chat:write'] });
  const boss = slack.createUser('boss', { isAdmin: true }).id;
  const ada = slack.createUser('ada').id;
  const { told } = await of([boss, ada], [ada, 'S0000001']);
  expect(told.map(({ standing }) => standing)).toEqual(['member', 'moderator']);
});
