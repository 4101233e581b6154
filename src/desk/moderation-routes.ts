import { type Context, Hono } from 'hono';
import { dayAt } from '../claims/partial-date.ts';
import type { PlatformName } from '../message.ts';
import { foldAsks } from '../moderate/demand.ts';
import type { Core } from '../moderator/core.ts';
import { readDecision } from '../moderator/stored-decision.ts';
import { topicCounts } from '../moderator/topic-counts.ts';
import type { Moderator } from '../moderator.ts';
import { asks } from '../store/asks.ts';
import { type CardRow, cardOn, latestCards } from '../store/cards.ts';
import { claimStates } from '../store/claim-states.ts';
import { claimCounts, countsSince } from '../store/counts.ts';
import { type DecisionRow, decisionById, feed } from '../store/decisions.ts';
import { editProgress } from '../store/edits.ts';
import type { Db } from '../store/open.ts';
import { placeOf, type WorkspaceRef } from '../store/place.ts';
import { allLayers } from '../store/settings.ts';
import { queue } from '../store/suggestions.ts';
import { votesByClaim } from '../store/votes.ts';
import { allWorkspaces, type WorkspaceRow } from '../store/workspaces.ts';
import { countsPage, isDoubtful } from './counts-page.ts';
import { FEED_PAGE, type FeedEntry, type FeedView, feedPage } from './feed-page.ts';
import type { Pages } from './page.ts';
import { workspaceIn } from './place-view.ts';
import { type QueueEntry, queuePage, type Said } from './queue-page.ts';
import { settingsPage, type WorkspaceSettings } from './settings-page.ts';

/** What the desk needs of the moderator. */
export type Moderation = Pick<Moderator, 'core' | 'handlers'>;

/** Whoever holds the desk's token may do what an administrator may, under this name. */
const AT_THE_DESK = { id: 'desk', standing: 'administrator' } as const;
const THIRTY_DAYS = 30 * 86_400_000;

/** Feed, queue, settings and counts. */
export function moderationRoutes({ core, handlers }: Moderation, pages: Pages): Hono {
  const app = new Hono();
  app.get('/feed', async (c) =>
    pages.show(c, { title: 'Feed', main: feedPage(core, await feedView(core, c)) }),
  );
  app.get('/queue', (c) => showQueue(c));
  app.post('/queue', async (c) => showQueue(c, await pressed(c, handlers)));
  app.get('/settings', (c) => showSettings(c));
  app.post('/settings', async (c) => showSettings(c, await pressed(c, handlers)));
  app.get('/counts', async (c) =>
    pages.show(c, { title: 'Counts', main: countsPage(core, await countsView(core)) }),
  );
  return app;

  async function showQueue(c: Context, said?: Said) {
    return pages.show(c, { title: 'Queue', main: queuePage(core, await entries(core), said) });
  }
  async function showSettings(c: Context, said?: Said) {
    return pages.show(c, {
      title: 'Settings',
      main: settingsPage(core, await everySetting(core), said),
    });
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

async function everySetting(core: Core): Promise<readonly WorkspaceSettings[]> {
  const { db } = core.store;
  return Promise.all(
    (await allWorkspaces(db)).map(async (row) => ({
      row,
      layers: await allLayers(db, refOf(row)),
      held: await claimStates(db, refOf(row)),
      topics: await topicCounts(core, refOf(row)),
    })),
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

/** Presses what a form of the desk names, as an administrator of that place. */
async function pressed(c: Context, handlers: Moderation['handlers']): Promise<Said> {
  const form = await c.req.parseBody();
  const field = (name: string) => (typeof form[name] === 'string' ? form[name].slice(0, 200) : '');
  const place = {
    platform: field('platform') as PlatformName,
    workspace: field('workspace'),
    channel: field('channel'),
  };
  const press = { place, person: AT_THE_DESK, press: field('press'), values: [], fields: {} };
  return { answer: await handlers.press(press), place };
}
