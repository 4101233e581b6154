import { type Answer, reply, words } from '../moderate/answer.ts';
import type { Press } from '../moderate/request.ts';
import { type Action, may, refusal } from '../moderate/roles.ts';
import { RUNGS } from '../moderate/rung.ts';
import { outdatedWords } from '../moderate/settled-notice.ts';
import { voteTakenBack } from '../moderate/vote-answer.ts';
import { type CardRow, cardById, changeCard, forgetCard } from '../store/cards.ts';
import { setMuted } from '../store/claim-states.ts';
import { cancelEffects } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';
import { takeBackVote } from '../store/votes.ts';
import { undoClosing, undoOpening } from './breaker.ts';
import { cardOf, unknownCard } from './card-presses.ts';
import { makeCard } from './cards.ts';
import type { Core } from './core.ts';
import { capAndTell, undoLowering, undoNotAbout } from './feedback.ts';
import { undoSetting } from './inheriting.ts';
import { lockOf, workspaceLock } from './locks.ts';
import { reviewNotices, sinceThen } from './notices.ts';
import { pressUndoQueue } from './queue-presses.ts';
import { scopeOfCode } from './scope.ts';

/** Takes something back; answers with what it says in one line, or with more. */
type Undo = (core: Core, press: Press, rest: readonly string[]) => Promise<string | Answer>;

/** Everything that can be taken back, with what that takes: the same as doing it. */
const UNDOS: Readonly<Record<string, { readonly action: Action; readonly run: Undo }>> = {
  suggestion: { action: 'post', run: pressUndoQueue },
  wrong: { action: 'not-about', run: ofVerdict },
  remove: { action: 'remove', run: ofRemoval },
  mute: { action: 'unmute', run: ofMute(false) },
  unmute: { action: 'mute', run: ofMute(true) },
  lowered: { action: 'not-about', run: ofLowering },
  'lowered-to': { action: 'not-about', run: ofLoweringTo },
  cap: { action: 'rung', run: ofCap },
  breaker: { action: 'breaker', run: undoClosing },
  close: { action: 'breaker', run: undoOpening },
};

const LOST = 'That can no longer be taken back.';

/** `undo:<what>:…`: takes something back. */
export async function pressUndo(
  core: Core,
  press: Press,
  what: string,
  more: string,
): Promise<Answer> {
  if (what === 'vote') return undoVote(core, press, more);
  if (what === 'setting') return shown((await undoSetting(core, press, more.split(':'))) ?? LOST);
  const undo = Object.hasOwn(UNDOS, what) ? UNDOS[what] : undefined;
  if (undo === undefined) return reply(LOST);
  if (!may(press.person, undo.action)) return refusal(undo.action);
  const said = await undo.run(core, press, more.split(':'));
  core.wake();
  return shown(said);
}

function shown(said: string | Answer): Answer {
  if (typeof said !== 'string') return said;
  return { kind: 'update', parts: [{ kind: 'lines', lines: [words(said)] }], controls: [] };
}

async function undoVote(core: Core, { place, person }: Press, card: string): Promise<Answer> {
  if ((await cardOf(core, place, card)) === undefined) return unknownCard();
  await takeBackVote(core.store.db, card, core.hash(place, person.id));
  return voteTakenBack();
}

async function ofVerdict(
  core: Core,
  { place, person }: Press,
  [id = '']: readonly string[],
): Promise<string> {
  await core.store.locked([workspaceLock(place)], (db) =>
    undoNotAbout(db, core, place, id, person.id),
  );
  return 'Taken back: that "not about this" no longer counts.';
}

/** A card that is still being removed stays; one that is gone comes again as a new card under its message. */
async function ofRemoval(
  core: Core,
  { place }: Press,
  [id = '']: readonly string[],
): Promise<string> {
  const known = await cardOf(core, place, id);
  if (known === undefined) return LOST;
  return core.store.locked([lockOf(placeOf(known))], async (db) => {
    const card = await cardById(db, id);
    if (card === undefined || !['removing', 'removed', 'cancelled'].includes(card.state))
      return LOST;
    if (card.state === 'removing') return keepStanding(db, core, card);
    await forgetCard(db, id);
    const again = await makeCard(db, core, {
      place: placeOf(card),
      claim: card.claim,
      rung: card.rung,
      madeBy: card.message === null ? card.made_by : 'moderator',
      ...(card.thread === null ? {} : { thread: card.thread }),
      ...(card.message === null ? {} : { message: card.message }),
    });
    return again === undefined ? LOST : 'Taken back: the card is posted again.';
  });
}

async function keepStanding(db: Db, core: Core, card: CardRow): Promise<string> {
  const { id, posted_message } = card;
  const place = placeOf(card);
  const underWay = await cancelEffects(db, id, core.now(), ['remove-card']);
  if (underWay.length > 0 || posted_message === null)
    return 'The card is being taken away just now. Press again in a moment to post it once more.';
  await changeCard(db, id, { state: 'posted' });
  await reviewNotices(db, place, `card:${id}`, core.now());
  return 'Taken back: the card stays.';
}

function ofMute(muted: boolean): Undo {
  return async (core, { place, person }, [code = '', ...rest]) => {
    const scope = scopeOfCode(code);
    const claim = rest.join(':');
    if (scope === undefined || claim === '') return LOST;
    const by = { moderator: person.id, at: core.now() };
    const { platform, workspace } = place;
    const where =
      scope.scope === 'channel' ? { ...place, channel: scope.id } : { platform, workspace };
    await setMuted(core.store.db, where, claim, muted, by);
    const { names } = core.reader();
    return `Taken back: “${names.claim(claim)}” ${muted ? 'is muted again' : 'may speak again'}.`;
  };
}

async function ofLowering(
  core: Core,
  { place, person }: Press,
  rest: readonly string[],
): Promise<string> {
  const claim = rest.join(':');
  await core.store.locked([workspaceLock(place)], (db) =>
    undoLowering(db, core, place, claim, person.id),
  );
  return `Taken back: “${core.reader().names.claim(claim)}” goes as far as the settings say.`;
}

/** From a notice: only while the claim goes as far as the notice says. */
async function ofLoweringTo(
  core: Core,
  { place, person }: Press,
  [rung = '', ...rest]: readonly string[],
): Promise<Answer> {
  const claim = rest.join(':');
  const since = await core.store.locked([workspaceLock(place)], async (db) => {
    const notice = 'claim-lowered' as const;
    const changed = await sinceThen(db, place, { notice, details: { claim, rung } });
    if (changed === undefined) await undoLowering(db, core, place, claim, person.id);
    return changed;
  });
  if (since !== undefined) return reply(outdatedWords(since));
  return reply(
    `Taken back: “${core.reader().names.claim(claim)}” goes as far as the settings say.`,
  );
}

async function ofCap(
  core: Core,
  { place, person }: Press,
  [before = '', ...rest]: readonly string[],
): Promise<string> {
  const cap = RUNGS.find((rung) => rung === before);
  const by = { moderator: person.id, at: core.now() };
  await core.store.locked([workspaceLock(place)], (db) =>
    capAndTell(db, place, rest.join(':'), cap, by),
  );
  return 'Taken back: the claim goes as far as before.';
}
