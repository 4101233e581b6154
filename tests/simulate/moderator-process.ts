import { pino } from 'pino';
import type { Message } from '../../src/message.ts';
import type { Outcome, Task } from '../../src/moderate/task.ts';
import { createModerator } from '../../src/moderator.ts';
import { setMuted } from '../../src/store/claim-states.ts';
import { openStore, type StoreAddress } from '../../src/store/open.ts';
import { callReader } from '../fixtures/calls.ts';
import { placeIn } from './week.ts';

/** What the parent tells a moderator's process, and what that tells back. Each order is answered by its number. */
export type ToProcess =
  | { readonly order: 'message'; readonly n: number; readonly message: Message }
  | { readonly order: 'set'; readonly n: number; readonly claim: string }
  | { readonly order: 'outcome'; readonly n: number; readonly outcome: Outcome };
export type FromProcess =
  | { readonly tells: 'ready' }
  | { readonly tells: 'done'; readonly n: number }
  | { readonly tells: 'perform'; readonly n: number; readonly task: Task };

/** The command line: the store's address as JSON, and how far this process' clock is ahead, in milliseconds. */
const address = JSON.parse(process.argv[2] ?? '') as StoreAddress;
const ahead = Number(process.argv[3]);

const now = () => Date.now() + ahead;
const store = await openStore(address);
const moderator = createModerator({
  store,
  reader: callReader(),
  now,
  logger: pino({ level: 'error' }),
  hashKey: 'k'.repeat(32),
  defaultRung: 'channel',
});

const waiting = new Map<number, (outcome: Outcome) => void>();
let asked = 0;
moderator.attach('desk', {
  perform: (task) =>
    new Promise((resolve) => {
      const n = ++asked;
      waiting.set(n, resolve);
      say({ tells: 'perform', n, task });
    }),
  linkTo: () => 'https://wall.example/',
});

process.on('message', (told: ToProcess) => void obey(told));
process.on('disconnect', () => process.exit(0));
await moderator.start();
say({ tells: 'ready' });

async function obey(told: ToProcess): Promise<void> {
  switch (told.order) {
    case 'message':
      await moderator.handlers.message(told.message);
      return say({ tells: 'done', n: told.n });
    case 'set': {
      const by = { moderator: 'mod', at: now() };
      await setMuted(store.db, placeIn(''), told.claim, true, by);
      return say({ tells: 'done', n: told.n });
    }
    case 'outcome':
      waiting.get(told.n)?.(told.outcome);
  }
}

function say(words: FromProcess): void {
  process.send?.(words);
}
