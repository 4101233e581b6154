import type { Place } from '../message.ts';
import { type Card, cardOf } from '../moderate/card.ts';
import { fingerprint, statusShown } from '../moderate/fingerprint.ts';
import { addCard, type CardRow, cardById, changeCard } from '../store/cards.ts';
import { addEffects, cancelEffects } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';
import { type Core, newId } from './core.ts';
import { reviewNotices } from './notices.ts';

/** A card to be made. `message` is what it answers; without one it is shared into the channel. */
export interface CardOrder {
  readonly place: Place;
  readonly thread?: string;
  readonly message?: string;
  readonly claim: string;
  readonly rung: 'thread' | 'channel';
  readonly madeBy: CardRow['made_by'];
  /** Milliseconds for which the author alone sees it. */
  readonly authorFirst?: number;
}

/** A claim's card as it looks now; undefined for a claim that is not in the database. */
export function cardNow(core: Pick<Core, 'reader' | 'publicUrl'>, claim: string): Card | undefined {
  const known = core.reader().database.byId.get(claim);
  return known === undefined ? undefined : cardOf(known, core.publicUrl);
}

/**
 * Writes a card and what posts it, within a transaction that holds the lock of its place. Returns its id; undefined when the
 * message has one already, or the claim is not a curated one.
 */
export async function makeCard(db: Db, core: Core, order: CardOrder): Promise<string | undefined> {
  const card = cardNow(core, order.claim);
  if (card === undefined) return undefined;
  const id = newId();
  const { place, rung, claim } = order;
  const added = await addCard(db, {
    platform: place.platform,
    workspace: place.workspace,
    channel: place.channel,
    id,
    thread: order.thread ?? null,
    message: order.message ?? null,
    claim,
    rung,
    made_by: order.madeBy,
    wanted: fingerprint(card),
    shown_status: JSON.stringify(statusShown(card)),
    created_at: core.now(),
  });
  if (!added) return undefined;
  await addPosting(db, core, id, order);
  return id;
}

async function addPosting(db: Db, core: Core, card: string, order: CardOrder): Promise<void> {
  const { place, authorFirst } = order;
  const now = core.now();
  const later = authorFirst === undefined ? {} : { notBefore: now + authorFirst };
  await addEffects(db, [{ kind: 'post-card', key: `post:${card}`, card, place, ...later }], now);
  if (authorFirst === undefined) return;
  const whisper = { kind: 'whisper-author', key: `whisper:${card}`, card, place } as const;
  await addEffects(db, [whisper], now, core.process);
}

/**
 * Takes a card away, wherever it is on its way, within a transaction that holds the lock of its place: what waits is cancelled,
 * what stands is removed, what is being handed over is removed as soon as it stands.
 */
export async function takeAway(db: Db, core: Core, id: string): Promise<void> {
  const card = await cardById(db, id);
  if (card === undefined || !MAY_GO.includes(card.state)) return;
  const now = core.now();
  const underWay = await cancelEffects(db, id, now);
  await changeCard(db, id, { state: goingState(card, underWay.includes(`post:${id}`)) });
  if (card.state === 'posted') await addEffects(db, [removal(card)], now);
  await reviewNotices(db, placeOf(card), `card:${id}`, now);
}

/** States of a card that can be taken away. */
const MAY_GO: readonly CardRow['state'][] = ['pending', 'posted', 'presumed'];

/** What a card is on its way out: one that is being handed over just now is removed as soon as it stands. */
function goingState({ state }: CardRow, posting: boolean): CardRow['state'] {
  if (state === 'posted' || posting) return 'removing';
  return state === 'presumed' ? 'gone' : 'cancelled';
}

/** What removes a card that stands. */
export function removal(card: CardRow) {
  return {
    kind: 'remove-card',
    key: `remove:${card.id}`,
    card: card.id,
    place: placeOf(card),
  } as const;
}
