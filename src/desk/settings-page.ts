import { html } from 'hono/html';
import type { Place } from '../message.ts';
import { inForce, type SettingsLayer } from '../moderate/settings.ts';
import type { TopicCount } from '../moderate/setup.ts';
import type { Core } from '../moderator/core.ts';
import type { ClaimStateRow } from '../store/claim-states.ts';
import { placeOf } from '../store/place.ts';
import type { SettingsRow } from '../store/settings.ts';
import type { WorkspaceRow } from '../store/workspaces.ts';
import { placeFields, pressForm, saidView } from './controls-view.ts';
import { heldList } from './held-view.ts';
import { counted, type Html, NOTHING } from './html.ts';
import { momentView, platformName, workspaceKey } from './place-view.ts';
import type { Said } from './presses.ts';
import { settingForms } from './settings-forms.ts';
import { ownList, settingsList } from './settings-words.ts';

/** All that is set in a workspace. */
export interface WorkspaceSettings {
  readonly row: WorkspaceRow;
  readonly layers: readonly SettingsRow[];
  /** Claims that moderators muted or lowered. */
  readonly held: readonly ClaimStateRow[];
  readonly topics: readonly TopicCount[];
  /** Channels that something is known of: what they set, muted, or had decided. */
  readonly channels: readonly string[];
}

/** Where the settings of all workspaces stand. */
export const SETTINGS = '/settings';

/** What is in force where: each workspace with what it, its categories and its channels set of their own, to be changed. */
export function settingsPage(core: Core, all: readonly WorkspaceSettings[], said?: Said): Html {
  return html`<div class="wide">
    <div class="intro">
      <h1>Settings</h1>
      <p>Channels inherit from their category, categories from the workspace. What is changed here is changed at once, as if an
      administrator had done it on Discord or Slack.</p>
    </div>
    ${saidView(said, SETTINGS)}
    ${all.length === 0 ? html`<p class="empty">Sidenote is in no workspace yet.</p>` : NOTHING}
    ${all.map((workspace) => workspaceView(core, workspace))}
    <h2>Where nobody set anything</h2>
    ${settingsList(core.firstSettings)}
  </div>`;
}

/** The address of a channel's own settings; with an empty channel of the form that asks for one. */
export function channelAddress(place: Place): string {
  return `${SETTINGS}/channel?${new URLSearchParams({ in: workspaceKey(place), channel: place.channel })}`;
}

function workspaceView(
  core: Core,
  { row, layers, held, topics, channels }: WorkspaceSettings,
): Html {
  const place = placeOf({ ...row, channel: '' });
  const key = workspaceKey(place);
  const own = layers.find(({ scope }) => scope === 'workspace');
  const settings = inForce(core.firstSettings, [own === undefined ? {} : layerOf(own)]);
  return html`<section class="shelf" aria-labelledby="w-${key}">
    <h2 id="w-${key}">${platformName(row.platform)} <code>${row.workspace}</code></h2>
    <p class="quiet">Joined ${momentView(row.joined_at)}.</p>
    ${breaker(row, place)}
    <h3>The whole workspace</h3>
    ${settingForms({ place, settings, topics, back: SETTINGS }, core.reader().database, moderatorsChannel(row, place))}
    ${row.moderators_channel === null ? NOTHING : pressForm(place, 'setup:test', 'Send a test card to the moderators’ channel', SETTINGS, 'second')}
    <h3>Channels and categories</h3>
    ${openChannel(place, channels)}
    <div class="scroll" role="region" aria-label="What is set in ${key}" tabindex="0"><table>
      <thead><tr><th scope="col">Where</th><th scope="col">What is set</th><th scope="col">By</th></tr></thead>
      <tbody>${layers.length === 0 ? html`<tr><td colspan="3">Nothing of its own: as where nobody set anything.</td></tr>` : layers.map((layer) => layerRow(layer, place))}</tbody>
    </table></div>
    ${topicList(topics, key)}
    ${heldList(core, held, place, SETTINGS)}
  </section>`;
}

function breaker({ breaker_opened_at }: WorkspaceRow, place: Place): Html {
  if (breaker_opened_at === null) return NOTHING;
  return html`<div class="alarm"><p><strong>The breaker is open</strong> since ${momentView(breaker_opened_at)}: everything goes to the queue until a moderator closes it.</p>
    ${pressForm(place, 'close-breaker', 'Close the breaker', SETTINGS)}</div>`;
}

/** Named by its id, because platforms tell the desk no list of channels. */
function moderatorsChannel({ moderators_channel }: WorkspaceRow, place: Place): Html {
  return html`<form method="post" action="${SETTINGS}" class="one-setting">
    ${placeFields(place)}<input type="hidden" name="press" value="setup:channel" />
    <fieldset><legend>Moderators’ channel</legend>
      <input name="value" value="${moderators_channel ?? ''}" size="22" maxlength="40" required aria-label="Moderators’ channel, its id" />
      <p class="hint">${moderators_channel === null ? 'None yet: suggestions and notices stand on the desk alone. ' : NOTHING}Its id; moderators alone should read it.</p>
    </fieldset>
    <button class="button second" type="submit">Save<span class="unseen"> Moderators’ channel</span></button>
  </form>`;
}

function openChannel(place: Place, channels: readonly string[]): Html {
  const key = workspaceKey(place);
  return html`<form method="get" action="${SETTINGS}/channel" class="filters">
    <input type="hidden" name="in" value="${key}" />
    <div><label for="c-${key}">Change a channel, by its id</label>
      <input id="c-${key}" name="channel" list="l-${key}" required maxlength="40" pattern="[A-Za-z0-9_\\-]+" />
      <datalist id="l-${key}">${channels.map((channel) => html`<option value="${channel}"></option>`)}</datalist></div>
    <button class="button second" type="submit">Open</button>
  </form>`;
}

function layerRow({ scope, scope_id, changed_by, changed_at, ...row }: SettingsRow, place: Place) {
  const where = {
    workspace: html`The workspace`,
    category: html`Category <code>${scope_id}</code>`,
    channel: html`<a href="${channelAddress({ ...place, channel: scope_id })}">Channel <code>${scope_id}</code></a>`,
  };
  const own = scope === 'workspace' ? { scope } : { scope, id: scope_id };
  return html`<tr>
    <td>${where[scope]}</td>
    <td>${ownList(layerOf(row), own, place, SETTINGS)}</td>
    <td><code>${changed_by}</code><br /><span class="quiet">${momentView(changed_at)}</span></td>
  </tr>`;
}

function layerOf({ layer }: Pick<SettingsRow, 'layer'>): SettingsLayer {
  return JSON.parse(layer) as SettingsLayer;
}

function topicList(topics: readonly TopicCount[], key: string): Html {
  const spoken = topics.filter(({ week }) => week > 0);
  if (spoken.length === 0) return NOTHING;
  return html`<h3>Would have spoken within a week, on a higher rung or with the topic chosen</h3>
    <ul>${spoken.map(({ title, week }) => html`<li>${title}: ${counted(week, 'time')}</li>`)}</ul>
    <p><a href="/feed?${new URLSearchParams({ would: '1', in: key })}">See them</a></p>`;
}
