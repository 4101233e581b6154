import { expect, it } from 'vitest';
import { layerOf } from '../../../src/store/settings.ts';
import { moderated } from './moderated.ts';

it('lets a channel go back to what the workspace says', async () => {
  const { slack, boss, channel, run, workspace } = await moderated();
  const own = () => layerOf(run.store.db, workspace, { scope: 'channel', id: channel });
  const administer = async (words: string) => {
    const asked = await slack.command(boss, channel, '/sidenote', words);
    return asked.responses.waitFor(() => true);
  };
  const press = async (ts: string, button: string, value?: string) => {
    const pressed = await slack.press(boss, { channel, ts }, button, value);
    return pressed.responses.waitFor(() => true);
  };
  await administer('rung queue');
  await administer('cooldown 30m');
  expect(await own()).toEqual({ rung: 'queue', cooldown: 1_800_000 });
  expect((await administer('rung inherit')).text).toContain(
    'as its category or the workspace says',
  );
  await administer('cooldown inherit');
  expect(await own()).toEqual({});

  await administer('topics none');
  const panel = await press((await administer('setup')).ts, 'setup:more');
  const chosen = await press(panel.ts, 'setup:inherit', 'topics');
  expect(chosen.text).toContain('Inherited again: Topics.');
  expect(await own()).toEqual({});
});
