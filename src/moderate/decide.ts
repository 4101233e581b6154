import type { Lifecycle, Verification } from '../claims/claim.ts';
import type { Match, Reading } from '../match/evidence.ts';
import type { Author } from '../message.ts';
import type { Decision, Hold, Silence } from './decision.ts';
import { lowest, type Rung } from './rung.ts';
import type { Settings } from './settings.ts';

/** Cards come within the conversation they belong to, or not at all: ten minutes, in milliseconds. */
export const TOO_OLD = 600_000;
const HOUR = 3_600_000;

/** What the gates must know of the claim that a message is about. */
export interface ClaimStanding {
  /** In force today, so that an overdue claim is shadow already. */
  readonly lifecycle: Lifecycle;
  readonly verification: Verification;
  readonly topic: string;
  /** Canonical URLs of its sources, but for the articles that carry the claim. */
  readonly sourceLinks: ReadonlySet<string>;
  /** How far this workspace lets the claim go, when moderators lowered it. */
  readonly cap?: Rung;
  readonly muted: boolean;
}

/** What has happened before at the place of the message. Times in milliseconds since 1970. */
export interface History {
  /** This message already has a card. */
  readonly answered: boolean;
  /** A suggestion of this claim is open at this place. */
  readonly suggested: boolean;
  /** It answers a card of ours. */
  readonly repliesToCard: boolean;
  /** When this claim last had a card in this channel. */
  readonly lastCard?: number;
  /** Cards in this channel since an hour ago. */
  readonly cardsLastHour: number;
  readonly breakerOpen: boolean;
}

/** A place where nothing has happened yet. */
export const NO_HISTORY: History = {
  answered: false,
  suggested: false,
  repliesToCard: false,
  cardsLastHour: 0,
  breakerOpen: false,
};

/** All that a decision rests on. `match` is the claim it is about, from `candidate`. */
export interface Situation {
  readonly author: Author;
  readonly at: number;
  readonly now: number;
  readonly reading: Reading;
  readonly match: Match;
  /** Whether the score passes the claim's posting bar. */
  readonly passesBar: boolean;
  readonly claim: ClaimStanding;
  readonly settings: Settings;
  /** True in a channel shared with another organisation whose rung nobody has set there. */
  readonly sharedUnset: boolean;
  readonly history: History;
}

/** The match that a message is about: the best that may at least be suggested, curated claims before imported ones. */
export function candidate(
  reading: Reading,
  suggests: (match: Match) => boolean,
): Match | undefined {
  const near = reading.matches.filter(suggests);
  return near.find(({ curated }) => curated) ?? near[0];
}

/**
 * Decides about a message that reaches the suggestion bar. Silent, with the first of these reasons that holds:
 *
 *  1. we wrote it, or another program did;
 *  2. the channel or the author's role is exempt;
 *  3. it is older than ten minutes;
 *  4. the claim stands only in quoted lines, or only in code;
 *  5. it answers a card of ours, or links to a source of the claim: they know already;
 *  6. the claim is a draft, paused or retired;
 *  7. its topic was not chosen here; a shared channel has no rung of its own; the channel wants stated claims only;
 *     moderators muted the claim;
 *  8. the message has a card, or the claim an open suggestion here;
 *  9. the claim had a card here within the cooldown;
 * 10. the rung in force is shadow; or the hour's budget is spent, when this would be a card.
 *
 * Otherwise a moderator is asked when the score is below the posting bar, when the claim is an opinion or has no rules, or when
 * the rung in force, the breaker or moderators' "not about this" keep it in the queue; and else it is a card.
 */
export function decide(situation: Situation): Decision {
  const { match, claim, settings, history } = situation;
  const rung = lowest([
    settings.rung,
    claim.cap ?? 'channel',
    claim.lifecycle === 'shadow' ? 'shadow' : 'channel',
    history.breakerOpen ? 'queue' : 'channel',
  ]);
  const hold = holdFor(situation, rung);
  const silence = silenceFor(situation, rung, hold);
  if (silence !== undefined) {
    return { kind: 'silent', reason: silence, near: match, ...wouldHave(situation, silence) };
  }
  if (hold !== undefined) return { kind: 'suggest', match, reason: hold };
  return { kind: 'card', match, rung: rung === 'channel' ? 'channel' : 'thread' };
}

/** The gates in their order: the first that is shut names the reason. */
function silenceFor(situation: Situation, rung: Rung, hold: Hold | undefined): Silence | undefined {
  const { author, match, claim, settings, history, reading, now } = situation;
  const gates: [Silence, boolean][] = [
    ['own-message', author.kind === 'self'],
    ['bot', author.kind === 'bot'],
    ['exempt-channel', settings.exempt],
    ['exempt-role', author.roles.some((role) => settings.exemptRoles.includes(role))],
    ['too-old', now - situation.at > TOO_OLD],
    ['quoted', reading.quotedOnly.includes(match.claim)],
    ['code', reading.codeOnly.includes(match.claim)],
    ['reply-to-card', history.repliesToCard],
    ['carries-source', reading.links.some((link) => claim.sourceLinks.has(link))],
    ['claim-not-live', match.curated && !['live', 'shadow'].includes(claim.lifecycle)],
    ['topic-not-chosen', settings.topics !== 'all' && !settings.topics.includes(claim.topic)],
    ['shared-channel', situation.sharedUnset],
    ['not-stated', settings.onlyStated && match.use !== 'states'],
    ['muted', claim.muted],
    ['already-answered', history.answered],
    ['already-suggested', history.suggested],
    ['cooldown', history.lastCard !== undefined && now - history.lastCard < settings.cooldown],
    ['shadow', rung === 'shadow'],
    ['budget', hold === undefined && history.cardsLastHour >= settings.budget],
  ];
  return gates.find(([, shut]) => shut)?.[0];
}

function holdFor({ match, passesBar, claim, history }: Situation, rung: Rung): Hold | undefined {
  const holds: [Hold, boolean][] = [
    ['no-rules', !match.curated],
    ['opinion', claim.verification === 'opinion'],
    ['below-bar', !passesBar],
    ['breaker', history.breakerOpen],
    ['lowered', claim.cap === 'queue'],
    ['rung', rung === 'queue'],
  ];
  return holds.find(([, holds]) => holds)?.[0];
}

/** What a workspace would see with this topic chosen and a higher rung: counted at setup. */
function wouldHave(situation: Situation, silence: Silence): { wouldHave?: 'card' | 'suggest' } {
  if (silence !== 'shadow' && silence !== 'topic-not-chosen') return {};
  return { wouldHave: holdFor(situation, 'channel') === undefined ? 'card' : 'suggest' };
}

/** The moment an hour before `now`: cards since then count against the budget. */
export function budgetSince(now: number): number {
  return now - HOUR;
}
