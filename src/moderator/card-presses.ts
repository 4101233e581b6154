import { type Answer, type Control, type Part, reply, words } from '../moderate/answer.ts';
import { explanation } from '../moderate/explanation.ts';
import type { Press } from '../moderate/request.ts';
import { isAtLeast } from '../moderate/roles.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import { isObjectedTo, isVote, voteAnswer, votesInWords } from '../moderate/vote-answer.ts';
import { linkTo, notice } from '../outbox/telling.ts';
import { type CardRow, cardById } from '../store/cards.ts';
import { setMuted } from '../store/claim-states.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';
import { castVote, votesOn } from '../store/votes.ts';
import type { Core } from './core.ts';
import { storedDecision } from './stored-decision.ts';

/** A reader's vote: one a person and card, counted. Reasons against a card reach moderators; nothing else comes of them. */
export async function pressVote(
  core: Core,
  { place, person }: Press,
  id: string,
  vote: string,
): Promise<Answer> {
  const card = await cardOf(core, place, id);
  if (!isVote(vote) || card === undefined) return unknownCard();
  await core.store.locked([`votes:${id}`], async (db) => {
    await castVote(db, id, core.hash(place, person.id), vote, core.now());
    await tellObjections(db, core, card);
  });
  core.wake();
  return voteAnswer(vote, id);
}

/** Has moderators told, once a card, that several readers gave reasons against it. */
async function tellObjections(db: Db, core: Core, card: CardRow): Promise<void> {
  const votes = await votesOn(db, card.id);
  if (!isObjectedTo(votes)) return;
  const shared = card.message === null ? { shared: 'yes' } : {};
  const details = { claim: card.claim, card: card.id, votes: votesInWords(votes), ...shared };
  await notice(db, core, card, 'readers-object', card.id, { ...details, ...linkTo(core, card) });
}

/** Why a card came: the words that met its claim; for moderators also the votes, and what they can do about it. */
export async function pressWhy(core: Core, { place, person }: Press, id: string): Promise<Answer> {
  const card = await cardOf(core, place, id);
  if (card === undefined) return unknownCard();
  const why = await whyParts(core, card);
  if (!isAtLeast(person, 'moderator')) return { kind: 'reply', parts: why, controls: [] };
  const votes: Part = {
    kind: 'lines',
    lines: [words(votesInWords(await votesOn(core.store.db, id)))],
  };
  return { kind: 'reply', parts: [...why, votes], controls: moderatorControls(card) };
}

/** A moderator mutes a claim in this channel. */
export async function pressMuteClaim(
  core: Core,
  { place, person }: Press,
  claim: string,
  more: string,
): Promise<Answer> {
  const id = more === '' ? claim : `${claim}:${more}`;
  if (!isKnownClaim(core, id)) return reply('This claim is no longer in the database.');
  await setMuted(core.store.db, place, id, true, { moderator: person.id, at: core.now() });
  return updated(
    `“${core.reader().names.claim(id)}” is muted in this channel.`,
    `undo:mute:channel=${place.channel}:${id}`,
  );
}

/** A card by its id, in the workspace of whoever pressed: a button of another workspace's card does nothing here. */
export async function cardOf(
  core: Core,
  { platform, workspace }: Press['place'],
  id: string,
): Promise<CardRow | undefined> {
  const card = await cardById(core.store.db, id);
  return card?.platform === platform && card.workspace === workspace ? card : undefined;
}

/** The answer to a press on a card that is no longer kept. */
export function unknownCard(): Answer {
  return reply('This card is too old; nothing is kept about it any more.');
}

/** Whether the database holds a claim, curated or imported. */
export function isKnownClaim(core: Core, id: string): boolean {
  const { byId, imported } = core.reader().database;
  return byId.has(id) || imported.has(id);
}

/** The button that takes a card away. */
export function removeControl(id: string): Control {
  return { kind: 'button', label: 'Take the card away', style: 'danger', press: `remove:${id}` };
}

/** What a press changed, in place of what it stood on, with its undo. */
function updated(text: string, undo: string): Answer {
  const answer = changedAnswer(text, undo);
  return answer.kind === 'reply' ? { ...answer, kind: 'update' } : answer;
}

async function whyParts(core: Core, card: CardRow): Promise<readonly Part[]> {
  if (card.message === null)
    return lines(
      card.made_by === 'test'
        ? 'It answers no message: an administrator sent it as a test.'
        : 'It answers no message: somebody shared it from a private answer.',
    );
  const stored = await storedDecision(core.store.db, placeOf(card), card.message);
  if (stored === undefined)
    return lines(
      'A message came near this claim. The details of that decision are no longer kept.',
    );
  const { matches, decision } = stored;
  const about = matches.filter(({ claim }) => claim === card.claim);
  const made =
    card.made_by === 'moderator'
      ? 'Sidenote suggested this card and a moderator posted it. The message met the claim like this:'
      : 'The message above met the claim like this:';
  const [, why] = explanation({ reading: { matches: about }, decision }, core.reader().names);
  return [...lines(made), ...(why === undefined ? [] : [why])];
}

function moderatorControls({ id, claim, message }: CardRow): readonly Control[] {
  return [
    ...(message === null ? [] : [neutral('Not about this', `wrong:${id}`)]),
    removeControl(id),
    neutral('Mute this claim here', `mute-claim:${claim}`),
  ];
}

function neutral(label: string, press: string): Control {
  return { kind: 'button', label, style: 'neutral', press };
}

function lines(text: string): readonly Part[] {
  return [{ kind: 'lines', lines: [words(text)] }];
}
