import type { Place } from '../message.ts';
import { type Answer, reply } from '../moderate/answer.ts';
import { mayBeShown } from '../moderate/finder.ts';
import type { Press } from '../moderate/request.ts';
import { RUNGS } from '../moderate/rung.ts';
import {
  type SetupView,
  setupAnswer,
  setupDoneAnswer,
  wouldHaveAnswer,
} from '../moderate/setup.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import { feed } from '../store/decisions.ts';
import { placeOf } from '../store/place.ts';
import { changeLayer, layerOf } from '../store/settings.ts';
import { changeWorkspace, workspaceRow } from '../store/workspaces.ts';
import { makeCard } from './cards.ts';
import { pressChannelSetting } from './channel-presses.ts';
import type { Core } from './core.ts';
import { lockOf, workspaceLock } from './locks.ts';
import { topicCounts, WEEK } from './topic-counts.ts';

/** As many as somebody looks at before deciding on a rung. */
const SEEN = 10;

/** The guided first configuration, as a private panel. */
export async function setupPanel(core: Core, place: Place): Promise<Answer> {
  return setupAnswer(await viewOf(core, place));
}

/** A choice on the panel: it takes effect at once, and the panel comes again. Finer settings are the channel's own. */
export async function pressSetup(
  core: Core,
  press: Press,
  step: string,
  more: string,
): Promise<Answer> {
  switch (step) {
    case 'start':
      return setupPanel(core, press.place);
    case 'topics':
      return again(core, press, await chooseTopics(core, press));
    case 'rung':
      return again(core, press, await chooseRung(core, press));
    case 'channel':
      return again(core, press, await chooseChannel(core, press));
    case 'test':
      return sendTestCard(core, press.place);
    case 'see':
      return seeWouldHave(core, press.place);
    case 'done':
      return setupDoneAnswer(await viewOf(core, press.place));
    default:
      return pressChannelSetting(core, press, step, more);
  }
}

async function again(core: Core, { place }: Press, done: string): Promise<Answer> {
  const answer = setupAnswer({ ...(await viewOf(core, place)), done });
  return answer.kind === 'reply' ? { ...answer, kind: 'update' } : answer;
}

async function viewOf(core: Core, place: Place): Promise<SetupView> {
  const { db } = core.store;
  const row = await workspaceRow(db, place);
  const channel = row?.moderators_channel;
  return {
    settings: { ...core.firstSettings, ...(await layerOf(db, place, { scope: 'workspace' })) },
    topics: await topicCounts(core, place),
    ...(channel == null ? {} : { moderatorsChannel: channel }),
  };
}

async function chooseTopics(core: Core, { place, person, values }: Press): Promise<string> {
  const known = new Set((await topicCounts(core, place)).map(({ id }) => id));
  const topics = values.filter((id) => known.has(id));
  const by = { moderator: person.id, at: core.now() };
  await core.store.locked([workspaceLock(place)], (db) =>
    changeLayer(db, place, { scope: 'workspace' }, { topics }, by),
  );
  return topics.length === 0 ? 'No topic is chosen now.' : `Saved: ${topics.length} topics.`;
}

async function chooseRung(core: Core, { place, person, values }: Press): Promise<string> {
  const rung = RUNGS.find((known) => known === values[0]);
  if (rung === undefined) return 'Choose one of the four.';
  const by = { moderator: person.id, at: core.now() };
  await core.store.locked([workspaceLock(place)], (db) =>
    changeLayer(db, place, { scope: 'workspace' }, { rung }, by),
  );
  return 'Saved how far it may go.';
}

async function chooseChannel(core: Core, { place, values }: Press): Promise<string> {
  const [channel] = values;
  if (channel === undefined) return 'No channel was chosen.';
  await core.store.locked([workspaceLock(place)], (db) =>
    changeWorkspace(db, place, core.now(), { moderators_channel: channel }),
  );
  core.wake();
  return 'Saved: suggestions and notices go to that channel. Sidenote must be able to write there.';
}

/** A real card in the moderators' channel, on the way that every card takes: it shows missing permissions too. */
async function sendTestCard(core: Core, place: Place): Promise<Answer> {
  const channel = (await workspaceRow(core.store.db, place))?.moderators_channel;
  const claim = core.reader().database.claims.find(mayBeShown);
  if (channel == null) return reply('Choose the moderators’ channel first.');
  if (claim === undefined) return reply('The database holds no published claim to show.');
  const there = { ...place, channel };
  const card = await core.store.locked([lockOf(there)], (db) =>
    makeCard(db, core, { place: there, claim: claim.id, rung: 'channel', madeBy: 'test' }),
  );
  core.wake();
  return changedAnswer(
    'A test card is on its way to the moderators’ channel. If none appears, Sidenote lacks a permission there: doctor names it.',
    card === undefined ? undefined : `remove:${card}`,
  );
}

async function seeWouldHave(core: Core, { platform, workspace }: Place): Promise<Answer> {
  const rows = await feed(core.store.db, {
    workspace: { platform, workspace },
    wouldHave: true,
    most: SEEN,
  });
  const recent = rows.filter(({ decided_at }) => decided_at >= core.now() - WEEK);
  return wouldHaveAnswer(
    recent.map((row) => ({
      title: core.reader().names.claim(row.claim),
      score: row.score,
      link:
        core.platform(row.platform)?.linkTo(placeOf(row), row.message, row.thread ?? undefined) ??
        '',
      would: row.would_have ?? 'suggest',
    })),
  );
}
