import type { Claim } from '../claims/claim.ts';
import { type Answer, reply } from '../moderate/answer.ts';
import { fullContextAnswer } from '../moderate/full-context.ts';
import type { Press } from '../moderate/request.ts';
import { type Action, may, refusal } from '../moderate/roles.ts';
import { onAbout } from './about.ts';
import { shownClaim } from './asking.ts';
import { pressAuthor } from './author-first.ts';
import { pressCloseBreaker } from './breaker.ts';
import { pressMuteClaim, pressVote, pressWhy } from './card-presses.ts';
import type { Core } from './core.ts';
import { pressInherit } from './inheriting.ts';
import { pressRemove, pressWrong } from './judging-cards.ts';
import { pressTell } from './open-asks.ts';
import { pressQueue } from './queue-presses.ts';
import { pressSetup } from './setup-presses.ts';
import { pressShare } from './sharing.ts';
import { pressUndo } from './undo-presses.ts';

/** What a press does; `subject` and `more` are what stands behind its name, by colons. */
type Pressed = (core: Core, press: Press, subject: string, more: string) => Promise<Answer>;

interface PressRule {
  /** What it takes; absent where the press checks for itself or anybody may. */
  readonly action?: Action;
  readonly run: Pressed;
}

/** Every press by name. What somebody may not do is refused here, before anything is looked at. */
const PRESSES: Readonly<Record<string, PressRule>> = {
  full: { action: 'ask', run: pressFull },
  show: { action: 'ask', run: pressShow },
  share: { action: 'share', run: (core, press, claim) => pressShare(core, press, claim) },
  tell: { action: 'tell-me', run: pressTell },
  vote: { action: 'vote', run: pressVote },
  why: { action: 'ask', run: pressWhy },
  about: { run: (core, { place, person }) => onAbout(core, place, person, 'privacy') },
  post: { action: 'post', run: pressQueue('posted') },
  'not-about': { action: 'not-about', run: pressQueue('not-about') },
  mute: { action: 'mute', run: pressQueue('muted') },
  wrong: { action: 'not-about', run: pressWrong },
  remove: { action: 'remove', run: pressRemove },
  'mute-claim': { action: 'mute', run: pressMuteClaim },
  'close-breaker': { action: 'breaker', run: pressCloseBreaker },
  'author-post': { run: pressAuthor('post') },
  'author-edit': { run: pressAuthor('edit') },
  'author-wrong': { run: pressAuthor('wrong') },
  setup: { action: 'setup', run: pressSetup },
  inherit: { run: pressInherit },
  undo: { run: pressUndo },
};

/** A button, a list or a form. What is unknown comes from a card or a panel of another version. */
export async function onPress(core: Core, press: Press): Promise<Answer> {
  const [name = '', subject = '', ...more] = press.press.split(':');
  const rule = Object.hasOwn(PRESSES, name) ? PRESSES[name] : undefined;
  if (rule === undefined)
    return reply('This button is from another version of Sidenote and does nothing any more.');
  if (rule.action !== undefined && !may(press.person, rule.action)) return refusal(rule.action);
  return rule.run(core, press, subject, more.join(':'));
}

async function pressFull(core: Core, _press: Press, id: string, page: string): Promise<Answer> {
  const claim = published(core, id);
  if (claim === undefined) return gone();
  const answer = fullContextAnswer(claim, page === '' ? 1 : Number(page), core.publicUrl);
  return page === '' || answer.kind !== 'reply' ? answer : { ...answer, kind: 'update' };
}

async function pressShow(core: Core, press: Press, id: string): Promise<Answer> {
  const claim = published(core, id);
  return claim === undefined ? gone() : shownClaim(core, press, claim);
}

/** A claim that was published once; cards of a paused or withdrawn one may still stand. */
function published(core: Core, id: string): Claim | undefined {
  const claim = core.reader().database.byId.get(id);
  return claim?.lifecycle === 'draft' ? undefined : claim;
}

function gone(): Answer {
  return reply('This claim is no longer in the database.');
}
