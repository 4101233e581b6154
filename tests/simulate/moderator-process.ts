import { type LevelWithSilent, pino } from 'pino';
import type { Outcome, Task } from '../../src/moderate/task.ts';
import { createModerator } from '../../src/moderator.ts';
import { openStore, type StoreAddress } from '../../src/store/open.ts';
import { type ClaimChanges, callReader } from '../fixtures/calls.ts';
import { type Orders, ordersOf } from './orders.ts';

/** What a moderator's process begins with: JSON, its one argument. */
export interface Birth {
  readonly address: StoreAddress;
  /** How far its clock is ahead of the real one, in milliseconds. */
  readonly ahead?: number;
  /** The moment at which its clock stands, until words from the parent hand it a later one; instead of the real time. */
  readonly at?: number;
  readonly claims?: ClaimChanges;
  readonly level: LevelWithSilent;
}

/** What the parent tells a moderator's process, and what that tells back. Orders and performances are answered by their number. */
export type ToProcess = { readonly n: number; readonly at?: number } & (
  | {
      readonly tells: 'order';
      readonly order: keyof Orders | 'leave';
      readonly given: readonly unknown[];
    }
  | { readonly tells: 'outcome'; readonly outcome: Outcome }
);
export type FromProcess =
  | { readonly tells: 'ready' }
  | { readonly tells: 'done'; readonly n: number; readonly answer?: unknown }
  | { readonly tells: 'perform'; readonly n: number; readonly task: Task };

const birth = JSON.parse(process.argv[2] ?? '') as Birth;
let handed = birth.at;
const store = await openStore(birth.address);
const moderator = createModerator({
  store,
  reader: callReader(birth.claims),
  now: () => handed ?? Date.now() + (birth.ahead ?? 0),
  logger: pino({ level: birth.level }),
  hashKey: 'k'.repeat(32),
  defaultRung: 'channel',
  outbox: { pace: 0 },
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

const orders = { ...ordersOf(moderator), leave };
process.on('message', (told: ToProcess) => void hear(told));
process.on('disconnect', () => process.exit(0));
await moderator.start();
say({ tells: 'ready' });

async function hear(told: ToProcess): Promise<void> {
  if (told.at !== undefined) handed = Math.max(handed ?? 0, told.at);
  if (told.tells === 'outcome') return waiting.get(told.n)?.(told.outcome);
  const carryOut = orders[told.order] as (...given: readonly unknown[]) => Promise<unknown>;
  say({ tells: 'done', n: told.n, answer: await carryOut(...told.given) });
}

/** Ends as a program does that is told to stop. */
async function leave(): Promise<void> {
  await moderator.stop();
  await store.close();
}

function say(words: FromProcess): void {
  process.send?.(words);
}
