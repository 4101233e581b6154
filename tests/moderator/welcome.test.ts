import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rung } from '../../src/moderate/rung.ts';
import { writeLayer } from '../../src/store/settings.ts';
import { textOf } from '../fixtures/answers.ts';
import { type Bench, bench, temporaryFile } from '../fixtures/bench.ts';

const NEW = { platform: 'desk', workspace: 'new' } as const;

let file: ReturnType<typeof temporaryFile>;
let run: Bench | undefined;

beforeEach(() => {
  file = temporaryFile();
});
afterEach(async () => {
  await run?.end();
  file.remove();
});

/** What the moderators of a new workspace read, with its own settings written before. */
async function welcome(rung: Rung | undefined, own: object = {}): Promise<string> {
  run = await bench(file.address, rung === undefined ? {} : { rung });
  const { store, moderator, wall } = run;
  await writeLayer(store.db, NEW, { scope: 'workspace' }, own, { moderator: 'U7', at: 0 });
  await moderator.handlers.joined({ ...NEW, moderatorsChannel: 'mods' });
  await moderator.outbox.settled();
  return wall
    .did('notify')
    .map(({ answer }) => textOf(answer))
    .join('\n');
}

const SILENT = 'For now it only watches: nothing is posted.';

it('tells platforms of which workspaces something is kept, until they are left', async () => {
  run = await bench(file.address);
  const { handlers } = run.moderator;
  await handlers.joined(NEW);
  await handlers.joined({ platform: 'slack', workspace: 'T1' });
  expect(await handlers.workspaces('desk')).toEqual(['new']);
  await handlers.left('desk', 'new');
  expect(await handlers.workspaces('desk')).toEqual([]);
  expect(await handlers.workspaces('slack')).toEqual(['T1']);
  await run.store.db.schema.dropTable('workspaces').execute();
  expect(await handlers.workspaces('slack')).toEqual([]);
});

describe('the welcome to a new workspace', () => {
  it.each([
    [undefined, SILENT],
    ['shadow', SILENT],
    ['queue', 'no card is posted before a moderator presses Post'],
    ['thread', 'a card in the message’s thread'],
    ['channel', 'a card under the message'],
  ] as const)('says what rung %s means', async (rung, words) => {
    const said = await welcome(rung);
    expect(said).toContain(words);
    expect(said.includes('only watches')).toBe(words === SILENT);
    expect(said).toContain('No message text is kept.');
  });

  it('goes by what the workspace set itself', async () => {
    expect(await welcome('channel', { rung: 'queue' })).toContain('It asks before it speaks');
  });

  it('says that it only watches while no topic is chosen', async () => {
    expect(await welcome('channel', { topics: [] })).toContain(SILENT);
  });
});
