import { type Answer, reply } from '../moderate/answer.ts';
import {
  channelSettingsAnswer,
  chosenAuthorFirst,
  chosenBudget,
  exemptRolesForm,
  SETTING_LABELS,
  SWITCHES,
} from '../moderate/channel-settings.ts';
import type { Press } from '../moderate/request.ts';
import { isSetting } from '../moderate/setting-values.ts';
import type { SettingsLayer } from '../moderate/settings.ts';
import { changeLayer, settingsAt } from '../store/settings.ts';
import type { Core } from './core.ts';
import { inheritAgain } from './inheriting.ts';
import { workspaceLock } from './locks.ts';
import { topicCounts } from './topic-counts.ts';

/** A setting of the channel in which the panel stands. */
export async function pressChannelSetting(
  core: Core,
  press: Press,
  step: string,
  more: string,
): Promise<Answer> {
  if (press.place.channel === '')
    return reply('These settings are a channel’s own: open setup in the channel that you mean.');
  const { settings, own } = await settingsAt(
    core.store.db,
    core.firstSettings,
    press.place,
    press.category,
  );
  if (step === 'more') return channelSettingsAnswer(settings, own);
  if (step === 'inherit') return inherit(core, press);
  if (step === 'roles') return { kind: 'form', form: exemptRolesForm(settings.exemptRoles) };
  const layer = await chosen(core, press, step, more);
  if (layer === undefined)
    return reply('This choice is from another version of Sidenote; nothing was changed.');
  return save(core, press, layer);
}

async function chosen(
  core: Core,
  { place, values, fields }: Press,
  step: string,
  more: string,
): Promise<SettingsLayer | undefined> {
  if (step === 'budget') return given('budget', chosenBudget(values[0]));
  if (step === 'author-first') return given('authorFirst', chosenAuthorFirst(values[0]));
  if (step === 'roles-set') return { exemptRoles: rolesIn(fields.roles ?? '') };
  if (step === 'channel-topics') {
    const known = new Set((await topicCounts(core, place)).map(({ id }) => id));
    return { topics: values.filter((id) => known.has(id)) };
  }
  const [name, state] = more.split(':');
  const toggled = SWITCHES.find((known) => step === 'switch' && known === name);
  return toggled === undefined ? undefined : { [toggled]: state === 'on' };
}

function given<Name extends keyof SettingsLayer>(
  name: Name,
  value: SettingsLayer[Name] | undefined,
): SettingsLayer | undefined {
  return value === undefined ? undefined : { [name]: value };
}

/** Ids among what was typed, also out of mentions: `<@&123>`, `S0123ABC`. */
function rolesIn(typed: string): readonly string[] {
  return [...new Set(typed.match(/[A-Z0-9]{6,24}/g) ?? [])].slice(0, 50);
}

async function inherit(core: Core, press: Press): Promise<Answer> {
  const [name = ''] = press.values;
  if (!isSetting(name)) return reply('Choose one of those listed.');
  await inheritAgain(core, press, channelOf(press), name);
  return again(core, press, `Inherited again: ${SETTING_LABELS[name]}.`);
}

async function save(core: Core, press: Press, layer: SettingsLayer): Promise<Answer> {
  const { place, person } = press;
  const by = { moderator: person.id, at: core.now() };
  await core.store.locked([workspaceLock(place)], (db) =>
    changeLayer(db, place, channelOf(press), layer, by),
  );
  return again(core, press, 'Saved for this channel.');
}

async function again(core: Core, { place, category }: Press, done: string): Promise<Answer> {
  const { settings, own } = await settingsAt(core.store.db, core.firstSettings, place, category);
  const answer = channelSettingsAnswer(settings, own, done);
  return answer.kind === 'reply' ? { ...answer, kind: 'update' } : answer;
}

function channelOf({ place }: Press) {
  return { scope: 'channel', id: place.channel } as const;
}
