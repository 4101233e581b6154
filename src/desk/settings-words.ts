import { html } from 'hono/html';
import type { Place } from '../message.ts';
import { duration, INHERIT } from '../moderate/channel-settings.ts';
import { isSetting } from '../moderate/setting-values.ts';
import type { Settings, SettingsLayer } from '../moderate/settings.ts';
import { scopeCode } from '../moderator/scope.ts';
import type { SettingsScope } from '../store/settings.ts';
import { pressForm } from './controls-view.ts';
import { counted, type Html } from './html.ts';

/** What is in force, or what one scope sets of its own, a line each. */
export function settingsList(settings: Settings | SettingsLayer): Html {
  const lines = Object.entries(settings).map(([name, value]) =>
    inWords(name as keyof Settings, value),
  );
  return lines.length === 0
    ? html`nothing`
    : html`<ul class="set">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** What one scope sets of its own, each with the button that takes it back; `place` is in its workspace. */
export function ownList(
  own: SettingsLayer,
  scope: SettingsScope,
  place: Place,
  back: string,
): Html {
  const names = Object.keys(own).filter(isSetting);
  if (names.length === 0) return html`nothing`;
  return html`<ul class="held">${names.map(
    (name) =>
      html`<li><span>${inWords(name, own[name])}</span>
        ${pressForm(place, `inherit:${scopeCode(scope)}:${name}`, INHERIT, back, 'second')}</li>`,
  )}</ul>`;
}

function inWords(name: keyof Settings, value: unknown): string {
  const time = duration(Number(value));
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
