import type { Rung } from '../../src/moderate/rung.ts';
import type { Store } from '../../src/store/open.ts';
import { castVote } from '../../src/store/votes.ts';
import { type ClaimChanges, callReader } from '../fixtures/calls.ts';
import type { Wall } from '../fixtures/wall.ts';
import type { Kill } from './crew.ts';
import * as invariants from './invariants.ts';
import { ENDINGS, RESTARTS } from './week.ts';

const HOUR = 3_600_000;
/** What is kept of a message without a match or without words of its author's: a count. */
const ONLY_COUNTED = ['no-match', 'quoted', 'code'];
/** Cards and tasks that a week has for each message at the least; a week in which less happens keeps every promise and says nothing. */
const ENOUGH_CARDS = 1 / 50;
const ENOUGH_TASKS = 1 / 1000;

/** What a simulated week came to. */
export interface Outcomes {
  readonly broken: readonly invariants.Broken[];
  readonly figures: Readonly<Record<string, number>>;
}

/** What is known at the end of a week beside the store. */
export interface Week {
  readonly wall: Wall;
  readonly now: number;
  readonly claims: ClaimChanges;
  readonly rungAt: (channel: string, at: number) => Rung;
  /** Messages that were deleted or rewritten. */
  readonly gone: ReadonlySet<string>;
  readonly messages: number;
  readonly kills: Readonly<Record<Kill, number>>;
}

/** Holds every invariant against what is kept and what stands, when all processes have ended. */
export async function reckon(store: Store, week: Week): Promise<Outcomes> {
  const { wall, messages, kills } = week;
  const { db } = store;
  const raided = await raid(store, week.now);
  const cards = await db.selectFrom('cards').selectAll().execute();
  const decisions = await db.selectFrom('decisions').selectAll().execute();
  const counts = await db.selectFrom('counts').selectAll().execute();
  const counted = counts
    .filter(({ name }) => ONLY_COUNTED.includes(name))
    .reduce((sum, { count }) => sum + count, 0);
  const core = { reader: () => callReader(week.claims) };
  const broken = [
    ...raided,
    ...invariants.noDoubles(wall, cards),
    ...invariants.cooldownKept(cards, 12 * HOUR),
    ...invariants.budgetKept(cards, 3),
    ...invariants.rungKept(cards, week.rungAt),
    ...invariants.cardsCurrent(wall, cards, core),
    ...invariants.noneLeft(wall, week.gone, cards),
    ...invariants.everySilenceNamed(decisions, counted, messages),
    ...invariants.decisionsStand(decisions, cards),
    ...invariants.nothingLost(decisions, cards),
    ...uneventful(week),
  ];
  const figures = {
    messages,
    decisions: decisions.length,
    cards: wall.standing.length,
    edits: wall.did('edit').length,
    notes: wall.did('note').length,
    removals: wall.did('remove').length,
    notices: wall.did('notify').length,
    kills: Object.values(kills).reduce((sum, count) => sum + count, 0),
  };
  return { broken, figures };
}

function uneventful({ wall, messages, kills }: Week): invariants.Broken[] {
  const tasks = ['post', 'edit', 'note', 'remove', 'notify'] as const;
  const few = tasks.filter((task) => wall.did(task).length < messages * ENOUGH_TASKS);
  const rare = Object.entries(kills).filter(([, count]) => count < RESTARTS / ENDINGS.length / 2);
  return [
    ...few.map((task) => `too few tasks "${task}" to tell`),
    ...rare.map(([kill]) => `too few kills "${kill}" to tell`),
    ...(wall.standing.length < messages * ENOUGH_CARDS ? ['too few cards to tell'] : []),
  ];
}

/** A thousand readers vote on one card; that changes nothing but a count. */
async function raid({ db, locked }: Store, now: number): Promise<invariants.Broken[]> {
  const card = await db.selectFrom('cards').select('id').executeTakeFirst();
  if (card === undefined) return [];
  const before = await db.selectFrom('claim_states').selectAll().execute();
  await locked([], async (transaction) => {
    for (let voter = 0; voter < 1000; voter++)
      await castVote(transaction, card.id, `reader-${voter}`, 'not-helpful', now);
  });
  const after = await db.selectFrom('claim_states').selectAll().execute();
  return JSON.stringify(before) === JSON.stringify(after) ? [] : ['readers lowered a claim'];
}
