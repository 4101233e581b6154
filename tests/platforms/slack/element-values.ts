import { isObject, type JsonObject, objectsIn } from './json.ts';
import type { StoredView } from './workspace-state.ts';

/** What a person entered: a text or an option's value, several of them, or a whole state entry as Slack sends it. */
export type Entered = string | readonly string[] | JsonObject;

/** Values by block_id, then action_id. */
export type EnteredValues = Record<string, Record<string, Entered>>;

/** An interactive element and the block it stands in. */
export type PlacedElement = { element: JsonObject; blockId: string };

/** Every element of blocks that people can use: in actions, as accessory, in inputs. */
export function elementsOf(blocks: readonly JsonObject[]): PlacedElement[] {
  return blocks.flatMap((block) => {
    const inside = [...objectsIn(block.elements), block.accessory, block.element].filter(isObject);
    const blockId = String(block.block_id);
    return inside
      .filter((element) => element.type !== 'image' && element.action_id !== undefined)
      .map((element) => ({ element, blockId }));
  });
}

/**
 * The element that a person would press.
 * @throws Error that lists what there is, when nothing has this action_id (and value)
 */
export function findElement(
  blocks: readonly JsonObject[],
  actionId: string,
  value: Entered | undefined,
): PlacedElement {
  const elements = elementsOf(blocks);
  const found = elements.find(
    ({ element }) =>
      element.action_id === actionId &&
      (element.type !== 'button' || value === undefined || element.value === value),
  );
  if (found) return found;
  const there = elements.map(
    ({ element }) => `${element.action_id}=${element.value ?? element.type}`,
  );
  throw new Error(`nothing to press as ${actionId}; there is: ${there.join(', ') || 'nothing'}`);
}

/**
 * The part of a payload that says what was chosen or entered, as in `actions[0]` and in `view.state.values`.
 * @throws Error for an option that the element does not have
 */
export function valueIn(element: JsonObject, entered: Entered | undefined): JsonObject {
  if (isObject(entered)) return entered;
  const type = String(element.type);
  if (type === 'button') return element.value === undefined ? {} : { value: element.value };
  if (MANY_OPTIONS.has(type)) return { selected_options: chosenOptions(element, entered) };
  if (ONE_OPTION.has(type)) return { selected_option: chosenOptions(element, entered)[0] ?? null };
  const { key, initial } = SELECTIONS[type] ?? { key: 'value', initial: 'initial_value' };
  if (!type.startsWith('multi_')) return { [key]: entered ?? element[initial] ?? null };
  return { [key]: typeof entered === 'string' ? [entered] : (entered ?? element[initial] ?? []) };
}

/**
 * `view.state` as a submission sends it: what was entered, else what stood there from the start.
 * @throws Error when an input that is not optional stays empty, since Slack then would not submit
 */
export function viewState(view: StoredView, entered: EnteredValues): JsonObject {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const { element, blockId } of elementsOf(view.blocks)) {
    if (element.type === 'button' || element.type === 'overflow') continue;
    const actionId = String(element.action_id);
    const value = valueIn(element, entered[blockId]?.[actionId]);
    const input = view.blocks.find((block) => block.block_id === blockId);
    if (input?.type === 'input' && input.optional !== true && isEmpty(value)) {
      throw new Error(`the input ${blockId}/${actionId} must be filled`);
    }
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...value } };
  }
  return { values };
}

const ONE_OPTION = new Set(['static_select', 'radio_buttons', 'overflow']);
const MANY_OPTIONS = new Set(['checkboxes', 'multi_static_select']);

/** In which field a choice arrives, and which field of the element holds the choice from the start. */
const SELECTIONS: Record<string, { key: string; initial: string }> = {
  users_select: { key: 'selected_user', initial: 'initial_user' },
  channels_select: { key: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation' },
  multi_users_select: { key: 'selected_users', initial: 'initial_users' },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels' },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations' },
  datepicker: { key: 'selected_date', initial: 'initial_date' },
  timepicker: { key: 'selected_time', initial: 'initial_time' },
};

/** The options chosen by value; with nothing entered those chosen from the start. */
function chosenOptions(
  element: JsonObject,
  entered: string | readonly string[] | undefined,
): JsonObject[] {
  if (entered === undefined) {
    const { initial_option: one, initial_options: many } = element;
    return isObject(one) ? [one] : objectsIn(many);
  }
  const values = typeof entered === 'string' ? [entered] : entered;
  return values.map((value) => optionOf(element, value));
}

function optionOf(element: JsonObject, value: string): JsonObject {
  const groups = objectsIn(element.option_groups).flatMap((group) => objectsIn(group.options));
  const options = [...objectsIn(element.options), ...groups];
  const option = options.find((candidate) => candidate.value === value);
  if (option) return option;
  const there = options.map((candidate) => candidate.value).join(', ');
  throw new Error(`${element.action_id} has no option ${value}; there is: ${there}`);
}

function isEmpty(value: JsonObject): boolean {
  return Object.values(value).every(
    (part) => part === null || part === '' || (Array.isArray(part) && part.length === 0),
  );
}
