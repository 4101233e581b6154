import type { Action } from './roles.ts';
import { RUNGS } from './rung.ts';
import type { Settings, SettingsLayer } from './settings.ts';

/** One of the settings, by name. */
export type SettingName = keyof Settings;

/** What it takes to set each of them, and so to take it back. */
export const SETTING_ACTIONS: Readonly<Record<SettingName, Action>> = {
  rung: 'rung',
  topics: 'topics',
  cooldown: 'cooldown',
  exempt: 'mute',
  budget: 'setup',
  exemptRoles: 'setup',
  onlyStated: 'setup',
  authorFirst: 'setup',
  share: 'setup',
};

/** Whether a word names a setting. */
export function isSetting(word: string): word is SettingName {
  return Object.hasOwn(SETTING_ACTIONS, word);
}

/** A value as a button carries it; `inherit` where a layer sets none. */
export function writtenValue(layer: SettingsLayer, name: SettingName): string {
  const value = layer[name];
  return value === undefined ? 'inherit' : JSON.stringify(value);
}

/** Reads what `writtenValue` wrote: a layer with that value, an empty one for `inherit`; undefined for anything else. */
export function readValue(name: SettingName, written: string): SettingsLayer | undefined {
  if (written === 'inherit') return {};
  const value = parsed(written);
  return IS_VALUE[name](value) ? { [name]: value } : undefined;
}

const isNumber = (value: unknown) => typeof value === 'number' && value >= 0;
const isFlag = (value: unknown) => typeof value === 'boolean';
const isList = (value: unknown) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const IS_VALUE: Readonly<Record<SettingName, (value: unknown) => boolean>> = {
  rung: (value) => RUNGS.some((rung) => rung === value),
  topics: (value) => value === 'all' || isList(value),
  cooldown: isNumber,
  budget: isNumber,
  exempt: isFlag,
  exemptRoles: isList,
  onlyStated: isFlag,
  authorFirst: (value) => value === null || isNumber(value),
  share: isFlag,
};

function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
