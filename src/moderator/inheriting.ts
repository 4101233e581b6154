import { type Answer, reply } from '../moderate/answer.ts';
import { SETTING_LABELS, settingWords } from '../moderate/channel-settings.ts';
import type { Press } from '../moderate/request.ts';
import { may, refusal } from '../moderate/roles.ts';
import {
  isSetting,
  readValue,
  SETTING_ACTIONS,
  type SettingName,
  writtenValue,
} from '../moderate/setting-values.ts';
import { inForce, type Settings, type SettingsLayer } from '../moderate/settings.ts';
import { topicsInWords } from '../moderate/setup.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import type { Db } from '../store/open.ts';
import { layerOf, type SettingsScope, settingsAt, writeLayer } from '../store/settings.ts';
import type { Core } from './core.ts';
import { workspaceLock } from './locks.ts';
import { scopeCode, scopeOfCode, scopeWords } from './scope.ts';
import { topicCounts } from './topic-counts.ts';

/** Who changes a setting, and from where. */
export type Changing = Pick<Press, 'place' | 'category' | 'person'>;

/** A button carries at most so many characters; what a longer one would take back has no Undo. */
const LONGEST_PRESS = 90;

/** `inherit:<scope>:<setting>`: takes back what a channel, a category or the workspace sets of its own. */
export async function pressInherit(
  core: Core,
  press: Press,
  code: string,
  name: string,
): Promise<Answer> {
  const scope = scopeOfCode(code);
  if (scope === undefined || !isSetting(name))
    return reply('This button is from another version of Sidenote and does nothing any more.');
  if (!may(press.person, SETTING_ACTIONS[name])) return refusal(SETTING_ACTIONS[name]);
  return inheritAgain(core, press, scope, name);
}

/** Lets a scope inherit a setting again, and says what counts there from then on. Whoever calls has seen who may. */
export async function inheritAgain(
  core: Core,
  changing: Changing,
  scope: SettingsScope,
  name: SettingName,
): Promise<Answer> {
  const { place } = changing;
  const label = SETTING_LABELS[name];
  const before = await changeValue(core, changing, scope, name, {});
  if (before[name] === undefined)
    return reply(
      `${label}: nothing is set ${scopeWords(scope)}, so there is nothing to take back.`,
    );
  const settings = await inheritedBy(core.store.db, core, changing, scope);
  const words =
    name === 'topics'
      ? topicsInWords(settings.topics, await topicCounts(core, place))
      : settingWords(name, settings);
  return changedAnswer(
    `${label}: from now on ${scopeWords(scope)} as ${ABOVE[scope.scope]}: ${words}.`,
    undoOf(scope, name, before),
  );
}

/** The press that sets a setting as it was before; undefined where it does not fit into a button. */
export function undoOf(
  scope: SettingsScope,
  name: SettingName,
  before: SettingsLayer,
): string | undefined {
  const press = `undo:setting:${scopeCode(scope)}:${name}:${writtenValue(before, name)}`;
  return press.length <= LONGEST_PRESS && /^[\x21-\x7e]+$/.test(press) ? press : undefined;
}

/** `undo:setting:<scope>:<setting>:<value>`: a setting as it was before; undefined for what is no such press. */
export async function undoSetting(
  core: Core,
  press: Press,
  [code = '', name = '', ...rest]: readonly string[],
): Promise<Answer | string | undefined> {
  const scope = scopeOfCode(code);
  const layer = isSetting(name) ? readValue(name, rest.join(':')) : undefined;
  if (scope === undefined || !isSetting(name) || layer === undefined) return undefined;
  if (!may(press.person, SETTING_ACTIONS[name])) return refusal(SETTING_ACTIONS[name]);
  await changeValue(core, press, scope, name, layer);
  return 'Taken back: it is as before.';
}

const ABOVE: Readonly<Record<SettingsScope['scope'], string>> = {
  channel: 'its category or the workspace says',
  category: 'the workspace says',
  workspace: 'where nobody set anything',
};

/** Replaces one setting of a scope by what `layer` holds of it. Returns the layer before. */
async function changeValue(
  core: Core,
  { place, person }: Changing,
  scope: SettingsScope,
  name: SettingName,
  layer: SettingsLayer,
): Promise<SettingsLayer> {
  const by = { moderator: person.id, at: core.now() };
  return core.store.locked([workspaceLock(place)], async (db) => {
    const before = await layerOf(db, place, scope);
    const { [name]: _, ...others } = before;
    if (before[name] !== layer[name])
      await writeLayer(db, place, scope, { ...others, ...layer }, by);
    return before;
  });
}

async function inheritedBy(
  db: Db,
  { firstSettings }: Core,
  { place, category }: Changing,
  scope: SettingsScope,
): Promise<Settings> {
  if (scope.scope === 'workspace') return firstSettings;
  if (scope.scope === 'category')
    return inForce(firstSettings, [await layerOf(db, place, { scope: 'workspace' })]);
  return (await settingsAt(db, firstSettings, { ...place, channel: scope.id }, category)).settings;
}
