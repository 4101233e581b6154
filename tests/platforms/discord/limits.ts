import { ComponentType, MessageFlags, TextInputStyle } from 'discord.js';
import { collect, componentFaults, countOf } from './component-limits.ts';
import { embedFaults } from './embed-limits.ts';
import { between, isJson, type Json, lengthOf, list, over, repeated, tooMany } from './lengths.ts';
import { textDisplays } from './messages.ts';

/**
 * What Discord refuses and its OpenAPI file does not say, or says too loosely. Numbers: DD Message,
 * DD Components Reference, DD Receiving and Responding; the sum of text displays is known from the
 * limits of client libraries only.
 */
const limits = {
  content: 2000,
  rows: 5,
  components: 40,
  textDisplaySum: 4000,
  customId: 100,
  nonce: 25,
  placeholder: 150,
  mentions: 100,
  modalTitle: 45,
  modalComponents: 5,
  modalLabel: 45,
  modalDescription: 100,
  choices: 25,
  choiceText: 100,
} as const;

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
