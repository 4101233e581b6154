import type { Place } from '../message.ts';
import type { Answer } from '../moderate/answer.ts';
import { budgetSince } from '../moderate/decide.ts';
import { type HeldClaim, statusAnswer } from '../moderate/status-answer.ts';
import { cardsSince } from '../store/cards.ts';
import { type ClaimStateRow, claimStates } from '../store/claim-states.ts';
import { settingsAt } from '../store/settings.ts';
import { queue } from '../store/suggestions.ts';
import { workspaceRow } from '../store/workspaces.ts';
import type { AskedAt } from './asking.ts';
import type { Core } from './core.ts';
import { topicCounts } from './topic-counts.ts';

/** What is in force in a channel, and what waits in its workspace. */
export async function statusHere(core: Core, { place, category }: AskedAt): Promise<Answer> {
  const { db } = core.store;
  const { settings } = await settingsAt(db, core.firstSettings, place, category);
  const row = await workspaceRow(db, place);
  const topics = await topicCounts(core, place);
  return statusAnswer({
    settings,
    topics,
    cardsLastHour: await cardsSince(db, place, budgetSince(core.now())),
    suggestions: (await queue(db, place)).length,
    breakerOpen: row?.breaker_opened_at != null,
    held: heldClaims(core, place, await claimStates(db, place)),
    wouldHave: topics.reduce((sum, { week }) => sum + week, 0),
    moderatorsChannel: row?.moderators_channel != null,
  });
}

function heldClaims(
  core: Core,
  place: Place,
  rows: readonly ClaimStateRow[],
): readonly HeldClaim[] {
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return [...byClaim].map(([id, states]) => {
    const mutedIn = states.filter(({ muted }) => muted === 1).map(({ channel }) => channel);
    const cap = states.find((state) => state.channel === '' && state.cap !== null)?.cap;
    return {
      id,
      title: core.reader().names.claim(id),
      muted: mutedWhere(mutedIn, place),
      ...(cap == null ? {} : { cap }),
    };
  });
}

function mutedWhere(channels: readonly string[], { channel }: Place): HeldClaim['muted'] {
  if (channels.includes('')) return 'everywhere';
  if (channels.includes(channel)) return 'here';
  return channels.length > 0 ? 'elsewhere' : 'no';
}
