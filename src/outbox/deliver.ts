import { TOO_OLD } from '../moderate/decide.ts';
import type { Outcome, Task } from '../moderate/task.ts';
import type { Core } from '../moderator/core.ts';
import { type EffectRow, leaseEffect } from '../store/effects.ts';
import { StoreError } from '../store/store-error.ts';
import type { Performer } from './performer.ts';
import { render } from './render.ts';
import type { Rendered } from './rendered.ts';
import { end, isAgain, isOverdue, isRepeatable, settle } from './settle.ts';

/** How long a platform may take to answer, in milliseconds; then the answer counts as lost. */
const DEADLINE = 30_000;
/** A lease outlives the deadline, and ends well before an unanswered post can no longer be resolved. */
export const LEASE = 45_000;

/**
 * Takes one effect and does it: renders it, has the platform perform it, and writes down what came of it. Does nothing when
 * another process took it first.
 */
export async function deliver(core: Core, row: EffectRow): Promise<void> {
  const { now } = taking(core);
  if (!(await leaseEffect(core.store.db, row, taking(core)))) return;
  const again = isAgain(row);
  if (again && (isOverdue(row, now) || !isRepeatable(row))) return end(core, row, 'presumed');
  if (!again && isLate(row, now)) return end(core, row, 'cancelled');
  const platform = core.platform(row.platform);
  const rendered = await rendering(core, row, again);
  if (rendered === 'failed') return settle(core, { row, outcome: { kind: 'unknown' } });
  if (platform === undefined || rendered === undefined)
    return end(core, row, again ? 'presumed' : 'cancelled');
  const outcome = isSlow(core, now)
    ? ({ kind: 'later', after: 0 } as const)
    : await perform(core, platform, rendered.task);
  await settle(core, {
    row,
    outcome,
    ...(rendered.card === undefined ? {} : { card: rendered.card }),
  });
}

/** An effect that cannot be rendered is tried again for a while and then given up, like one without an answer. */
async function rendering(core: Core, row: EffectRow, again: boolean): Promise<Rendered | 'failed'> {
  try {
    return await render(core, row, again);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    core.logger.error({ err: error, effect: row.kind }, 'an effect cannot be rendered');
    return 'failed';
  }
}

/** Who takes effects here, and now. */
export function taking(core: Core) {
  return { by: core.process, now: core.now(), platforms: core.platforms(), lease: LEASE };
}

/** A card or a whisper that comes long after it was due belongs to no conversation any more. */
function isLate({ kind, due_at }: EffectRow, now: number): boolean {
  return (kind === 'post-card' || kind === 'whisper-author') && now - due_at > TOO_OLD;
}

/** Whether so much of a lease is over that the deadline would outlast it: then another process could do the same at the same time. */
function isSlow(core: Core, taken: number): boolean {
  return core.now() - taken > LEASE - DEADLINE;
}

/** Has a platform perform a task; whatever goes wrong there is an answer that was lost. */
export async function perform(core: Core, platform: Performer, task: Task): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'unknown' }), DEADLINE);
  });
  try {
    return await Promise.race([platform.perform(task), deadline]);
  } catch (error) {
    core.logger.error({ task: task.do, error: String(error) }, 'a platform failed to perform');
    return { kind: 'unknown' };
  } finally {
    clearTimeout(timer);
  }
}
