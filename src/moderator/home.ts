import type { Answer } from '../moderate/answer.ts';
import { foldAsks } from '../moderate/demand.ts';
import { mayBeShown } from '../moderate/finder.ts';
import { findFor } from '../moderate/found.ts';
import { type HomeForModerators, homeAnswer, type News } from '../moderate/home.ts';
import type { Person } from '../moderate/person.ts';
import { isAtLeast } from '../moderate/roles.ts';
import { asks } from '../store/asks.ts';
import { claimCounts } from '../store/counts.ts';
import { claimsSince } from '../store/decisions.ts';
import type { WorkspaceRef } from '../store/place.ts';
import { layerOf } from '../store/settings.ts';
import { queue } from '../store/suggestions.ts';
import { workspaceRow } from '../store/workspaces.ts';
import type { Core } from './core.ts';
import { knowledgeOf } from './knowledge.ts';
import { topicCounts, WEEK } from './topic-counts.ts';

/** Somebody's home page in a workspace. */
export async function onHome(core: Core, workspace: WorkspaceRef, person: Person): Promise<Answer> {
  const { database } = core.reader();
  const counted = await claimsSince(core.store.db, workspace, core.now() - WEEK);
  const news = counted.flatMap(({ claim: id, times }): News[] => {
    const claim = database.byId.get(id);
    return claim === undefined || !mayBeShown(claim) ? [] : [{ claim, times }];
  });
  return isAtLeast(person, 'moderator')
    ? homeAnswer(person, news, await forModerators(core, workspace))
    : homeAnswer(person, news);
}

async function forModerators(core: Core, workspace: WorkspaceRef): Promise<HomeForModerators> {
  const { db } = core.store;
  const { names } = core.reader();
  const counts = await claimCounts(db, workspace);
  return {
    settings: { ...core.firstSettings, ...(await layerOf(db, workspace, { scope: 'workspace' })) },
    topics: await topicCounts(core, workspace),
    suggestions: (await queue(db, workspace)).length,
    breakerOpen: (await workspaceRow(db, workspace))?.breaker_opened_at != null,
    demand: foldAsks(await unanswered(core, workspace)),
    counts: counts
      .toSorted((a, b) => b.shown - a.shown)
      .map((count) => ({ ...count, title: names.claim(count.claim) })),
  };
}

/** Questions that the claims still do not answer. */
async function unanswered(core: Core, workspace: WorkspaceRef) {
  const knowledge = knowledgeOf(core);
  const open = await asks(core.store.db, workspace);
  return open.filter(({ words }) => findFor(words, knowledge).kind === 'none');
}
