import type { Effect, NoticeName } from '../moderate/effect.ts';
import type { Core } from '../moderator/core.ts';
import { type CardRow, cardById } from '../store/cards.ts';
import { addEffects } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';

const DAY = 86_400_000;
/** Kinds of which a missing permission is told nobody: it would be told where it is missing, or nobody can do anything about it. */
const UNTOLD: readonly string[] = ['notify-moderators', 'show-suggestion', 'settle-notice'];

/** Tells moderators something once for each `about`. */
export async function notice(
  db: Db,
  core: Core,
  where: { platform: string; workspace: string; channel: string },
  name: NoticeName,
  about: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  const place = placeOf(where);
  const key = `notice:${name}:${place.platform}/${place.workspace}:${about}`;
  const effect = { kind: 'notify-moderators', key, place, notice: name, details } as const;
  await addEffects(db, [effect], core.now());
}

/** Tells moderators, once a day for a channel, that the platform refused something for want of a permission. */
export async function tellMissing(
  db: Db,
  core: Core,
  effect: Effect,
  missing: string,
): Promise<void> {
  core.logger.warn({ ...effect.place, missing, effect: effect.kind }, 'a permission is missing');
  if (UNTOLD.includes(effect.kind)) return;
  const card = 'card' in effect ? await cardById(db, effect.card) : undefined;
  const about = `${effect.place.channel}:${missing}:${Math.floor(core.now() / DAY)}`;
  const details = { permission: missing, ...(card === undefined ? {} : linkTo(core, card)) };
  await notice(db, core, effect.place, 'missing-permission', about, details);
}

/** The link to the message that a card answers. */
export function linkTo(core: Core, card: CardRow): { link?: string } {
  if (card.message === null) return {};
  const thread = card.thread ?? undefined;
  const link = core.platform(card.platform)?.linkTo(placeOf(card), card.message, thread);
  return link === undefined || link === '' ? {} : { link };
}
