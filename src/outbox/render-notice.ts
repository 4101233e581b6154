import type { Answer } from '../moderate/answer.ts';
import type { Effect } from '../moderate/effect.ts';
import { noticeAnswer } from '../moderate/notice.ts';
import { type Since, settledNotice } from '../moderate/settled-notice.ts';
import type { Core } from '../moderator/core.ts';
import { sinceThen, tellingOf } from '../moderator/notices.ts';
import { noticeByKey } from '../store/notices.ts';
import { moderatorsPlace } from './render-queue.ts';
import { postedOf, type Rendered, type Try } from './rendered.ts';

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/**
 * A notice to moderators, as things are when it is told; the welcome goes to whoever installed the bot when there is no channel for
 * it.
 */
export async function notify(
  core: Core,
  effect: Of<'notify-moderators'>,
  tried: Try,
): Promise<Rendered> {
  const { installer, ...details } = effect.details;
  const { notice } = effect;
  const since = await sinceThen(core.store.db, effect.place, effect);
  const answer = worded(core, { notice, details }, since, core.now());
  const place = await moderatorsPlace(core, effect.place);
  if (place !== undefined) return { task: { do: 'notify', place, answer, ...tried } };
  if (installer === undefined) return undefined;
  return { task: { do: 'tell', place: effect.place, person: installer, answer } };
}

/** A notice that is answered, or counts again, in place of the old one. */
export async function renotify(
  core: Core,
  { told, place }: Of<'settle-notice'>,
  tried: Try,
): Promise<Rendered> {
  const row = await noticeByKey(core.store.db, told);
  const posted = postedOf(row);
  if (row === undefined || posted === undefined) return undefined;
  const since = row.since === null ? undefined : (JSON.parse(row.since) as Since);
  const answer = worded(core, tellingOf(row), since, row.settled_at ?? core.now());
  return { task: { do: 'notify', place, answer, posted, ...tried } };
}

function worded(
  core: Core,
  { notice, details }: Pick<Of<'notify-moderators'>, 'notice' | 'details'>,
  since: Since | undefined,
  at: number,
): Answer {
  const { names } = core.reader();
  return since === undefined
    ? noticeAnswer(notice, details, names)
    : settledNotice(notice, details, since, at, names);
}
