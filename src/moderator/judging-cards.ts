import { type Answer, reply, words } from '../moderate/answer.ts';
import { ON_NOTICE, RUNG_WORDS } from '../moderate/notice.ts';
import type { Press } from '../moderate/request.ts';
import type { Rung } from '../moderate/rung.ts';
import { outdatedWords } from '../moderate/settled-notice.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import { type CardRow, cardById } from '../store/cards.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';
import { cardOf, removeControl, unknownCard } from './card-presses.ts';
import { takeAway } from './cards.ts';
import type { Core } from './core.ts';
import { addNotAbout } from './feedback.ts';
import { lockOf, workspaceLock } from './locks.ts';
import { sinceThen } from './notices.ts';

/** A moderator says that a card is not about its message. It stays until somebody takes it away. */
export async function pressWrong(
  core: Core,
  { place, person }: Press,
  id: string,
  from: string,
): Promise<Answer> {
  const card = await cardOf(core, place, id);
  if (card === undefined) return unknownCard();
  const at = placeOf(card);
  const { claim, rung } = card;
  const by = { moderator: person.id, at: core.now() };
  const answer = await core.store.locked([lockOf(at), workspaceLock(at)], async (db) => {
    const outdated = await outdatedOn(db, card, from);
    if (outdated !== undefined) return outdated;
    return notedAnswer(
      id,
      await addNotAbout(db, core, { place: at, subject: id, claim, rung }, by),
    );
  });
  core.wake();
  return where(answer, from);
}

/** A moderator takes a card away. */
export async function pressRemove(
  core: Core,
  { place }: Press,
  id: string,
  from: string,
): Promise<Answer> {
  const known = await cardOf(core, place, id);
  if (known === undefined) return unknownCard();
  const answer = await core.store.locked([lockOf(placeOf(known))], async (db) => {
    const outdated = await outdatedOn(db, known, from);
    if (outdated !== undefined) return outdated;
    const { state } = (await cardById(db, id)) ?? known;
    await takeAway(db, core, id);
    return removedAnswer(id, state);
  });
  core.wake();
  return where(answer, from);
}

/** Nothing is done for a notice of which something became already. */
async function outdatedOn(db: Db, { id, ...row }: CardRow, from: string) {
  if (from !== ON_NOTICE) return undefined;
  const telling = { notice: 'readers-object', details: { card: id } } as const;
  const since = await sinceThen(db, placeOf(row), telling);
  return since === undefined ? undefined : reply(outdatedWords(since));
}

/** `cap` is how far the claim may go now that this card counts. */
function notedAnswer(id: string, cap: Rung | undefined): Answer {
  const effect =
    cap === undefined
      ? 'A second such card lowers the claim in this workspace by one rung.'
      : `In this workspace the claim goes no further than ${RUNG_WORDS[cap] ?? cap} now.`;
  const lines = [`Noted: not about this. ${effect}`, 'The card still stands; take it away too?'];
  return {
    kind: 'reply',
    parts: [{ kind: 'lines', lines: lines.map(words) }],
    controls: [
      removeControl(id),
      { kind: 'button', label: 'Undo', style: 'neutral', press: `undo:wrong:${id}` },
    ],
  };
}

function removedAnswer(id: string, before: CardRow['state']): Answer {
  if (before === 'presumed')
    return reply(
      'The platform never said where this card stands, so Sidenote cannot take it away: delete it by hand. It counts as gone now.',
    );
  return before === 'posted' || before === 'pending'
    ? changedAnswer('The card is taken away.', `undo:remove:${id}`)
    : reply('The card is not there any more, so nothing was changed.');
}

/** A notice is edited by itself; elsewhere the answer stands where the button stood. */
function where(answer: Answer, from: string): Answer {
  return answer.kind === 'reply' && from !== ON_NOTICE ? { ...answer, kind: 'update' } : answer;
}
