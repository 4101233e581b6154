import type { Selectable } from 'kysely';
import { EFFECT_KINDS, type Effect } from '../moderate/effect.ts';
import type { Db } from './open.ts';
import { placeColumns } from './place.ts';
import type { EffectState, EffectsTable } from './tables.ts';

export type EffectRow = Selectable<EffectsTable>;

/** States of an effect that is still to be worked on. */
const OPEN = ['waiting', 'performing', 'unknown'] as const;

/** Who takes effects, when, and for which platforms. */
export interface Taking {
  /** The process, as one id. */
  readonly by: string;
  readonly now: number;
  readonly platforms: readonly string[];
  /** How long a lease lasts, in milliseconds; after it the outcome counts as unknown. */
  readonly lease: number;
}

/**
 * Writes effects; one whose key is known changes nothing. `reservedFor` keeps another process from taking them for half a
 * minute: for effects that need what only this one has in memory.
 */
export async function addEffects(
  db: Db,
  effects: readonly Effect[],
  now: number,
  reservedFor?: string,
): Promise<void> {
  if (effects.length === 0) return;
  // In the order of their keys, so that two processes that add the same do not wait for each other.
  const ordered = effects.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const rows = ordered.map((effect) => ({
    ...placeColumns(effect.place),
    key: effect.key,
    kind: effect.kind,
    subject: subjectOf(effect),
    body: JSON.stringify(effect),
    state: 'waiting' as const,
    due_at: effect.notBefore ?? now,
    not_before: effect.notBefore ?? now,
    leased_by: reservedFor ?? null,
    leased_until: reservedFor === undefined ? 0 : now + 30_000,
    first_tried_at: null,
    created_at: now,
    ended_at: null,
  }));
  await db
    .insertInto('effects')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** Effects that may be performed now, oldest first. */
export async function dueEffects(
  db: Db,
  { by, now, platforms }: Taking,
  most: number,
): Promise<readonly EffectRow[]> {
  if (platforms.length === 0) return [];
  return db
    .selectFrom('effects')
    .selectAll()
    .where('state', 'in', OPEN)
    .where('not_before', '<=', now)
    .where('platform', 'in', platforms)
    .where((row) =>
      row.or([
        row('leased_until', '<=', now),
        row.and([row('leased_by', '=', by), row('state', '=', 'waiting')]),
      ]),
    )
    .orderBy('due_at')
    .orderBy('created_at')
    .orderBy('key')
    .limit(most)
    .execute();
}

/** Takes an effect for this process; false when another one was quicker. */
export async function leaseEffect(db: Db, row: EffectRow, taking: Taking): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('effects')
    .set((effect) => ({
      state: 'performing' as const,
      leased_by: taking.by,
      leased_until: taking.now + taking.lease,
      first_tried_at: row.first_tried_at ?? taking.now,
      attempts: effect('attempts', '+', 1),
    }))
    .where('key', '=', row.key)
    .where('state', '=', row.state)
    .where('leased_until', '=', row.leased_until)
    .where('attempts', '=', row.attempts)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** An effect as it was when this process took it: whoever takes it after that has one attempt more. */
export type Taken = Pick<EffectRow, 'key' | 'attempts'>;

/**
 * Puts an effect off. After `waiting` nothing was handed over; after `unknown` perhaps it was. Changes nothing when this process
 * stood still until its lease was over and another one took the effect.
 */
export async function putOff(
  db: Db,
  taken: Taken,
  state: 'waiting' | 'unknown',
  notBefore: number,
): Promise<void> {
  await held(db, taken)
    .set({
      state,
      not_before: notBefore,
      leased_until: 0,
      leased_by: null,
      ...(state === 'waiting' ? { first_tried_at: null } : {}),
    })
    .execute();
}

/** Ends an effect; what it said is erased. False when another process took it in the meantime: that one ends it. */
export async function endEffect(
  db: Db,
  taken: Taken,
  state: Exclude<EffectState, (typeof OPEN)[number]>,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await held(db, taken)
    .set({ state, ended_at: now, body: '', leased_until: 0, leased_by: null })
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function held(db: Db, { key, attempts }: Taken) {
  return db
    .updateTable('effects')
    .where('key', '=', key)
    .where('state', '=', 'performing')
    .where('attempts', '=', attempts + 1);
}

/**
 * Cancels what is waiting for a card, suggestion or ask, of some kinds or all. What is being handed over just now is not
 * cancelled: its keys are returned.
 */
export async function cancelEffects(
  db: Db,
  subject: string,
  now: number,
  kinds?: readonly Effect['kind'][],
): Promise<readonly string[]> {
  const wanted = kinds ?? EFFECT_KINDS;
  await db
    .updateTable('effects')
    .set({ state: 'cancelled', ended_at: now, body: '' })
    .where('subject', '=', subject)
    .where('kind', 'in', wanted)
    .where('state', '=', 'waiting')
    .execute();
  const rows = await db
    .selectFrom('effects')
    .select('key')
    .where('subject', '=', subject)
    .where('kind', 'in', wanted)
    .where('state', 'in', OPEN)
    .execute();
  return rows.map(({ key }) => key);
}

/** Lets what has waited for its time go on at once: after an author pressed "post it". */
export async function hurryEffect(db: Db, key: string, now: number): Promise<void> {
  await db
    .updateTable('effects')
    .set({ not_before: now, due_at: now })
    .where('key', '=', key)
    .where('state', '=', 'waiting')
    .execute();
}

/** The effect that a row holds. */
export function effectIn(row: Pick<EffectRow, 'body'>): Effect {
  return JSON.parse(row.body) as Effect;
}

/** Erases ended effects; their cards remember what happened. */
export async function forgetEffectsBefore(db: Db, time: number): Promise<void> {
  await db.deleteFrom('effects').where('ended_at', '<', time).execute();
}

function subjectOf(effect: Effect): string {
  if ('card' in effect) return effect.card;
  if ('suggestion' in effect) return effect.suggestion;
  if ('told' in effect) return effect.told;
  return 'ask' in effect ? effect.ask : '';
}

/** Ends every lease at once: only for a process that works alone, at its start. What was under way counts as unknown. */
export async function abandonLeases(db: Db): Promise<void> {
  await db.updateTable('effects').set({ leased_until: 0 }).where('state', 'in', OPEN).execute();
}
