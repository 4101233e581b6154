import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideSuggestion } from '../../src/moderator/queue.ts';
import { retain } from '../../src/outbox/housekeeping.ts';
import type { StoreAddress } from '../../src/store/open.ts';
import { queue } from '../../src/store/suggestions.ts';
import { type Bench, bench, HOME, START, temporaryFile } from '../fixtures/bench.ts';
import { CALLERS, rumour } from '../fixtures/calls.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { filesWith } from '../simulate/written-bytes.ts';

/** Words that no claim, id or setting contains. */
const MARK = 'qwyzzelbrock';
const DAY = 86_400_000;
const ASKER = { id: 'ann-in-clear', standing: 'member' } as const;

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** Messages in all sorts, an edit, a deletion, a check, presses: marked wherever somebody typed. */
async function live(one: Bench): Promise<void> {
  const { handlers, outbox, core } = one.moderator;
  const author = { id: 'ann-in-clear', kind: 'person', roles: [] } as const;
  for (const [at, who] of CALLERS.entries()) {
    const place = { ...HOME, channel: `c${at}` };
    const text = rumour(who, MARK);
    const message = { place, id: `m${at}`, author, at: one.clock.now, text, passedOn: [text] };
    await handlers.message(message);
    await handlers.edited({ ...message, text: `> ${text}` });
    const person = { id: 'ann-in-clear', standing: 'moderator' } as const;
    await handlers.check({ person, message });
    await handlers.complete(place, `${who} ${MARK}`);
  }
  await handlers.message({ place: HOME, id: 'x', author, at: one.clock.now, text: MARK });
  for (const { id } of await queue(one.store.db)) await decideSuggestion(core, id, 'posted', 'mo');
  await outbox.settled();
  await one.store.close();
  await handlers.message({ place: HOME, id: 'y', author, at: START, text: rumour('mayor', MARK) });
}

describe('no byte that is written', () => {
  it.each(['queue', 'channel', 'shadow'] as const)(
    'holds words of a message, at rung %s',
    async (rung) => {
      const file = temporaryFile();
      const places: [StoreAddress, string][] = [
        [file.address, dirname(file.file)],
        [{ kind: 'postgres', url: await server.database() }, server.folder],
      ];
      for (const [address, folder] of places) {
        const one = await bench(address, { rung });
        await live(one);
        await server.flush();
        const log = one.log.join('');
        expect(log).toContain('decided');
        expect(log).not.toContain(MARK);
        expect(log).not.toContain('ann-in-clear');
        expect(filesWith(folder, 'mayor-call')).not.toEqual([]);
        expect(filesWith(folder, MARK)).toEqual([]);
        expect(filesWith(folder, 'ann-in-clear')).toEqual([]);
      }
      file.remove();
    },
  );
});

describe('what is erased', () => {
  const ways: Record<string, (one: Bench) => Promise<unknown>> = {
    'on request': ({ moderator }) => moderator.handlers.about(HOME, ASKER, 'forget-me'),
    'when its time is over': ({ moderator, clock }) => {
      clock.now += 31 * DAY;
      return retain(moderator.core);
    },
    'with its workspace': ({ moderator }) => moderator.handlers.left('desk', 'w'),
  };

  it.each(Object.entries(ways))('leaves no byte behind: %s', async (_, erase) => {
    const file = temporaryFile();
    const one = await bench(file.address, { rung: 'channel' });
    await one.moderator.handlers.ask({ place: HOME, person: ASKER, about: `zebras ${MARK}` });
    expect(filesWith(dirname(file.file), MARK)).not.toEqual([]);
    await erase(one);
    expect(filesWith(dirname(file.file), MARK)).toEqual([]);
    await one.end();
    file.remove();
  });
});

it('erases decisions after ninety days and keeps cards that stand', async () => {
  const file = temporaryFile();
  const one = await bench(file.address, { rung: 'channel' });
  await one.say(rumour('mayor'));
  const rows = async () => ({
    decisions: (await one.store.db.selectFrom('decisions').select('id').execute()).length,
    cards: (await one.store.db.selectFrom('cards').select('id').execute()).length,
    effects: (await one.store.db.selectFrom('effects').select('key').execute()).length,
  });
  one.clock.now += 90 * DAY;
  await retain(one.moderator.core);
  expect(await rows()).toEqual({ decisions: 1, cards: 1, effects: 0 });
  one.clock.now += 1;
  await retain(one.moderator.core);
  expect(await rows()).toEqual({ decisions: 0, cards: 1, effects: 0 });
  await one.end();
  file.remove();
});

it('erases everything of a workspace that removed it, and nothing of others', async () => {
  const file = temporaryFile();
  const one = await bench(file.address, { rung: 'channel' });
  await one.say(rumour('mayor'));
  await one.say(rumour('mayor'), { place: { ...HOME, workspace: 'other' } });
  await one.moderator.handlers.left('desk', 'w');
  const cards = await one.store.db.selectFrom('cards').select('workspace').execute();
  expect(cards).toEqual([{ workspace: 'other' }]);
  const decisions = await one.store.db.selectFrom('decisions').select('workspace').execute();
  expect(decisions).toEqual([{ workspace: 'other' }]);
  await one.end();
  file.remove();
});
