import { type Answer, reply, words } from '../moderate/answer.ts';
import type { Press } from '../moderate/request.ts';
import { entryNow } from '../outbox/render-queue.ts';
import { type SuggestionRow, suggestionById } from '../store/suggestions.ts';
import type { Core } from './core.ts';
import { decideSuggestion, type QueueDecision, undoSuggestion } from './queue.ts';

/** What was decided, for somebody who comes too late. */
const DECIDED: Readonly<Record<QueueDecision, string>> = {
  posted: 'the card is posted',
  'not-about': 'it is not about this',
  muted: 'the claim is muted here',
};
const UNKNOWN = reply('This suggestion is no longer kept.');

/** A moderator decides on a suggestion; the entry then says what became of it. */
export function pressQueue(decision: QueueDecision) {
  return async (core: Core, { place, person }: Press, id: string): Promise<Answer> => {
    if (!(await isOf(core, place, id))) return UNKNOWN;
    const settling = await decideSuggestion(core, id, decision, person.id);
    switch (settling.kind) {
      case 'done':
        return updated(await entryNow(core, settling.suggestion));
      case 'too-late':
        return reply(lateWords(settling.suggestion, person.id, core.now()));
      case 'unknown':
        return UNKNOWN;
      case 'not-postable':
        return reply('This claim was imported, or left the database, so there is no card to post.');
    }
  };
}

/**
 * A moderator takes a decision on a suggestion back. The answer stands where the entry stood, so it is the entry as it is now: with
 * its buttons when it is open again.
 */
export async function pressUndoQueue(
  core: Core,
  { place, person }: Press,
  [id = '']: readonly string[],
): Promise<Answer> {
  if (!(await isOf(core, place, id))) return UNKNOWN;
  const back = await undoSuggestion(core, id, person.id);
  if (back.kind === 'unknown') return UNKNOWN;
  if (back.kind === 'nothing') return reply('There is no decision on it to take back any more.');
  const entry = updated(await entryNow(core, back.suggestion));
  if (back.suggestion.state !== 'open' || entry.kind !== 'update') return entry;
  const opening = words('Taken back: the suggestion is open again.');
  return { ...entry, parts: [{ kind: 'lines', lines: [opening] }, ...entry.parts] };
}

/** Whether a suggestion is of the workspace of whoever pressed: a button of another one's does nothing here. */
async function isOf(
  core: Core,
  { platform, workspace }: Press['place'],
  id: string,
): Promise<boolean> {
  const row = await suggestionById(core.store.db, id);
  return row?.platform === platform && row.workspace === workspace;
}

function updated(answer: Answer): Answer {
  return answer.kind === 'reply' ? { ...answer, kind: 'update' } : answer;
}

function lateWords(
  { state, expires_at, decided_by }: SuggestionRow,
  person: string,
  now: number,
): string {
  if (state === 'undone') return 'A moderator took the decision back, and it is not asked again.';
  if (state === 'expired' || (state === 'open' && expires_at <= now))
    return 'This suggestion expired: its time is over, or its message is gone.';
  if (state === 'open') return 'This suggestion is still open.';
  const who = decided_by === person ? 'Already decided' : 'Another moderator was quicker';
  return `${who}: ${DECIDED[state]}.`;
}
