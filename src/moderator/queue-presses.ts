import { type Answer, reply } from '../moderate/answer.ts';
import type { Press } from '../moderate/request.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import { settledSuggestion } from '../moderate/suggestion.ts';
import { placeOf } from '../store/place.ts';
import type { SuggestionRow } from '../store/suggestions.ts';
import type { Core } from './core.ts';
import { closeBreaker } from './feedback.ts';
import { workspaceLock } from './locks.ts';
import { decideSuggestion, type QueueDecision } from './queue.ts';

const DECIDED: Readonly<Record<SuggestionRow['state'], string>> = {
  open: 'This suggestion is still open.',
  posted: 'Another moderator was quicker: the card is posted.',
  'not-about': 'Another moderator was quicker: it is not about this.',
  muted: 'Another moderator was quicker: the claim is muted here.',
  expired: 'This suggestion expired: its time is over, or its message is gone.',
  undone: 'A moderator took the decision back, and it is not asked again.',
};

/** A moderator decides on a suggestion; the entry then says what became of it. */
export function pressQueue(decision: QueueDecision) {
  return async (core: Core, { person }: Press, id: string): Promise<Answer> => {
    const settling = await decideSuggestion(core, id, decision, person.id);
    switch (settling.kind) {
      case 'done':
        return settledNow(core, settling.suggestion, decision);
      case 'too-late':
        return reply(lateWords(settling.suggestion, core.now()));
      case 'unknown':
        return reply('This suggestion is no longer kept.');
      case 'not-postable':
        return reply('This claim was imported, or left the database, so there is no card to post.');
    }
  };
}

/** Closes the breaker; cards are posted again as the settings say. */
export async function pressCloseBreaker(core: Core, { place }: Press): Promise<Answer> {
  const closed = await core.store.locked([workspaceLock(place)], (db) =>
    closeBreaker(db, place, core.now()),
  );
  return closed
    ? changedAnswer(
        'The breaker is closed: Sidenote speaks again as the settings say.',
        'undo:breaker',
      )
    : reply('The breaker is closed already.');
}

function settledNow(core: Core, suggestion: SuggestionRow, decision: QueueDecision): Answer {
  const { id, claim, message, thread } = suggestion;
  const place = placeOf(suggestion);
  const link = core.platform(place.platform)?.linkTo(place, message, thread ?? undefined) ?? '';
  return settledSuggestion({ id, claim, link }, decision, core.now(), core.reader().names);
}

function lateWords({ state, expires_at }: SuggestionRow, now: number): string {
  return DECIDED[state === 'open' && expires_at <= now ? 'expired' : state];
}
