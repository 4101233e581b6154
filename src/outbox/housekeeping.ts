import type { Core } from '../moderator/core.ts';
import { lockOf } from '../moderator/locks.ts';
import { expire } from '../moderator/queue.ts';
import { forgetAsksBefore } from '../store/asks.ts';
import { forgetCardsBefore } from '../store/cards.ts';
import { addCounts } from '../store/counts.ts';
import { forgetDecisionsBefore } from '../store/decisions.ts';
import { forgetEffectsBefore } from '../store/effects.ts';
import { forgetNoticesBefore } from '../store/notices.ts';
import { placeOf } from '../store/place.ts';
import { forgetSuggestionsBefore, overdueSuggestions } from '../store/suggestions.ts';

const DAY = 86_400_000;

/** How long things are kept, in days. The privacy answer says so in words; cards that stand are kept as long as they stand. */
export const KEPT_DAYS = { decisions: 90, asks: 30, effects: 7 } as const;

/** Ends suggestions whose time is over. */
export async function expireSuggestions(core: Core): Promise<void> {
  for (const suggestion of await overdueSuggestions(core.store.db, core.now()))
    await core.store.locked([lockOf(placeOf(suggestion))], (db) => expire(db, core, suggestion));
}

/** Writes down what was only counted. */
export async function writeCounts(core: Core): Promise<void> {
  const counts = core.tally.take();
  if (counts.length === 0) return;
  try {
    await core.store.locked(['counts'], (db) => addCounts(db, counts));
  } catch (error) {
    core.tally.giveBack(counts);
    throw error;
  }
}

/**
 * Erases what was kept long enough: decisions, settled suggestions, gone cards, notices, ended effects and people's
 * questions.
 */
export async function retain(core: Core): Promise<void> {
  const before = (days: number) => core.now() - days * DAY;
  await core.store.locked(['retention'], async (db) => {
    await forgetDecisionsBefore(db, before(KEPT_DAYS.decisions));
    await forgetSuggestionsBefore(db, before(KEPT_DAYS.decisions));
    await forgetCardsBefore(db, before(KEPT_DAYS.decisions));
    await forgetNoticesBefore(db, before(KEPT_DAYS.decisions));
    await forgetEffectsBefore(db, before(KEPT_DAYS.effects));
    await forgetAsksBefore(db, before(KEPT_DAYS.asks));
  });
  await core.store.scrub();
}
