import { html } from 'hono/html';
import type { Settings, SettingsLayer } from '../moderate/settings.ts';
import type { TopicCount } from '../moderate/setup.ts';
import type { Core } from '../moderator/core.ts';
import type { ClaimStateRow } from '../store/claim-states.ts';
import type { SettingsRow } from '../store/settings.ts';
import type { WorkspaceRow } from '../store/workspaces.ts';
import { counted, type Html, NOTHING } from './html.ts';
import { momentView, platformName, workspaceKey } from './place-view.ts';
import { pressForm, type Said, saidView } from './queue-page.ts';

/** All that is set in a workspace. */
export interface WorkspaceSettings {
  readonly row: WorkspaceRow;
  readonly layers: readonly SettingsRow[];
  /** Claims that moderators muted or lowered. */
  readonly held: readonly ClaimStateRow[];
  readonly topics: readonly TopicCount[];
}

/** What is in force where: each workspace with what it, its categories and its channels set of their own. */
export function settingsPage(core: Core, all: readonly WorkspaceSettings[], said?: Said): Html {
  return html`<div class="wide">
    <div class="intro">
      <h1>Settings</h1>
      <p>Channels inherit from their category, categories from the workspace. Administrators change them where they are in force,
      with the setup command on Discord or Slack.</p>
    </div>
    ${saidView(said, '/settings')}
    <h2>Where nobody set anything</h2>
    ${settingsList(core.firstSettings)}
    ${all.length === 0 ? html`<p class="empty">Sidenote is in no workspace yet.</p>` : NOTHING}
    ${all.map((workspace) => workspaceView(core, workspace))}
  </div>`;
}

function workspaceView(core: Core, { row, layers, held, topics }: WorkspaceSettings): Html {
  const key = workspaceKey({ platform: row.platform as 'discord', workspace: row.workspace });
  return html`<section class="shelf" aria-labelledby="w-${key}">
    <h2 id="w-${key}">${platformName(row.platform)} <code>${row.workspace}</code></h2>
    <p class="quiet">Joined ${momentView(row.joined_at)}. ${row.moderators_channel === null ? 'No moderators’ channel is set.' : html`Moderators’ channel <code>${row.moderators_channel}</code>.`}</p>
    ${breaker(row)}
    <div class="scroll" role="region" aria-label="What is set in ${key}" tabindex="0"><table>
      <thead><tr><th scope="col">Where</th><th scope="col">What is set</th><th scope="col">By</th></tr></thead>
      <tbody>${layers.length === 0 ? html`<tr><td colspan="3">Nothing of its own: as above.</td></tr>` : layers.map(layerRow)}</tbody>
    </table></div>
    ${topicList(topics)}
    ${held.length === 0 ? NOTHING : html`<h3>Muted or lowered by moderators</h3><ul>${held.map((state) => heldItem(core, state))}</ul>`}
  </section>`;
}

function breaker({ platform, workspace, breaker_opened_at }: WorkspaceRow): Html {
  if (breaker_opened_at === null) return NOTHING;
  const place = { platform: platform as 'discord', workspace, channel: '' };
  return html`<div class="alarm"><p><strong>The breaker is open</strong> since ${momentView(breaker_opened_at)}: everything goes to the queue until a moderator closes it.</p>
    ${pressForm(place, 'close-breaker', 'Close the breaker', '/settings')}</div>`;
}

function layerRow({ scope, scope_id, layer, changed_by, changed_at }: SettingsRow): Html {
  return html`<tr>
    <td>${scope === 'workspace' ? 'The workspace' : html`${scope === 'category' ? 'Category' : 'Channel'} <code>${scope_id}</code>`}</td>
    <td>${settingsList(JSON.parse(layer) as SettingsLayer)}</td>
    <td><code>${changed_by}</code><br /><span class="quiet">${momentView(changed_at)}</span></td>
  </tr>`;
}

function settingsList(settings: Settings | SettingsLayer): Html {
  const lines = Object.entries(settings).map(([name, value]) =>
    inWords(name as keyof Settings, value),
  );
  return lines.length === 0
    ? html`nothing`
    : html`<ul class="set">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

const MINUTE = 60_000;

function inWords(name: keyof Settings, value: unknown): string {
  const minutes = Number(value) / MINUTE;
  const time =
    minutes >= 60 ? counted(Math.round(minutes / 60), 'hour') : counted(minutes, 'minute');
  const words: Readonly<Record<keyof Settings, string>> = {
    rung: `rung: ${value}`,
    topics: `topics: ${Array.isArray(value) ? value.join(', ') || 'none' : value}`,
    cooldown: `a claim stays quiet for ${time} after its card`,
    budget: `${counted(Number(value), 'card')} an hour and channel at most`,
    exempt: value ? 'exempt: Sidenote keeps out' : 'not exempt',
    exemptRoles: `exempt roles: ${Array.isArray(value) ? value.join(', ') || 'none' : value}`,
    onlyStated: value
      ? 'only where a claim is stated'
      : 'also where a claim is asked about or denied',
    authorFirst:
      value === null
        ? 'no whisper to the author first'
        : `the author alone sees the card for ${time}`,
    share: value ? 'answers may be shared' : 'answers may not be shared',
  };
  return words[name] ?? `${name}: ${String(value)}`;
}

function topicList(topics: readonly TopicCount[]): Html {
  const spoken = topics.filter(({ week }) => week > 0);
  if (spoken.length === 0) return NOTHING;
  return html`<h3>Would have spoken within a week, on a higher rung or with the topic chosen</h3>
    <ul>${spoken.map(({ title, week }) => html`<li>${title}: ${counted(week, 'time')}</li>`)}</ul>
    <p><a href="/feed?would=1">See them</a></p>`;
}

function heldItem(
  { reader }: Core,
  { claim, channel, cap, muted, changed_by, changed_at }: ClaimStateRow,
): Html {
  const how = [
    muted === 1 ? `muted ${channel === '' ? 'everywhere' : `in ${channel}`}` : '',
    cap === null ? '' : `at most ${cap}`,
  ].filter((part) => part !== '');
  return html`<li><a href="/claims/${claim}">${reader().names.claim(claim)}</a>: ${how.join(', ')} <span class="quiet">(<code>${changed_by}</code>, ${momentView(changed_at)})</span></li>`;
}
