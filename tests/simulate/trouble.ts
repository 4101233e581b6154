import type { Outcome, Task } from '../../src/moderate/task.ts';
import type { Wall } from '../fixtures/wall.ts';
import type { Random } from './random.ts';

/**
 * A platform's bad days: one call in twelve goes wrong, in all the ways there are. Which one hangs on the seed, on what it is about
 * and on how often that was tried, not on the order of the calls.
 */
export function trouble(random: Random, wall: Wall): Wall['outcome'] {
  const tries = new Map<string, number>();
  return (task) => {
    const about = `${task.do} ${subjectOf(task, wall)}`;
    const tried = (tries.get(about) ?? 0) + 1;
    tries.set(about, tried);
    return fate(random.of(`${about} ${tried}`), task);
  };
}

function fate(random: Random, task: Task): Outcome | 'performed but lost' | undefined {
  if (!random.chance(1 / 12)) return undefined;
  if (task.do === 'edit' && random.chance(0.2))
    return { kind: 'refused', missing: 'edit_window_closed' };
  return random.pick([
    'performed but lost' as const,
    { kind: 'unknown' } as const,
    { kind: 'later', after: 1000 + random.below(20_000) } as const,
  ]);
}

/** The message that a card answers; entries of the queue are told apart by their order alone. */
function subjectOf(task: Task, wall: Wall): string {
  switch (task.do) {
    case 'post':
      return task.message ?? '';
    case 'edit':
    case 'note':
    case 'remove':
      return wall.standingAs(task.posted)?.task.message ?? '';
    default:
      return '';
  }
}
