import type { Match } from '../match/evidence.ts';
import type { Place } from '../message.ts';
import type { Answer } from '../moderate/answer.ts';
import type { Hold } from '../moderate/decision.ts';
import type { Effect } from '../moderate/effect.ts';
import { HOLD_WORDS } from '../moderate/reasons.ts';
import {
  type Settled,
  type SuggestionView,
  settledSuggestion,
  suggestionAnswer,
} from '../moderate/suggestion.ts';
import { cardNow } from '../moderator/cards.ts';
import type { Core } from '../moderator/core.ts';
import { decisionById } from '../store/decisions.ts';
import { placeOf } from '../store/place.ts';
import { type SuggestionRow, suggestionById } from '../store/suggestions.ts';
import { workspaceRow } from '../store/workspaces.ts';
import { postedOf, type Rendered, type Try } from './rendered.ts';

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** A suggestion as a new entry of the queue. One under way is resolved even when it has ended: only what stands can say so. */
export async function show(
  core: Core,
  effect: Of<'show-suggestion'>,
  tried: Try,
): Promise<Rendered> {
  const row = await suggestionById(core.store.db, effect.suggestion);
  const place = await moderatorsPlace(core, effect.place);
  if (row === undefined || place === undefined) return undefined;
  if (row.state !== 'open' && !tried.again) return undefined;
  return { task: { do: 'notify', place, answer: await entryNow(core, row), ...tried } };
}

/** The entry of a suggestion that ended, or is open again, in place of the old one. */
export async function settle(
  core: Core,
  effect: Of<'settle-suggestion'>,
  tried: Try,
): Promise<Rendered> {
  const row = await suggestionById(core.store.db, effect.suggestion);
  const posted = postedOf(row);
  const place = await moderatorsPlace(core, effect.place);
  if (row === undefined || posted === undefined || place === undefined) return undefined;
  return { task: { do: 'notify', place, answer: await entryNow(core, row), posted, ...tried } };
}

/** The queue entry of a suggestion as it is now: what is asked, or what became of it. */
export async function entryNow(core: Core, row: SuggestionRow): Promise<Answer> {
  const { names } = core.reader();
  const view = await viewOf(core, row, placeOf(row));
  return row.state === 'open'
    ? suggestionAnswer(view, names)
    : settledSuggestion(view, endOf(row), row.decided_at ?? core.now(), names);
}

/** How a suggestion ended: one that ended before its time without a decision lost its message. */
function endOf({ state, decided_at, expires_at }: SuggestionRow): Settled {
  if (state === 'expired') return (decided_at ?? 0) < expires_at ? 'gone' : 'expired';
  return state === 'open' ? 'expired' : state;
}

async function viewOf(core: Core, row: SuggestionRow, place: Place): Promise<SuggestionView> {
  const decision = await decisionById(core.store.db, row.decision);
  const card = cardNow(core, row.claim);
  const imported = core.reader().database.imported.get(row.claim);
  return {
    id: row.id,
    claim: row.claim,
    reason: row.reason in HOLD_WORDS ? (row.reason as Hold) : 'rung',
    matches: decision === undefined ? [] : (JSON.parse(decision.matches) as Match[]),
    link: core.platform(place.platform)?.linkTo(place, row.message, row.thread ?? undefined) ?? '',
    expiresAt: row.expires_at,
    ...(card === undefined ? {} : { card }),
    ...(imported === undefined
      ? {}
      : {
          review: { publisher: imported.publisher, rating: imported.rating, url: imported.url },
        }),
  };
}

/** Where moderators are asked and told; undefined when the workspace named no channel for it. Never a public one. */
export async function moderatorsPlace(core: Core, place: Place): Promise<Place | undefined> {
  const row = await workspaceRow(core.store.db, place);
  const channel = row?.moderators_channel;
  return channel == null ? undefined : { ...place, channel };
}
