import type { Claim } from '../claims/claim.ts';
import type { Place } from '../message.ts';
import type { Answer } from '../moderate/answer.ts';
import { choicesFor } from '../moderate/choices.ts';
import {
  claimAnswer,
  quietAnswer,
  reviewsAnswer,
  severalAnswer,
  unknownAnswer,
} from '../moderate/context-answer.ts';
import { ASK_LENGTH } from '../moderate/demand.ts';
import { type Found, findFor, foundInTalk } from '../moderate/found.ts';
import type { Ask, Choice } from '../moderate/request.ts';
import type { Core } from './core.ts';
import { knowledgeOf, talkHere } from './knowledge.ts';
import { noteAsk } from './open-asks.ts';
import { offersShare } from './sharing.ts';

/** `/context`: by words, by a claim's id, or empty for what this conversation is about. */
export async function onAsk(core: Core, ask: Ask): Promise<Answer> {
  const about = ask.about.trim().slice(0, 2 * ASK_LENGTH);
  if (about === '') return aboutTalk(core, ask);
  const found = findFor(about, knowledgeOf(core));
  return found.kind === 'none'
    ? unknownAnswer(await noteAsk(core, ask, about))
    : foundAnswer(core, ask, found);
}

/** The claims to choose from while somebody types, from memory alone. */
export function onComplete(core: Core, place: Place, typed: string): readonly Choice[] {
  const { finder, database } = knowledgeOf(core);
  const { talk } = talkHere(core, place, undefined);
  return choicesFor(typed.slice(0, ASK_LENGTH), finder, talk, database);
}

/** Where somebody asks, as far as an answer depends on it. */
export type AskedAt = Pick<Ask, 'place' | 'category'>;

/** A claim's card as a private answer to somebody at a place. */
export async function shownClaim(
  core: Core,
  at: AskedAt,
  claim: Claim,
  more: { readonly others?: readonly Claim[]; readonly opening?: string } = {},
): Promise<Answer> {
  core.tally.add(at.place, core.today(), 'asked', claim.id);
  return claimAnswer(claim, {
    today: core.today(),
    ...(core.publicUrl === undefined ? {} : { publicUrl: core.publicUrl }),
    share: await offersShare(core, at),
    ...more,
  });
}

async function aboutTalk(core: Core, ask: Ask): Promise<Answer> {
  const { talk, read } = talkHere(core, ask.place, ask.thread);
  const found = foundInTalk(talk, core.reader().database);
  if (found.kind !== 'claim') return quietAnswer(read);
  const opening = 'This conversation comes near a claim that Sidenote knows:';
  return shownClaim(core, ask, found.claim, { others: found.others, opening });
}

async function foundAnswer(
  core: Core,
  ask: Ask,
  found: Exclude<Found, { kind: 'none' }>,
): Promise<Answer> {
  switch (found.kind) {
    case 'claim':
      return shownClaim(core, ask, found.claim, { others: found.others });
    case 'several':
      return severalAnswer(found.claims);
    case 'reviews':
      return reviewsAnswer(found.reviews);
  }
}
