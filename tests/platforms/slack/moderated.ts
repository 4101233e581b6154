import { changeWorkspace } from '../../../src/store/workspaces.ts';
import { bench, START, temporaryFile } from '../../fixtures/bench.ts';
import { afterwards, setUp } from './stage.ts';

/**
 * The real moderator, on a store of its own, at work on a loopback Slack with a workspace admin and a channel for moderators; it ends
 * with the test.
 */
export async function moderated() {
  const { slack, platform, channel } = await setUp();
  const boss = slack.createUser('boss', { isAdmin: true }).id;
  const mods = slack.createChannel('moderators', { members: [boss] }).id;
  const file = temporaryFile();
  const run = await bench(file.address, { rung: 'channel' });
  afterwards(async () => file.remove());
  afterwards(run.end);
  const workspace = { platform: 'slack', workspace: slack.workspace.id } as const;
  await changeWorkspace(run.store.db, workspace, START, {
    moderators_channel: mods,
    welcomed_at: START,
  });
  const running = await platform.start(run.moderator.handlers);
  afterwards(() => running.stop());
  run.moderator.attach('slack', running);
  await run.moderator.start();
  return { slack, boss, channel, mods, run, workspace };
}
