import { ButtonStyle, ComponentType, MessageFlags, TextInputStyle } from 'discord.js';
import { textDisplays } from './messages.ts';

/**
 * What Discord refuses and its OpenAPI file does not say, or says too loosely. Numbers: DD Message,
 * DD Components Reference, DD Receiving and Responding; the sum of text displays is known from the
 * limits of client libraries only.
 */
const limits = {
  content: 2000,
  embeds: 10,
  embedSum: 6000,
  embed: {
    title: 256,
    description: 4096,
    footer: 2048,
    author: 256,
    fields: 25,
    name: 256,
    value: 1024,
  },
  rows: 5,
  components: 40,
  textDisplaySum: 4000,
  customId: 100,
  label: 80,
  url: 512,
  nonce: 25,
  placeholder: 150,
  options: 25,
  optionText: 100,
  mentions: 100,
  modalTitle: 45,
  modalComponents: 5,
  modalLabel: 45,
  modalDescription: 100,
  choices: 25,
  choiceText: 100,
} as const;

type Json = Readonly<Record<string, unknown>>;

/** How a message body is used: some flags and the need for v2 depend on it. */
export interface MessageUse {
  /** Only an interaction's answer may be ephemeral. */
  readonly forInteraction: boolean;
  /** Flags the message already has, when this is an edit. */
  readonly existingFlags?: number;
}

/** Everything wrong with the body of a message; empty when Discord would take it. */
export function messageFaults(body: unknown, use: MessageUse): string[] {
  if (!isJson(body)) return ['the body is not an object'];
  const flags = Number(body.flags ?? 0) | (use.existingFlags ?? 0);
  const isV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const components = list(body.components);
  return [
    ...over('content', body.content, limits.content),
    ...over('nonce', body.nonce, limits.nonce),
    ...flagFaults(body, use),
    ...mentionFaults(body.allowed_mentions),
    ...embedFaults(list(body.embeds)),
    ...(isV2 ? v2Faults(body, components) : classicFaults(components)),
    ...components.flatMap((component, index) => componentFaults(component, `components[${index}]`)),
    ...repeated(
      'custom_id',
      components.flatMap((part) => collect(part, 'custom_id')),
    ),
  ];
}

/** Everything wrong with the choices of an autocomplete answer. */
export function choiceFaults(data: unknown): string[] {
  const choices = isJson(data) ? data.choices : null;
  if (!Array.isArray(choices)) return ['data.choices is missing'];
  return [
    ...tooMany('choices', choices, limits.choices),
    ...choices.flatMap((choice: unknown, index) => {
      const { name, value } = isJson(choice) ? choice : {};
      return [
        ...between(`choices[${index}].name`, name, limits.choiceText),
        ...over(`choices[${index}].value`, value, limits.choiceText),
      ];
    }),
  ];
}

/** Everything wrong with a modal. */
export function modalFaults(data: unknown): string[] {
  if (!isJson(data)) return ['data is missing'];
  const components = list(data.components);
  return [
    ...between('title', data.title, limits.modalTitle),
    ...between('custom_id', data.custom_id, limits.customId),
    ...(components.length === 0 ? ['components: a modal needs at least one'] : []),
    ...tooMany('components', components, limits.modalComponents),
    ...components.flatMap((part, index) => modalPartFaults(part, `components[${index}]`)),
    ...repeated(
      'custom_id',
      components.flatMap((part) => collect(part, 'custom_id')),
    ),
  ];
}

function modalPartFaults(part: Json, path: string): string[] {
  if (part.type === ComponentType.TextDisplay) return [];
  if (part.type === ComponentType.ActionRow) return [];
  if (part.type !== ComponentType.Label)
    return [`${path}: type ${part.type} cannot stand in a modal`];
  const input = isJson(part.component) ? part.component : {};
  const isText = input.type === ComponentType.TextInput;
  const styles: unknown[] = [TextInputStyle.Short, TextInputStyle.Paragraph];
  return [
    ...between(`${path}.label`, part.label, limits.modalLabel),
    ...over(`${path}.description`, part.description, limits.modalDescription),
    ...between(`${path}.component.custom_id`, input.custom_id, limits.customId),
    ...(isText && !styles.includes(input.style)
      ? [`${path}.component.style is no text input style`]
      : []),
    ...over(`${path}.component.placeholder`, input.placeholder, isText ? 100 : limits.placeholder),
  ];
}

function flagFaults(body: Json, use: MessageUse): string[] {
  const flags = Number(body.flags ?? 0);
  const isEphemeral = (flags & MessageFlags.Ephemeral) !== 0;
  return isEphemeral && !use.forInteraction
    ? ['flags: EPHEMERAL is for answers to interactions only']
    : [];
}

function mentionFaults(allowed: unknown): string[] {
  if (!isJson(allowed)) return [];
  const parse = Array.isArray(allowed.parse) ? allowed.parse : [];
  return ['users', 'roles'].flatMap((kind) => {
    const ids = Array.isArray(allowed[kind]) ? allowed[kind] : [];
    const both = ids.length > 0 && parse.includes(kind);
    return [
      ...tooMany(`allowed_mentions.${kind}`, ids, limits.mentions),
      ...(both ? [`allowed_mentions: parse and ${kind} exclude each other`] : []),
    ];
  });
}

function embedFaults(embeds: readonly Json[]): string[] {
  const { embed } = limits;
  const faults = embeds.flatMap((one, index) => {
    const path = `embeds[${index}]`;
    const fields = list(one.fields);
    return [
      ...over(`${path}.title`, one.title, embed.title),
      ...over(`${path}.description`, one.description, embed.description),
      ...over(`${path}.footer.text`, nested(one.footer, 'text'), embed.footer),
      ...over(`${path}.author.name`, nested(one.author, 'name'), embed.author),
      ...tooMany(`${path}.fields`, fields, embed.fields),
      ...fields.flatMap(({ name, value }, at) => [
        ...between(`${path}.fields[${at}].name`, name, embed.name),
        ...between(`${path}.fields[${at}].value`, value, embed.value),
      ]),
    ];
  });
  const sum = embeds.reduce((total, one) => total + embedLength(one), 0);
  if (sum > limits.embedSum)
    faults.push(`embeds: ${sum} characters in all, at most ${limits.embedSum}`);
  return [...faults, ...tooMany('embeds', embeds, limits.embeds)];
}

function embedLength(embed: Json): number {
  const texts = [
    embed.title,
    embed.description,
    nested(embed.footer, 'text'),
    nested(embed.author, 'name'),
    ...list(embed.fields).flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce<number>((sum, text) => sum + lengthOf(text), 0);
}

function v2Faults(body: Json, components: readonly Json[]): string[] {
  const faults: string[] = [];
  if (lengthOf(body.content) > 0) faults.push('content: not together with IS_COMPONENTS_V2');
  for (const key of ['embeds', 'sticker_ids']) {
    if (list(body[key]).length > 0) faults.push(`${key}: not together with IS_COMPONENTS_V2`);
  }
  if (body.poll != null) faults.push('poll: not together with IS_COMPONENTS_V2');
  const count = components.reduce((sum, part) => sum + countOf(part), 0);
  if (count > limits.components)
    faults.push(`components: ${count} in all, at most ${limits.components}`);
  const text = textDisplays(components).reduce((sum, part) => sum + part.length, 0);
  if (text > limits.textDisplaySum) {
    faults.push(`components: ${text} characters of text in all, at most ${limits.textDisplaySum}`);
  }
  return faults;
}

function classicFaults(components: readonly Json[]): string[] {
  const others = components.filter(({ type }) => type !== ComponentType.ActionRow);
  return [
    ...tooMany('components', components, limits.rows),
    ...(others.length > 0 ? ['components: only action rows without IS_COMPONENTS_V2'] : []),
  ];
}

/** Faults of one component and everything inside it. */
function componentFaults(component: Json, path: string): string[] {
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
    between(`${path}.content`, content, limits.textDisplaySum),
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
function countOf(component: Json): number {
  const inside = list(component.components).reduce((sum, child) => sum + countOf(child), 0);
  return 1 + inside + (isJson(component.accessory) ? 1 : 0);
}

/** Every value of a key in a component and all inside it. */
function collect(component: Json, key: string): string[] {
  const own = component[key];
  const inner = [component.accessory, component.component].filter(isJson);
  return [
    ...(typeof own === 'string' ? [own] : []),
    ...[...list(component.components), ...inner].flatMap((child) => collect(child, key)),
  ];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function nested(value: unknown, key: string): unknown {
  return isJson(value) ? value[key] : undefined;
}

/** Lengths are counted after trimming white space. Source: DD Message, "Embed Limits". */
function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.trim().length : 0;
}

function over(path: string, value: unknown, most: number): string[] {
  const length = lengthOf(value);
  return length > most ? [`${path}: ${length} characters, at most ${most}`] : [];
}

function between(path: string, value: unknown, most: number): string[] {
  return lengthOf(value) === 0 ? [`${path}: missing or empty`] : over(path, value, most);
}

function tooMany(path: string, values: readonly unknown[], most: number): string[] {
  return values.length > most ? [`${path}: ${values.length}, at most ${most}`] : [];
}

function repeated(path: string, values: readonly string[]): string[] {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  return [...new Set(twice)].map((value) => `${path}: ${value} is used twice`);
}
