import { ButtonStyle, ComponentType } from 'discord.js';
import { between, isJson, type Json, lengthOf, list, over, repeated, tooMany } from './lengths.ts';

/** Source: DD Components Reference. */
const limits = {
  customId: 100,
  label: 80,
  url: 512,
  textDisplay: 4000,
  placeholder: 150,
  options: 25,
  optionText: 100,
} as const;

/** Faults of one component and everything inside it. */
export function componentFaults(component: Json, path: string): string[] {
  const check = checks[Number(component.type)];
  if (check === undefined) return [`${path}: type ${component.type} cannot stand here`];
  const children = list(component.components);
  return [
    ...check(component, path),
    ...children.flatMap((child, index) => componentFaults(child, `${path}.components[${index}]`)),
    ...(isJson(component.accessory)
      ? componentFaults(component.accessory, `${path}.accessory`)
      : []),
  ];
}

const checks: Readonly<Record<number, (component: Json, path: string) => string[]>> = {
  [ComponentType.ActionRow]: actionRowFaults,
  [ComponentType.Button]: buttonFaults,
  [ComponentType.StringSelect]: selectFaults,
  [ComponentType.UserSelect]: selectFaults,
  [ComponentType.RoleSelect]: selectFaults,
  [ComponentType.MentionableSelect]: selectFaults,
  [ComponentType.ChannelSelect]: selectFaults,
  [ComponentType.Section]: sectionFaults,
  [ComponentType.TextDisplay]: ({ content }, path) =>
    between(`${path}.content`, content, limits.textDisplay),
  [ComponentType.Thumbnail]: () => [],
  [ComponentType.MediaGallery]: () => [],
  [ComponentType.File]: () => [],
  [ComponentType.Separator]: () => [],
  [ComponentType.Container]: ({ components }, path) =>
    list(components).length === 0 ? [`${path}.components: a container needs at least one`] : [],
};

function actionRowFaults({ components }: Json, path: string): string[] {
  const children = list(components);
  const buttons = children.filter(({ type }) => type === ComponentType.Button).length;
  const fits =
    buttons === children.length
      ? buttons >= 1 && buttons <= 5
      : buttons === 0 && children.length === 1;
  return fits ? [] : [`${path}: an action row holds 1 to 5 buttons or one select`];
}

function buttonFaults(button: Json, path: string): string[] {
  const faults = over(`${path}.label`, button.label, limits.label);
  if (button.style === ButtonStyle.Link) {
    faults.push(...between(`${path}.url`, button.url, limits.url));
    if (button.custom_id !== undefined) faults.push(`${path}: a link has no custom_id`);
  } else if (button.style !== ButtonStyle.Premium) {
    faults.push(...between(`${path}.custom_id`, button.custom_id, limits.customId));
    if (button.url !== undefined) faults.push(`${path}: only a link has a url`);
  }
  const isBare = lengthOf(button.label) === 0 && button.emoji == null;
  if (isBare && button.style !== ButtonStyle.Premium)
    faults.push(`${path}: a button needs a label or emoji`);
  return faults;
}

function selectFaults(select: Json, path: string): string[] {
  const options = list(select.options);
  const isString = select.type === ComponentType.StringSelect;
  return [
    ...between(`${path}.custom_id`, select.custom_id, limits.customId),
    ...over(`${path}.placeholder`, select.placeholder, limits.placeholder),
    ...(isString && options.length === 0 ? [`${path}.options: at least one`] : []),
    ...tooMany(`${path}.options`, options, limits.options),
    ...options.flatMap(({ label, value, description }, index) => [
      ...between(`${path}.options[${index}].label`, label, limits.optionText),
      ...between(`${path}.options[${index}].value`, value, limits.optionText),
      ...over(`${path}.options[${index}].description`, description, limits.optionText),
    ]),
    ...repeated(
      `${path} option value`,
      options.map(({ value }) => String(value)),
    ),
  ];
}

function sectionFaults({ components, accessory }: Json, path: string): string[] {
  const children = list(components);
  const onlyText = children.every(({ type }) => type === ComponentType.TextDisplay);
  const faults: string[] = [];
  if (children.length < 1 || children.length > 3 || !onlyText) {
    faults.push(`${path}: a section holds 1 to 3 text displays`);
  }
  const accessories: unknown[] = [ComponentType.Button, ComponentType.Thumbnail];
  if (!isJson(accessory) || !accessories.includes(accessory.type)) {
    faults.push(`${path}: a section needs a button or thumbnail as accessory`);
  }
  return faults;
}

/** A component and all inside it, counted as Discord counts to 40. */
export function countOf(component: Json): number {
  const inside = list(component.components).reduce((sum, child) => sum + countOf(child), 0);
  return 1 + inside + (isJson(component.accessory) ? 1 : 0);
}

/** Every value of a key in a component and all inside it. */
export function collect(component: Json, key: string): string[] {
  const own = component[key];
  const inner = [component.accessory, component.component].filter(isJson);
  return [
    ...(typeof own === 'string' ? [own] : []),
    ...[...list(component.components), ...inner].flatMap((child) => collect(child, key)),
  ];
}
