import { type Answer, reply } from '../moderate/answer.ts';
import type { Administer, Press } from '../moderate/request.ts';
import { outdatedWords } from '../moderate/settled-notice.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import type { Db } from '../store/open.ts';
import { changeWorkspace, workspaceRow } from '../store/workspaces.ts';
import type { Core } from './core.ts';
import { closeBreaker } from './feedback.ts';
import { workspaceLock } from './locks.ts';
import { reviewNotices } from './notices.ts';

const CLOSED = 'The breaker is closed: Sidenote speaks again as the settings say.';
const AGAIN = 'The breaker was closed and opened again since, so nothing was changed.';

/** `breaker`: how it stands; `breaker open` sends every card to the queue, `breaker close` ends that. */
export async function commandBreaker(core: Core, administer: Administer): Promise<Answer> {
  const { place, options } = administer;
  const wanted = (options.state ?? '').trim().toLowerCase();
  return core.store.locked([workspaceLock(place)], async (db) => {
    const opened = await openedAt(db, place);
    if (wanted === 'open' && opened === undefined) {
      const at = core.now();
      await changeWorkspace(db, place, at, { breaker_opened_at: at });
      return changedAnswer(
        'The breaker is open: every card waits for a moderator.',
        `undo:close:${at}`,
      );
    }
    if (wanted === 'close' && opened !== undefined) return close(db, core, place, opened);
    const state = opened === undefined ? 'closed' : 'open: every card waits for a moderator';
    return reply(`The breaker is ${state}.`, 'breaker open and breaker close change that.');
  });
}

/**
 * Closes the breaker; cards are posted again as the settings say. A notice names the moment of which it told (milliseconds since
 * 1970): it closes no breaker that opened later.
 */
export async function pressCloseBreaker(
  core: Core,
  { place }: Press,
  told: string,
): Promise<Answer> {
  const answer = await core.store.locked([workspaceLock(place)], async (db) => {
    const opened = await openedAt(db, place);
    if (opened === undefined) return reply('The breaker is closed already.');
    if (told !== '' && told !== String(opened))
      return reply(outdatedWords({ what: 'closed' }), AGAIN);
    return close(db, core, place, opened);
  });
  core.wake();
  return answer;
}

/** Undo of closing: the breaker is open as it was, since the same moment. */
export async function undoClosing(
  core: Core,
  { place }: Press,
  [before = '']: readonly string[],
): Promise<string> {
  const at = /^\d{1,16}$/.test(before) ? Number(before) : core.now();
  return core.store.locked([workspaceLock(place)], async (db) => {
    if ((await openedAt(db, place)) !== undefined) return 'The breaker is open already.';
    await changeWorkspace(db, place, core.now(), { breaker_opened_at: at });
    await reviewNotices(db, place, 'breaker', core.now());
    return 'Taken back: the breaker is open again.';
  });
}

/** Undo of opening by hand; a breaker that opened later stays open. */
export async function undoOpening(
  core: Core,
  { place }: Press,
  [opened = '']: readonly string[],
): Promise<string> {
  return core.store.locked([workspaceLock(place)], async (db) => {
    const at = await openedAt(db, place);
    if (at === undefined) return 'The breaker is closed already.';
    if (opened !== '' && opened !== String(at)) return AGAIN;
    await closeBreaker(db, place, core.now());
    return 'Taken back: the breaker is closed.';
  });
}

async function close(db: Db, core: Core, place: Press['place'], opened: number): Promise<Answer> {
  await closeBreaker(db, place, core.now());
  return changedAnswer(CLOSED, `undo:breaker:${opened}`);
}

/** When the breaker opened; undefined while it is closed. */
async function openedAt(db: Db, place: Press['place']): Promise<number | undefined> {
  return (await workspaceRow(db, place))?.breaker_opened_at ?? undefined;
}
