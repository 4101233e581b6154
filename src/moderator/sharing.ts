import { type Answer, reply } from '../moderate/answer.ts';
import { budgetSince } from '../moderate/decide.ts';
import { mayBeShown } from '../moderate/finder.ts';
import type { Press } from '../moderate/request.ts';
import type { Settings } from '../moderate/settings.ts';
import { cardsSince, lastCardAt } from '../store/cards.ts';
import { claimStateAt } from '../store/claim-states.ts';
import type { Db } from '../store/open.ts';
import { settingsAt } from '../store/settings.ts';
import { StoreError } from '../store/store-error.ts';
import type { AskedAt } from './asking.ts';
import { makeCard } from './cards.ts';
import type { Core } from './core.ts';
import { lockOf } from './locks.ts';

/** A claim shared a moment ago is not shared again: somebody pressed twice, or two people at once. In milliseconds. */
const JUST_NOW = 600_000;

/** Whether sharing is open at a place; false when the store cannot say. */
export async function offersShare(core: Core, { place, category }: AskedAt): Promise<boolean> {
  if (isNowhere(place)) return false;
  try {
    const { settings } = await settingsAt(core.store.db, core.firstSettings, place, category);
    return closedTo(settings) === undefined;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}

/** Shares a claim's card into the channel, or the thread, as one of the hour's cards; or says why not. */
export async function pressShare(core: Core, press: Press, claim: string): Promise<Answer> {
  const { place, thread } = press;
  if (isNowhere(place)) return reply('There is no channel here to share into.');
  const known = core.reader().database.byId.get(claim);
  if (known === undefined || !mayBeShown(known))
    return reply('This claim is no longer published, so it cannot be shared.');
  const refused = await core.store.locked([lockOf(place)], async (db) => {
    const reason = await reasonAgainst(db, core, press, claim);
    if (reason !== undefined) return reason;
    const where = { place, ...(thread === undefined ? {} : { thread }) };
    await makeCard(db, core, {
      ...where,
      claim,
      rung: thread === undefined ? 'channel' : 'thread',
      madeBy: 'share',
    });
    return undefined;
  });
  core.wake();
  return reply(refused ?? 'Shared: the card will stand here in a moment, without your name.');
}

async function reasonAgainst(
  db: Db,
  core: Core,
  { place, category }: Press,
  claim: string,
): Promise<string | undefined> {
  const { settings } = await settingsAt(db, core.firstSettings, place, category);
  const closed = closedTo(settings);
  if (closed !== undefined) return closed;
  if ((await claimStateAt(db, place, claim)).muted) return 'Moderators muted this claim here.';
  const now = core.now();
  const last = await lastCardAt(db, place, claim);
  if (last !== undefined && now - last < JUST_NOW)
    return 'This claim had a card here a few minutes ago; scroll up a little.';
  const used = await cardsSince(db, place, budgetSince(now));
  return used < settings.budget
    ? undefined
    : `This hour's cards in this channel are used up (${settings.budget}). Try again later.`;
}

/** Somebody asks from a page or a form that stands in no channel. */
function isNowhere({ channel }: AskedAt['place']): boolean {
  return channel === '';
}

function closedTo({ share, exempt, rung }: Settings): string | undefined {
  if (!share) return 'Sharing is switched off here.';
  if (exempt) return 'This channel is exempt, so no card is posted here.';
  return rung === 'shadow'
    ? 'Sidenote only watches here for now, so no card can be posted. An administrator can change that with setup.'
    : undefined;
}
