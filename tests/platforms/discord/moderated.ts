import { afterEach } from 'vitest';
import { changeWorkspace } from '../../../src/store/workspaces.ts';
import { bench, START, temporaryFile } from '../../fixtures/bench.ts';
import { setStage, startBot } from './scene.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

/** The real moderator, on a store of its own, at work on a loopback Discord with a channel for moderators; it ends with the test. */
export async function moderated() {
  const stage = await setStage({ now: () => START });
  const mods = stage.discord.places.createChannel(stage.guild, { name: 'moderators' });
  const file = temporaryFile();
  const run = await bench(file.address, { rung: 'channel' });
  cleanups.push(file.remove, run.end);
  const workspace = { platform: 'discord', workspace: stage.guild.id } as const;
  await changeWorkspace(run.store.db, workspace, START, {
    moderators_channel: mods.id,
    welcomed_at: START,
  });
  const bot = await startBot(stage.discord, run.moderator.handlers);
  run.moderator.attach('discord', bot);
  await run.moderator.start();
  return { ...stage, mods, run, workspace };
}
