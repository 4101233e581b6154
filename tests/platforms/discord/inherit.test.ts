import { expect, it } from 'vitest';
import { layerOf } from '../../../src/store/settings.ts';
import { moderated } from './moderated.ts';
import { readable } from './readable.ts';

it('lets a channel go back to what its category or the server says', async () => {
  const { discord, general, ada, run, workspace } = await moderated();
  const own = () => layerOf(run.store.db, workspace, { scope: 'channel', id: general.id });
  const administer = async (command: string, values: Readonly<Record<string, string>> = {}) => {
    const { message } = await discord.acts.command(
      ada,
      general,
      `sidenote-admin ${command}`,
      values,
    );
    if (message === null) throw new Error('nothing was answered');
    return message;
  };
  await administer('rung', { rung: 'queue' });
  await administer('cooldown', { hours: '30m' });
  expect(await own()).toEqual({ rung: 'queue', cooldown: 1_800_000 });
  expect(readable(await administer('rung', { rung: 'inherit' }))).toContain(
    'from now on in this channel as its category or the workspace says: cards in the channel',
  );
  await administer('cooldown', { hours: 'inherit' });
  expect(await own()).toEqual({});

  await administer('topics', { topics: 'none' });
  const setup = await administer('setup');
  const { message: panel } = await discord.acts.press(ada, general, setup, 'setup:more');
  if (panel === null) throw new Error('no panel was shown');
  const chosen = await discord.acts.press(ada, general, panel, 'setup:inherit', ['topics']);
  expect(readable(chosen.message ?? panel)).toContain('Inherited again: Topics.');
  expect(await own()).toEqual({});
});
