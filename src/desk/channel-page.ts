import { html } from 'hono/html';
import type { Place } from '../message.ts';
import type { Settings, SettingsLayer } from '../moderate/settings.ts';
import type { TopicCount } from '../moderate/setup.ts';
import type { Core } from '../moderator/core.ts';
import type { ClaimStateRow } from '../store/claim-states.ts';
import { pressForm, saidView } from './controls-view.ts';
import { heldList } from './held-view.ts';
import { type Html, NOTHING } from './html.ts';
import { platformName } from './place-view.ts';
import type { Said } from './presses.ts';
import { exemptForm, settingForms } from './settings-forms.ts';
import { channelAddress, SETTINGS } from './settings-page.ts';
import { ownList, settingsList } from './settings-words.ts';

/** A channel with what is in force in it. */
export interface ChannelSettings {
  readonly place: Place;
  readonly settings: Settings;
  /** What it sets itself. */
  readonly own: SettingsLayer;
  readonly topics: readonly TopicCount[];
  /** Claims muted in this channel, and those muted or lowered in the whole workspace. */
  readonly held: readonly ClaimStateRow[];
  /** Whether some category of the workspace has settings of its own, which the desk cannot place. */
  readonly categories: boolean;
}

/** What is in force in one channel, to be changed for it alone. */
export function channelPage(core: Core, channel: ChannelSettings, said?: Said): Html {
  const { place, settings, own, topics, held, categories } = channel;
  const back = channelAddress(place);
  const changing = { place, settings, topics, back };
  return html`<div class="wide">
    <p class="crumbs"><a href="${SETTINGS}">Settings</a> › ${platformName(place.platform)} <code>${place.workspace}</code></p>
    <div class="intro">
      <h1>Channel <code>${place.channel}</code></h1>
      <p>What is changed here counts for this channel alone.${categories ? ' Its category may set something too: the desk does not know which one it is in, so what stands here leaves it out.' : ''}</p>
    </div>
    ${saidView(said, back)}
    ${settingForms(changing, core.reader().database)}
    <div class="bar">
      ${exemptForm(changing)}
      ${pressForm(place, 'setup:more', 'More settings', back, 'second')}
    </div>
    <h2>Set for this channel alone</h2>
    ${ownList(own, { scope: 'channel', id: place.channel }, place, back)}
    <h2>In force</h2>
    ${settingsList(settings)}
    ${held.length === 0 ? NOTHING : heldList(core, held, place, back)}
  </div>`;
}
