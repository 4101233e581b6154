import type { Message, Place } from '../message.ts';
import type { Decision, Silence } from '../moderate/decision.ts';
import { reasonOf } from '../moderate/reasons.ts';
import type { Handlers } from '../moderate/request.ts';
import { type CardRow, cardOn, cardPostedAs, changeCard, standingCards } from '../store/cards.ts';
import { decisionOn, writeDecision } from '../store/decisions.ts';
import { cancelEffects } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';
import { endTimeOn, isDecidedOn, queue, suggestionsOn } from '../store/suggestions.ts';
import { takeAway } from './cards.ts';
import type { Core } from './core.ts';
import { decideLive, type Judged, judge } from './decide-live.ts';
import { lockOf } from './locks.ts';
import { reviewNotices } from './notices.ts';
import { expire } from './queue.ts';
import { surviving } from './surviving.ts';

/** What the moderator does with what is written, rewritten and deleted. A store that fails costs a card, never the program. */
export function readAlong(
  core: Core,
): Pick<Handlers, 'message' | 'edited' | 'deleted' | 'channelGone'> {
  return {
    message: (message) => surviving(core, 'message', () => onMessage(core, message)),
    edited: (message) => surviving(core, 'edit', () => onEdit(core, message)),
    deleted: (place, ids) => surviving(core, 'deletion', () => onDeletion(core, place, ids)),
    channelGone: (place) => surviving(core, 'channel', () => onChannelGone(core, place)),
  };
}

async function onMessage(core: Core, message: Message): Promise<void> {
  if (message.author.kind === 'self') return;
  const judged = listen(core, message);
  if (isSilence(judged)) return core.tally.add(message.place, core.today(), judged);
  const decision = await core.store.locked([lockOf(message.place)], async (db) => {
    // Platforms deliver again after a reconnect, and to another process: decided is decided.
    if ((await decisionOn(db, message.place, message.id)) !== undefined) return 'known';
    return decideLive(db, core, judged);
  });
  if (decision !== 'known') tell(core, judged, decision);
}

/**
 * A message was rewritten: a card or a suggestion that fits no longer goes; without either it is decided about like a new one,
 * which by then may be too old.
 */
async function onEdit(core: Core, message: Message): Promise<void> {
  if (message.author.kind === 'self') return;
  const judged = listen(core, message);
  const { place, id } = message;
  const decision = await core.store.locked([lockOf(place)], async (db) => {
    const card = await cardOn(db, place, id);
    const open = await suggestionsOn(db, place, id);
    if (card === undefined && open.length === 0) return decideAgain(db, core, message, judged);
    const lost = [card, ...open].filter(
      (one) => one !== undefined && !speaksOf(core, judged, one.claim),
    );
    if (lost.length > 0) await withdraw(db, core, message, card, open);
    return 'kept';
  });
  if (!isSilence(judged) && decision !== 'kept') tell(core, judged, decision);
  core.wake();
}

/** What moderators decided about a message stands while it says the same; when it comes near nothing any more, it is asked no more. */
async function decideAgain(
  db: Db,
  core: Core,
  { place, id }: Message,
  judged: Judged | Silence,
): Promise<Decision | undefined | 'kept'> {
  if (isSilence(judged)) {
    await endTimeOn(db, place, id, core.now());
    return 'kept';
  }
  if (await isDecidedOn(db, place, id, judged.match.claim)) return 'kept';
  return decideLive(db, core, judged);
}

/** Remembers a message and reads it; what comes near no claim touches no store. */
function listen(core: Core, message: Message): Judged | Silence {
  const earlier = core.conversations.before(message, core.now());
  core.conversations.remember(message);
  return judge(core, message, earlier);
}

function isSilence(judged: Judged | Silence): judged is Silence {
  return typeof judged === 'string';
}

function speaksOf(core: Core, judged: Judged | Silence, claim: string): boolean {
  if (isSilence(judged) || judged.reading.quotedOnly.includes(claim)) return false;
  const { matcher } = core.reader();
  return judged.reading.matches.some((match) => match.claim === claim && matcher.suggests(match));
}

async function withdraw(
  db: Db,
  core: Core,
  { place, id }: Message,
  card: CardRow | undefined,
  open: Awaited<ReturnType<typeof suggestionsOn>>,
): Promise<void> {
  if (card !== undefined) await takeAway(db, core, card.id);
  for (const suggestion of open) await expire(db, core, suggestion);
  const decision = await decisionOn(db, place, id);
  if (decision !== undefined)
    await writeDecision(db, {
      ...decision,
      kind: 'silent',
      reason: 'edited-away',
      decided_at: core.now(),
    });
}

async function onDeletion(core: Core, place: Place, ids: readonly string[]): Promise<void> {
  core.conversations.forget(place, ids);
  await core.store.locked([lockOf(place)], async (db) => {
    for (const id of ids) {
      const card = await cardOn(db, place, id);
      if (card !== undefined) await takeAway(db, core, card.id);
      for (const suggestion of await suggestionsOn(db, place, id))
        await expire(db, core, suggestion);
      await endTimeOn(db, place, id, core.now());
      const own = await cardPostedAs(db, place, id);
      if (own !== undefined) await lose(db, core, own);
    }
  });
  core.wake();
}

async function onChannelGone(core: Core, place: Place): Promise<void> {
  core.conversations.forgetPlace(place);
  await core.store.locked([lockOf(place)], async (db) => {
    for (const card of await standingCards(db, place)) await lose(db, core, card);
    for (const suggestion of await queue(db, place))
      if (suggestion.channel === place.channel) await expire(db, core, suggestion);
  });
  core.wake();
}

/** A card of ours was taken away by somebody else: there is nothing left to edit or remove. */
async function lose(db: Db, core: Core, card: CardRow): Promise<void> {
  await cancelEffects(db, card.id, core.now());
  await changeCard(db, card.id, { state: 'gone' });
  await reviewNotices(db, placeOf(card), `card:${card.id}`, core.now());
}

function tell(core: Core, { message, match }: Judged, decision: Decision | undefined): void {
  const reason = decision === undefined ? 'exempt-channel' : reasonOf(decision);
  const { place, id } = message;
  if (decision === undefined) core.tally.add(place, core.today(), reason);
  core.logger.info(
    { ...place, message: id, claim: match.claim, score: match.score, reason },
    'decided',
  );
  core.wake();
}
