import { isLexical, type Match, type Reading } from '../match/evidence.ts';
import type { Message } from '../message.ts';
import { budgetSince, candidate, decide, type History } from '../moderate/decide.ts';
import type { Decision, Silence } from '../moderate/decision.ts';
import { readMessage } from '../moderate/reading.ts';
import { reasonOf } from '../moderate/reasons.ts';
import { silenceWithoutMatch } from '../moderate/trial.ts';
import { cardOn, cardPostedAs, cardsSince, lastCardAt } from '../store/cards.ts';
import { claimStateAt } from '../store/claim-states.ts';
import { type DecisionRow, writeDecision } from '../store/decisions.ts';
import type { Db } from '../store/open.ts';
import { settingsAt } from '../store/settings.ts';
import { openSuggestion } from '../store/suggestions.ts';
import { workspaceRow } from '../store/workspaces.ts';
import { makeCard } from './cards.ts';
import { type Core, newId } from './core.ts';
import { expire, suggest } from './queue.ts';

/** How many of the nearest matches a decision keeps, for explanations. */
const NEAREST = 4;

/** A message that reaches the suggestion bar, with the claim it is about. */
export interface Judged {
  readonly message: Message;
  readonly reading: Reading;
  readonly match: Match;
}

/** Reads a message; the reason for silence when no claim comes near enough to be worth a look into the store. */
export function judge(core: Core, message: Message, earlier: readonly string[]): Judged | Silence {
  const { matcher } = core.reader();
  const reading = readMessage(matcher, message, earlier);
  const match = candidate(reading, (near) => matcher.suggests(near));
  return match === undefined ? silenceWithoutMatch(reading) : { message, reading, match };
}

/**
 * Decides about a message within a transaction that holds the lock of its place, and writes the decision with all that follows
 * from it. Undefined for an exempt channel, of which nothing is kept.
 */
export async function decideLive(
  db: Db,
  core: Core,
  judged: Judged,
): Promise<Decision | undefined> {
  const { message, reading, match } = judged;
  const { matcher, standings } = core.reader();
  const standing = standings.of(match.claim, core.today());
  if (standing === undefined) return undefined;
  const { settings, own } = await settingsAt(
    db,
    core.firstSettings,
    message.place,
    message.category,
  );
  if (settings.exempt) return undefined;
  const state = await claimStateAt(db, message.place, match.claim);
  const decision = decide({
    author: message.author,
    at: message.at,
    now: core.now(),
    reading,
    match,
    passesBar: matcher.posts(match),
    claim: { ...standing, ...state },
    settings,
    sharedUnset: message.shared === true && own.rung === undefined,
    history: await historyOf(db, core, judged),
  });
  const row = rowOf(core, judged, decision, standing.topic);
  await writeDecision(db, row);
  await carryOut(db, core, judged, decision, row.id, settings);
  return decision;
}

async function historyOf(db: Db, core: Core, { message, match }: Judged): Promise<History> {
  const { place, id, replyTo } = message;
  const now = core.now();
  const last = await lastCardAt(db, place, match.claim);
  const workspace = await workspaceRow(db, place);
  const answeredCard = replyTo === undefined ? undefined : await cardPostedAs(db, place, replyTo);
  const open = await openSuggestion(db, place, match.claim);
  if (open !== undefined && open.expires_at <= now) await expire(db, core, open);
  return {
    answered: (await cardOn(db, place, id)) !== undefined,
    suggested: open !== undefined && open.expires_at > now,
    repliesToCard: answeredCard !== undefined,
    ...(last === undefined ? {} : { lastCard: last }),
    cardsLastHour: await cardsSince(db, place, budgetSince(now)),
    breakerOpen: workspace?.breaker_opened_at != null,
  };
}

async function carryOut(
  db: Db,
  core: Core,
  { message, match }: Judged,
  decision: Decision,
  id: string,
  settings: { readonly authorFirst: number | null; readonly rung: string },
): Promise<void> {
  const { place, thread } = message;
  const where = { place, ...(thread === undefined ? {} : { thread }), message: message.id };
  if (decision.kind === 'card') {
    const { authorFirst } = settings;
    await makeCard(db, core, {
      ...where,
      claim: match.claim,
      rung: decision.rung,
      madeBy: 'decision',
      ...(authorFirst === null ? {} : { authorFirst }),
    });
  }
  if (decision.kind === 'suggest') {
    const rung = settings.rung === 'channel' ? 'channel' : 'thread';
    await suggest(db, core, {
      ...where,
      claim: match.claim,
      decision: id,
      reason: decision.reason,
      rung,
    });
  }
}

function rowOf(
  core: Core,
  { message, reading, match }: Judged,
  decision: Decision,
  topic: string,
): DecisionRow {
  const { place, author } = message;
  return {
    platform: place.platform,
    workspace: place.workspace,
    channel: place.channel,
    id: newId(),
    thread: message.thread ?? null,
    message: message.id,
    author: core.hash(place, author.id),
    kind: decision.kind,
    reason: reasonOf(decision),
    claim: match.claim,
    topic,
    score: match.score,
    would_have: decision.kind === 'silent' ? (decision.wouldHave ?? null) : null,
    matches: JSON.stringify(nearest(reading, match)),
    decided_at: core.now(),
  };
}

/**
 * The nearest matches as they are kept: vocabulary ids and positions. Stems that the vocabulary does not know are the author's own words and
 * stay out.
 */
function nearest(reading: Reading, decided: Match): readonly Match[] {
  const others = reading.matches.filter(({ claim }) => claim !== decided.claim);
  return [decided, ...others].slice(0, NEAREST).map((match) => ({
    ...match,
    evidence: match.evidence.filter(({ term }) => !isLexical(term)),
  }));
}
