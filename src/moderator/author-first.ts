import { type Answer, reply, words } from '../moderate/answer.ts';
import type { Press } from '../moderate/request.ts';
import { type CardRow, cardById, forgetCard } from '../store/cards.ts';
import { type DecisionRow, decisionOn, writeDecision } from '../store/decisions.ts';
import { cancelEffects, hurryEffect } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';
import { openSuggestion } from '../store/suggestions.ts';
import { castVote } from '../store/votes.ts';
import { cardOf, unknownCard } from './card-presses.ts';
import { takeAway } from './cards.ts';
import type { Core } from './core.ts';
import { lockOf } from './locks.ts';
import { suggest } from './queue.ts';

/** What the author of a message says to the card that they alone see. */
export type AuthorChoice = 'post' | 'edit' | 'wrong';

const POSTED = 'The card stands under your message already.';
const GONE = 'There is no card any more, so there is nothing to decide.';

/**
 * An author decides about the card under their own message: it goes up at once; they edit, and it goes up when the edit still
 * matches; or they find it wrong, and moderators are asked instead.
 */
export function pressAuthor(choice: AuthorChoice) {
  return async (core: Core, { place, person }: Press, id: string): Promise<Answer> => {
    const known = await cardOf(core, place, id);
    if (known === undefined) return unknownCard();
    const said = await core.store.locked([lockOf(placeOf(known))], async (db) => {
      const card = await cardById(db, id);
      const decision = await decisionOn(db, placeOf(known), known.message ?? '');
      if (card === undefined || decision?.author !== core.hash(place, person.id)) return undefined;
      return CHOICES[choice](db, core, card, decision);
    });
    core.wake();
    if (said === undefined) return reply('Only the author of the message decides that.');
    return { kind: 'update', parts: [{ kind: 'lines', lines: [words(said)] }], controls: [] };
  };
}

/** The message was deleted or rewritten, a moderator took the card away, or the platform refused it. */
const GONE_STATES = new Set<CardRow['state']>(['removing', 'removed', 'cancelled', 'refused']);

type Choose = (db: Db, core: Core, card: CardRow, decision: DecisionRow) => Promise<string>;

const CHOICES: Readonly<Record<AuthorChoice, Choose>> = {
  async post(db, core, { id, state }) {
    if (state !== 'pending') return GONE_STATES.has(state) ? GONE : POSTED;
    await cancelEffects(db, id, core.now(), ['whisper-author']);
    await hurryEffect(db, `post:${id}`, core.now());
    return 'Thank you: the card goes under your message now.';
  },
  async edit(_db, _core, { state }) {
    if (GONE_STATES.has(state)) return GONE;
    return state === 'pending'
      ? 'Take your time. When your edited message no longer comes near the claim, no card appears; otherwise it goes up when the time is over.'
      : POSTED;
  },
  async wrong(db, core, card, decision) {
    if (GONE_STATES.has(card.state)) return GONE;
    await takeAwayWaiting(db, core, card);
    if ((await cardById(db, card.id)) === undefined) {
      await askModerators(db, core, card, decision);
      return 'Noted: no card for now. Moderators decide whether it fits.';
    }
    await castVote(db, card.id, decision.author, 'wrong-claim', core.now());
    return `${POSTED} Your objection is counted, and moderators see it.`;
  },
};

/** Takes back a card that nobody but its author has seen, so that moderators may still post one; one under way stays. */
async function takeAwayWaiting(db: Db, core: Core, { id, state }: CardRow): Promise<void> {
  if (state !== 'pending') return;
  const posting = await cancelEffects(db, id, core.now(), ['post-card']);
  if (posting.length > 0) return;
  await takeAway(db, core, id);
  await forgetCard(db, id);
}

async function askModerators(
  db: Db,
  core: Core,
  card: CardRow,
  decision: DecisionRow,
): Promise<void> {
  const place = placeOf(card);
  const reason = 'author';
  await writeDecision(db, { ...decision, kind: 'suggest', reason, decided_at: core.now() });
  if (card.message === null || (await openSuggestion(db, place, card.claim)) !== undefined) return;
  await suggest(db, core, {
    place,
    ...(card.thread === null ? {} : { thread: card.thread }),
    message: card.message,
    claim: card.claim,
    decision: decision.id,
    reason,
    rung: card.rung,
  });
}
