import type { Effect } from '../moderate/effect.ts';
import type { NoticeDetails } from '../moderate/notice.ts';
import { aboutOf, type Since } from '../moderate/settled-notice.ts';
import type { Posted } from '../moderate/task.ts';
import { cardById } from '../store/cards.ts';
import { claimStateAt } from '../store/claim-states.ts';
import { addEffects } from '../store/effects.ts';
import { addNotice, type NoticeRow, noticesAbout, settleNotice } from '../store/notices.ts';
import type { Db } from '../store/open.ts';
import { placeOf, type WorkspaceRef } from '../store/place.ts';
import { isJudged } from '../store/verdicts.ts';
import { workspaceRow } from '../store/workspaces.ts';
import { newId } from './core.ts';

type Telling = Extract<Effect, { kind: 'notify-moderators' }>;

/** What became of what a notice is about; undefined while its buttons count. */
export async function sinceThen(
  db: Db,
  workspace: WorkspaceRef,
  { notice, details }: Pick<Telling, 'notice' | 'details'>,
): Promise<Since | undefined> {
  switch (notice) {
    case 'breaker-opened':
      return sinceOpened(db, workspace, details);
    case 'claim-lowered':
      return sinceLowered(db, workspace, details);
    case 'readers-object':
      return sinceObjected(db, details);
    default:
      return undefined;
  }
}

/** Keeps where a notice with buttons stands, within a transaction, so that it can say later what became of it. */
export async function keepNotice(db: Db, effect: Telling, posted: Posted, now: number) {
  const { key, place, notice: name, details } = effect;
  const about = aboutOf(name, details);
  if (about === undefined) return;
  const { platform, workspace, channel } = place;
  await addNotice(db, {
    platform,
    workspace,
    channel,
    key,
    name,
    about,
    details: JSON.stringify(details),
    posted_channel: posted.channel,
    posted_message: posted.message,
    told_at: now,
    since: null,
    settled_at: null,
  });
  await reviewNotices(db, place, about, now);
}

/** Has every notice about something say what became of it, or offer its buttons again, within the transaction that changed it. */
export async function reviewNotices(
  db: Db,
  workspace: WorkspaceRef,
  about: string,
  now: number,
): Promise<void> {
  for (const row of await noticesAbout(db, workspace, about)) {
    const since = await sinceThen(db, workspace, tellingOf(row));
    const stays = (since === undefined) === (row.since === null);
    // A claim that is lowered once more has a notice of its own.
    if (stays || (row.since !== null && row.name === 'claim-lowered')) continue;
    await settleNotice(db, row.key, since === undefined ? null : JSON.stringify(since), now);
    const key = `settle-notice:${newId()}`;
    await addEffects(db, [{ kind: 'settle-notice', key, told: row.key, place: placeOf(row) }], now);
  }
}

/** What a kept notice told. */
export function tellingOf({ name, details }: NoticeRow): Pick<Telling, 'notice' | 'details'> {
  return { notice: name, details: JSON.parse(details) as NoticeDetails };
}

async function sinceOpened(
  db: Db,
  workspace: WorkspaceRef,
  { opened = '' }: NoticeDetails,
): Promise<Since | undefined> {
  const at = (await workspaceRow(db, workspace))?.breaker_opened_at;
  const stillOpen = opened === '' ? at != null : String(at) === opened;
  return stillOpen ? undefined : { what: 'closed' };
}

async function sinceLowered(
  db: Db,
  workspace: WorkspaceRef,
  { claim = '', rung = '' }: NoticeDetails,
): Promise<Since | undefined> {
  const { cap } = await claimStateAt(db, placeOf({ ...workspace, channel: '' }), claim);
  if (cap === rung) return undefined;
  return cap === undefined ? { what: 'raised' } : { what: 'changed', rung: cap };
}

async function sinceObjected(db: Db, { card = '' }: NoticeDetails): Promise<Since | undefined> {
  const state = (await cardById(db, card))?.state ?? 'gone';
  if (!['pending', 'posted', 'presumed'].includes(state)) return { what: 'gone' };
  return (await isJudged(db, card)) ? { what: 'judged' } : undefined;
}
