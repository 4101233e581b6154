import { type Answer, type Control, type Form, type Line, words } from './answer.ts';
import { RUNG_WORDS } from './notice.ts';
import { isSetting, type SettingName } from './setting-values.ts';
import type { Settings, SettingsLayer } from './settings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long authors may see a card alone, in milliseconds; the first is "not at all". */
const AUTHOR_FIRST = [null, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE] as const;
const BUDGETS = [1, 2, 3, 5, 8, 12] as const;

/** Switches of a channel that are either on or off. */
export const SWITCHES = ['exempt', 'onlyStated', 'share'] as const;
export type Switch = (typeof SWITCHES)[number];

/**
 * The finer settings in force in a channel, with buttons that change them for this channel alone; `own` is what it sets itself, which
 * can be taken back.
 */
export function channelSettingsAnswer(
  settings: Settings,
  own: SettingsLayer,
  done?: string,
): Answer {
  return {
    kind: 'reply',
    parts: [
      { kind: 'heading', text: 'More settings, for this channel' },
      ...(done === undefined ? [] : [{ kind: 'lines' as const, lines: [words(done)] }]),
      { kind: 'list', items: settingsInWords(settings) },
    ],
    controls: [
      choose(
        'setup:budget',
        'Cards per hour',
        BUDGETS,
        settings.budget,
        (cards) => `${cards} an hour at most`,
      ),
      choose('setup:author-first', 'Author first', AUTHOR_FIRST, settings.authorFirst, (wait) =>
        wait === null
          ? 'Nobody sees a card before the others'
          : `The author alone for ${duration(wait)}`,
      ),
      ...inheritControl(own),
      ...SWITCHES.map((name) => toggle(name, settings[name])),
      { kind: 'button', label: 'Exempt roles', style: 'neutral', press: 'setup:roles' },
    ],
  };
}

/** A list of what the channel sets itself: what is chosen is inherited again. */
function inheritControl(own: SettingsLayer): readonly Control[] {
  const options = Object.keys(own)
    .filter(isSetting)
    .map((name) => ({ value: name, label: SETTING_LABELS[name], chosen: false }));
  if (options.length === 0) return [];
  return [{ kind: 'choose', press: 'setup:inherit', placeholder: INHERIT, options, most: 1 }];
}

/** What stands on lists and buttons that take a setting back. */
export const INHERIT = 'Inherit again';

/** The form in which exempt roles are named. */
export function exemptRolesForm(roles: readonly string[]): Form {
  return {
    title: 'Exempt roles',
    press: 'setup:roles-set',
    submit: 'Save',
    fields: [
      {
        name: 'roles',
        label: 'Ids of roles or groups, with blanks between',
        placeholder: 'none',
        value: roles.join(' ').slice(0, 500),
        optional: true,
        long: true,
        most: 500,
      },
    ],
  };
}

/** Each setting as people read its name. */
export const SETTING_LABELS: Readonly<Record<SettingName, string>> = {
  rung: 'How far it may go',
  topics: 'Topics',
  cooldown: 'A claim comes again',
  budget: 'Cards',
  exempt: 'Keeping out',
  onlyStated: 'Only for messages that state a claim',
  authorFirst: 'Author first',
  share: 'Members may share cards',
  exemptRoles: 'Exempt roles',
};

const IN_FORCE = [
  'rung',
  'cooldown',
  'budget',
  'onlyStated',
  'authorFirst',
  'share',
  'exemptRoles',
] as const;

/** What is in force, a line each; topics apart, which have titles. */
export function settingsInWords(settings: Settings): readonly Line[] {
  return IN_FORCE.map((name) => line(SETTING_LABELS[name], settingWords(name, settings)));
}

/** What is in force of one setting, as the end of a line. */
export function settingWords(name: Exclude<SettingName, 'topics'>, settings: Settings): string {
  const { rung, exempt, exemptRoles, authorFirst } = settings;
  const words: Readonly<Record<typeof name, string>> = {
    rung: exempt ? 'nowhere: this channel is exempt' : (RUNG_WORDS[rung] ?? rung),
    exempt: exempt ? 'yes' : 'no',
    cooldown: `after ${duration(settings.cooldown)} at the earliest`,
    budget: `${settings.budget} an hour at most`,
    onlyStated: settings.onlyStated ? 'yes' : 'no, also when one is asked about',
    authorFirst:
      authorFirst === null ? 'no' : `the author alone sees it for ${duration(authorFirst)}`,
    share: settings.share ? 'yes' : 'no',
    exemptRoles: exemptRoles.length === 0 ? 'none' : String(exemptRoles.length),
  };
  return words[name];
}

/** `12 hours`, `30 minutes`, `2 days`: a duration given in milliseconds. */
export function duration(ms: number): string {
  const [size, unit] =
    ms >= 2 * DAY && ms % DAY === 0
      ? [DAY, 'day']
      : ms >= HOUR && ms % HOUR === 0
        ? [HOUR, 'hour']
        : [MINUTE, 'minute'];
  const count = Math.round(ms / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Reads `12`, `12h`, `90 min`, `2 days` as milliseconds, a bare number as hours; undefined beyond 0 to 30 days or for anything else. */
export function readDuration(typed: string): number | undefined {
  const [, count, unit = 'h'] =
    /^(\d{1,4}(?:\.\d)?)\s*([mhd])?[a-z]*$/.exec(typed.trim().toLowerCase()) ?? [];
  if (count === undefined) return undefined;
  const ms = Math.round(Number(count) * (unit === 'm' ? MINUTE : unit === 'd' ? DAY : HOUR));
  return ms <= 30 * DAY ? ms : undefined;
}

/** The value that an option of one of the lists stands for; undefined for none of them. */
export function chosenBudget(value: string | undefined): number | undefined {
  return BUDGETS.find((budget) => String(budget) === value);
}

/** The same for how long the author comes first; null is "not at all". */
export function chosenAuthorFirst(value: string | undefined): number | null | undefined {
  return AUTHOR_FIRST.find((wait) => String(wait) === value);
}

function choose<Value extends number | null>(
  press: string,
  placeholder: string,
  values: readonly Value[],
  inForce: Value | number | null,
  label: (value: Value) => string,
): Control {
  const options = values.map((value) => ({
    value: String(value),
    label: label(value),
    chosen: value === inForce,
  }));
  return { kind: 'choose', press, placeholder, options, most: 1 };
}

const SWITCH_LABELS: Readonly<Record<Switch, readonly [on: string, off: string]>> = {
  exempt: ['Listen here again', 'Exempt this channel'],
  onlyStated: ['Answer questions too', 'Only stated claims'],
  share: ['Switch sharing off', 'Switch sharing on'],
};

function toggle(name: Switch, on: boolean): Control {
  const [turnOff, turnOn] = SWITCH_LABELS[name];
  return {
    kind: 'button',
    label: on ? turnOff : turnOn,
    style: 'neutral',
    press: `setup:switch:${name}:${on ? 'off' : 'on'}`,
  };
}

function line(label: string, text: string): Line {
  return [{ text: label, strong: true }, { text: `: ${text}` }];
}
