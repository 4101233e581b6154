import { html } from 'hono/html';
import type { ClaimDatabase } from '../claims/database.ts';
import type { Place } from '../message.ts';
import type { Option } from '../moderate/answer.ts';
import type { AdminCommand } from '../moderate/request.ts';
import type { Settings } from '../moderate/settings.ts';
import { rungControl, type TopicCount } from '../moderate/setup.ts';
import { placeFields } from './controls-view.ts';
import { type Html, NOTHING } from './html.ts';

/** What the forms change: a channel, or the whole workspace where `place` names none; and what is in force there now. */
export interface Changing {
  readonly place: Place;
  readonly settings: Settings;
  readonly topics: readonly TopicCount[];
  /** The page that says what came of it. */
  readonly back: string;
}

/** How far it may go, how soon a claim comes again, on which topics, and `more`: each a form of its own that sends one thing. */
export function settingForms(changing: Changing, database: ClaimDatabase, more = NOTHING): Html {
  return html`<div class="setting-forms">
    ${rungForm(changing)}
    ${cooldownForm(changing)}
    ${muteForm(changing, database)}
    ${more}
    ${topicsForm(changing)}
  </div>`;
}

function rungForm(changing: Changing): Html {
  const control = rungControl('', changing.settings.rung);
  const options: readonly Option[] = control.kind === 'choose' ? control.options : [];
  return commandForm(
    changing,
    'rung',
    'How far it may go',
    html`<select name="rung" aria-label="How far it may go">${options.map(
      ({ value, label, chosen }) =>
        html`<option value="${value}" ${chosen ? 'selected' : ''}>${label}</option>`,
    )}</select>`,
  );
}

const MINUTE = 60_000;

function cooldownForm(changing: Changing): Html {
  const minutes = changing.settings.cooldown / MINUTE;
  const now = minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
  return commandForm(
    changing,
    'cooldown',
    'A claim comes again after',
    html`<input name="hours" value="${now}" size="8" maxlength="20" required aria-label="A claim comes again after" />
      <p class="hint">12h, 30m or 2d; at most 30 days.</p>`,
  );
}

/** All topics is more than every box ticked: those that come later are chosen too. */
function topicsForm(changing: Changing): Html {
  const { topics, settings } = changing;
  const all = settings.topics === 'all';
  return commandForm(
    changing,
    'topics',
    'Topics it may speak on',
    html`<label class="tick"><input type="checkbox" name="all" value="1" ${all ? 'checked' : ''} /> <strong>All, those added later too</strong></label>
      <div class="ticks">${topics.map(
        ({ id, title, week }) =>
          html`<label class="tick"><input type="checkbox" name="topic" value="${id}" ${!all && settings.topics.includes(id) ? 'checked' : ''} /> ${title}${week === 0 ? NOTHING : html` <span class="quiet">(${week} this week)</span>`}</label>`,
      )}</div>`,
    'whole-row',
  );
}

function muteForm(changing: Changing, { claims, topics }: ClaimDatabase): Html {
  const shelves = [...topics].map(([topic, title]) => ({
    title,
    claims: claims.filter((claim) => claim.topic === topic && claim.lifecycle !== 'draft'),
  }));
  return commandForm(
    changing,
    'mute',
    'Mute a claim',
    html`<select name="claim" required aria-label="Mute a claim"><option value="">choose one</option>${shelves
      .filter((shelf) => shelf.claims.length > 0)
      .map(
        (shelf) =>
          html`<optgroup label="${shelf.title}">${shelf.claims.map(({ id, title }) => html`<option value="${id}">${title}</option>`)}</optgroup>`,
      )}</select>`,
    '',
    'Mute',
  );
}

/** Quiet in a whole channel, or listening there again. */
export function exemptForm(changing: Changing): Html {
  const { exempt } = changing.settings;
  return html`<form method="post" action="${changing.back}">
    ${placeFields(changing.place)}<input type="hidden" name="command" value="${exempt ? 'unmute' : 'mute'}" />
    <input type="hidden" name="whole" value="1" />
    <button class="button second" type="submit">${exempt ? 'Listen in this channel again' : 'Keep out of this channel'}</button>
  </form>`;
}

/** Lets a muted claim speak again where it was muted. */
export function unmuteForm(place: Place, claim: string, back: string): Html {
  return html`<form method="post" action="${back}">
    ${placeFields(place)}<input type="hidden" name="command" value="unmute" />
    <input type="hidden" name="claim" value="${claim}" />
    <button class="chip" type="submit">Unmute</button>
  </form>`;
}

function commandForm(
  { place, back }: Changing,
  command: AdminCommand,
  name: string,
  inner: Html,
  look = '',
  submit = 'Save',
): Html {
  return html`<form method="post" action="${back}" class="one-setting ${look}">
    ${placeFields(place)}<input type="hidden" name="command" value="${command}" />
    <fieldset><legend>${name}</legend>${inner}</fieldset>
    <button class="button second" type="submit">${submit}<span class="unseen"> ${name}</span></button>
  </form>`;
}
