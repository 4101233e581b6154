import type { Claim } from '../claims/claim.ts';
import type { Reading } from '../match/evidence.ts';
import type { Message } from '../message.ts';
import { type Answer, type Part, words } from '../moderate/answer.ts';
import { candidate, decide, NO_HISTORY } from '../moderate/decide.ts';
import type { Decision } from '../moderate/decision.ts';
import { explanation } from '../moderate/explanation.ts';
import { mayBeShown } from '../moderate/finder.ts';
import type { Person } from '../moderate/person.ts';
import { readMessage } from '../moderate/reading.ts';
import type { Check } from '../moderate/request.ts';
import { isAtLeast } from '../moderate/roles.ts';
import { noMatch } from '../moderate/trial.ts';
import { claimStateAt } from '../store/claim-states.ts';
import { settingsAt } from '../store/settings.ts';
import { StoreError } from '../store/store-error.ts';
import { shownClaim } from './asking.ts';
import type { Core } from './core.ts';
import { storedDecision } from './stored-decision.ts';

/**
 * "Check this message": the card of the claim it comes near, or why there is none. Moderators also see what was decided about it
 * and which words met; the text comes with the command and is not kept.
 */
export async function onCheck(core: Core, { person, message }: Check): Promise<Answer> {
  const { text } = message;
  const { matcher, names } = core.reader();
  const earlier = core.conversations.before(message, core.now());
  const reading = readMessage(matcher, message, earlier);
  const account = await accountOf(core, message, reading);
  const why = explanation({ reading, decision: account.decision, text }, names);
  const claim = nearestShown(core, reading);
  if (claim === undefined) return uncarded(person, [...before(account), ...why]);
  const answer = await shownClaim(core, message, claim, {
    opening: openingFor(reading, claim.id),
  });
  if (answer.kind !== 'reply' || !isAtLeast(person, 'moderator')) return answer;
  return { ...answer, parts: [...answer.parts, ...before(account), ...why] };
}

/** No published claim comes near: that is all most people want to know. */
function uncarded(person: Person, account: readonly Part[]): Answer {
  const nothing = words('No published claim comes near this message.');
  const parts: readonly Part[] = [
    { kind: 'lines', lines: [nothing] },
    ...(isAtLeast(person, 'moderator') ? account : []),
  ];
  return { kind: 'reply', parts, controls: [] };
}

/** What was decided about a message, or what would be decided about it now. */
interface Account {
  readonly decision: Decision;
  readonly live: boolean;
}

async function accountOf(core: Core, message: Message, reading: Reading): Promise<Account> {
  try {
    const stored = await storedDecision(core.store.db, message.place, message.id);
    if (stored !== undefined) return { decision: stored.decision, live: true };
    return { decision: await decideAgain(core, message, reading), live: false };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    core.logger.error({ fault: error.fault, what: 'check' }, error.message);
    return { decision: noMatch(reading), live: false };
  }
}

/** Decides as if the message came now and nothing had happened before, by the settings in force. */
async function decideAgain(core: Core, message: Message, reading: Reading): Promise<Decision> {
  const { matcher, standings } = core.reader();
  const match = candidate(reading, (near) => matcher.suggests(near));
  const standing = match === undefined ? undefined : standings.of(match.claim, core.today());
  if (match === undefined || standing === undefined) return noMatch(reading);
  const { db } = core.store;
  const { place, category } = message;
  const { settings, own } = await settingsAt(db, core.firstSettings, place, category);
  return decide({
    author: message.author,
    at: message.at,
    now: message.at,
    reading,
    match,
    passesBar: matcher.posts(match),
    claim: { ...standing, ...(await claimStateAt(db, place, match.claim)) },
    settings,
    sharedUnset: message.shared === true && own.rung === undefined,
    history: NO_HISTORY,
  });
}

function nearestShown(core: Core, reading: Reading): Claim | undefined {
  const { matcher, database } = core.reader();
  const said = reading.matches.filter((match) => matcher.suggests(match));
  const ids = [...said.map(({ claim }) => claim), ...reading.quotedOnly, ...reading.codeOnly];
  const claims = ids.map((id) => database.byId.get(id)).filter((claim) => claim !== undefined);
  return claims.find(mayBeShown);
}

function openingFor({ quotedOnly, codeOnly }: Reading, claim: string): string {
  if (quotedOnly.includes(claim))
    return 'What the message quotes or passes on comes near this claim:';
  if (codeOnly.includes(claim)) return 'What the message shows as code comes near this claim:';
  return 'The message comes near this claim:';
}

/** What stands above the explanation, which begins with the decision. */
function before({ live }: Account): readonly Part[] {
  const text = live
    ? 'What Sidenote did about this message:'
    : 'Sidenote did not decide about this message. By the settings in force it would now come to this:';
  return [{ kind: 'lines', lines: [words(text)] }];
}
