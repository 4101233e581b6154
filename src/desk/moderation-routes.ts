import { type Context, Hono } from 'hono';
import { dayAt } from '../claims/partial-date.ts';
import type { PlatformName } from '../message.ts';
import { foldAsks } from '../moderate/demand.ts';
import type { Core } from '../moderator/core.ts';
import { readDecision } from '../moderator/stored-decision.ts';
import type { Moderator } from '../moderator.ts';
import { asks } from '../store/asks.ts';
import { type CardRow, cardOn, latestCards } from '../store/cards.ts';
import { claimCounts, countsSince } from '../store/counts.ts';
import { type DecisionRow, decisionById, feed } from '../store/decisions.ts';
import { editProgress } from '../store/edits.ts';
import type { Db } from '../store/open.ts';
import { placeOf, type WorkspaceRef } from '../store/place.ts';
import { queue } from '../store/suggestions.ts';
import { votesByClaim } from '../store/votes.ts';
import { allWorkspaces, type WorkspaceRow } from '../store/workspaces.ts';
import { countsPage, isDoubtful } from './counts-page.ts';
import { FEED_PAGE, type FeedEntry, type FeedView, feedPage } from './feed-page.ts';
import type { Pages } from './page.ts';
import { workspaceIn } from './place-view.ts';
import { pressed, type Said, sentIn } from './presses.ts';
import { type QueueEntry, queuePage } from './queue-page.ts';
import { settingsRoutes } from './settings-routes.ts';

/** What the desk needs of the moderator. */
export type Moderation = Pick<Moderator, 'core' | 'handlers'>;

const THIRTY_DAYS = 30 * 86_400_000;

/** Feed, queue, settings and counts. */
export function moderationRoutes({ core, handlers }: Moderation, pages: Pages): Hono {
  const app = new Hono();
  app.get('/feed', async (c) =>
    pages.show(c, { title: 'Feed', main: feedPage(core, await feedView(core, c)) }),
  );
  app.get('/queue', (c) => showQueue(c));
  app.post('/queue', async (c) => showQueue(c, await pressed(await sentIn(c), handlers)));
  app.route('/', settingsRoutes({ core, handlers }, pages));
  app.get('/counts', async (c) =>
    pages.show(c, { title: 'Counts', main: countsPage(core, await countsView(core)) }),
  );
  return app;

  async function showQueue(c: Context, said?: Said) {
    return pages.show(c, { title: 'Queue', main: queuePage(core, await entries(core), said) });
  }
}

async function feedView({ store: { db } }: Core, c: Context): Promise<FeedView> {
  const workspaces = (await allWorkspaces(db)).map(refOf);
  const workspace = workspaceIn(c.req.query('in'), workspaces);
  const before = Number(c.req.query('before'));
  const wouldHave = c.req.query('would') === '1';
  const rows = await feed(db, {
    most: FEED_PAGE,
    wouldHave,
    ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
    ...(workspace === undefined ? {} : { workspace }),
  });
  const entries = await Promise.all(rows.map((row) => feedEntry(db, row)));
  return { entries, workspaces, wouldHave, ...(workspace === undefined ? {} : { workspace }) };
}

/** How far a card went stands in its own row. */
async function feedEntry(db: Db, row: DecisionRow): Promise<FeedEntry> {
  const card = row.kind === 'card' ? await cardOn(db, placeOf(row), row.message) : undefined;
  const stored = readDecision(row, card?.rung ?? 'channel');
  return { row, ...(stored === undefined ? {} : { stored }) };
}

/** Open suggestions whose time is not over, with the decisions they came from. */
async function entries({ store: { db }, now }: Core): Promise<readonly QueueEntry[]> {
  const open = (await queue(db)).filter(({ expires_at }) => expires_at > now());
  return Promise.all(
    open.map(async (suggestion) => {
      const row = await decisionById(db, suggestion.decision);
      const stored = row === undefined ? undefined : readDecision(row, suggestion.rung);
      return { suggestion, ...(stored === undefined ? {} : { stored }) };
    }),
  );
}

function refOf({ platform, workspace }: WorkspaceRow): WorkspaceRef {
  return { platform: platform as PlatformName, workspace };
}

async function countsView({ store: { db }, now }: Core) {
  return {
    claims: await claimCounts(db),
    votes: await votesByClaim(db),
    days: await countsSince(db, dayAt(now() - THIRTY_DAYS)),
    edits: await editProgress(db),
    doubtful: await doubtfulCards(db),
    demand: foldAsks(await asks(db)),
  };
}

/** As many of a workspace's latest cards are looked through for such as need a person's eye. */
const LOOK_THROUGH = 500;

async function doubtfulCards(db: Db): Promise<readonly CardRow[]> {
  const workspaces = await allWorkspaces(db);
  const cards = await Promise.all(
    workspaces.map((row) => latestCards(db, refOf(row), LOOK_THROUGH)),
  );
  return cards.flat().filter(isDoubtful);
}
