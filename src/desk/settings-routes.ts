import { type Context, Hono } from 'hono';
import type { Place, PlatformName } from '../message.ts';
import { type Answer, reply } from '../moderate/answer.ts';
import type { AdminCommand, Handlers } from '../moderate/request.ts';
import type { Core } from '../moderator/core.ts';
import { topicCounts } from '../moderator/topic-counts.ts';
import { claimStates } from '../store/claim-states.ts';
import { channelsSeen } from '../store/decisions.ts';
import type { WorkspaceRef } from '../store/place.ts';
import { allLayers, settingsAt } from '../store/settings.ts';
import { allWorkspaces, type WorkspaceRow, workspaceRow } from '../store/workspaces.ts';
import { type ChannelSettings, channelPage } from './channel-page.ts';
import type { Pages } from './page.ts';
import { workspaceIn } from './place-view.ts';
import { AT_THE_DESK, pressed, type Said, type Sent, sentIn } from './presses.ts';
import { SETTINGS, settingsPage, type WorkspaceSettings } from './settings-page.ts';

/** What the settings need of the moderator. */
interface Parts {
  readonly core: Core;
  readonly handlers: Pick<Handlers, 'press' | 'administer'>;
}

/** The settings of all workspaces, and those of one channel; changed by the commands and presses that platforms send. */
export function settingsRoutes({ core, handlers }: Parts, pages: Pages): Hono {
  const app = new Hono();
  app.get(SETTINGS, (c) => showAll(c));
  app.post(SETTINGS, async (c) => showAll(c, await changed(c)));
  app.get(`${SETTINGS}/channel`, (c) => showChannel(c));
  app.post(`${SETTINGS}/channel`, async (c) => showChannel(c, await changed(c)));
  return app;

  async function showAll(c: Context, said?: Said) {
    const main = settingsPage(core, await everySetting(core), said);
    return pages.show(c, { title: 'Settings', main });
  }
  async function showChannel(c: Context, said?: Said) {
    const place = await channelIn(core, c);
    if (place === undefined) return pages.problem(c, 404, 'There is no such channel', NO_CHANNEL);
    const main = channelPage(core, await channelSettings(core, place), said);
    return pages.show(c, { title: `Channel ${place.channel}`, main });
  }
  async function changed(c: Context): Promise<Said> {
    const sent = await sentIn(c);
    const refused = await refusalOf(core, sent);
    if (refused !== undefined) return { answer: refused, place: sent.place };
    return sent.one('press') === '' ? administered(sent, handlers) : pressed(sent, handlers);
  }
}

const NO_CHANNEL = 'Its id may be mistyped, or Sidenote is no longer in that workspace.';
/** An id of a channel: Discord's are digits, Slack's digits and capitals. */
const CHANNEL = /^[\w-]{1,40}$/;

/** Settings of places that are none of ours would be kept for nobody. */
async function refusalOf(core: Core, sent: Sent): Promise<Answer | undefined> {
  const { place } = sent;
  if ((await workspaceRow(core.store.db, place)) === undefined)
    return reply('Sidenote is not in that workspace, so nothing was changed.');
  const named = sent.one('press') === 'setup:channel' ? sent.one('value') : place.channel;
  return named === '' || CHANNEL.test(named)
    ? undefined
    : reply('That is no id of a channel, so nothing was changed. Give its id, not its name.');
}

/** What the desk's forms may send, with the options that each takes from its form. */
const COMMANDS: Partial<Record<AdminCommand, (sent: Sent) => Readonly<Record<string, string>>>> = {
  rung: (sent) => ({ rung: sent.one('rung') }),
  topics: (sent) => ({
    topics: sent.one('all') === '' ? sent.all('topic').join(' ') || 'none' : 'all',
  }),
  cooldown: (sent) => ({ hours: sent.one('hours') }),
  mute: claimIn,
  unmute: claimIn,
};

function claimIn(sent: Sent): Readonly<Record<string, string>> {
  return { claim: sent.one('claim') };
}

async function administered(sent: Sent, handlers: Parts['handlers']): Promise<Said> {
  const { place } = sent;
  const command = (Object.keys(COMMANDS) as AdminCommand[]).find(
    (known) => known === sent.one('command'),
  );
  const options = command && COMMANDS[command]?.(sent);
  if (command === undefined || options === undefined)
    return { answer: reply('This form is from another version of Sidenote.'), place };
  // Without a claim the whole channel would be muted, which has a button of its own.
  if (options.claim === '' && sent.one('whole') === '')
    return { answer: reply('Choose a claim first.'), place };
  const where = place.channel === '' ? 'workspace' : 'channel';
  const administer = { place, person: AT_THE_DESK, command, options: { ...options, where } };
  return { answer: await handlers.administer(administer), place };
}

async function everySetting(core: Core): Promise<readonly WorkspaceSettings[]> {
  const { db } = core.store;
  return Promise.all(
    (await allWorkspaces(db)).map(async (row) => {
      const layers = await allLayers(db, refOf(row));
      const held = await claimStates(db, refOf(row));
      const channels = [
        ...layers.flatMap(({ scope, scope_id }) => (scope === 'channel' ? [scope_id] : [])),
        ...held.map(({ channel }) => channel),
        ...(await channelsSeen(db, refOf(row))),
      ].filter((channel) => channel !== '');
      const topics = await topicCounts(core, refOf(row));
      return { row, layers, held, topics, channels: [...new Set(channels)].toSorted() };
    }),
  );
}

async function channelSettings(core: Core, place: Place): Promise<ChannelSettings> {
  const { db } = core.store;
  const { settings, own } = await settingsAt(db, core.firstSettings, place);
  const held = await claimStates(db, place);
  return {
    place,
    settings,
    own,
    topics: await topicCounts(core, place),
    held: held.filter(({ channel }) => channel === '' || channel === place.channel),
    categories: (await allLayers(db, place)).some(({ scope }) => scope === 'category'),
  };
}

/** The channel that an address names, in a workspace of ours. */
async function channelIn({ store: { db } }: Core, c: Context): Promise<Place | undefined> {
  const workspaces = (await allWorkspaces(db)).map(refOf);
  const workspace = workspaceIn(c.req.query('in'), workspaces);
  const channel = (c.req.query('channel') ?? '').trim();
  return workspace !== undefined && CHANNEL.test(channel) ? { ...workspace, channel } : undefined;
}

/** A workspace as the rest of the store takes it. */
function refOf({ platform, workspace }: WorkspaceRow): WorkspaceRef {
  return { platform: platform as PlatformName, workspace };
}
