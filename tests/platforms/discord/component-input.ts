import { ComponentType } from 'discord.js';

/** A component of unknown kind. */
export type Part = Readonly<Record<string, unknown>>;

/** All components of a message, nested ones included. */
export function parts(components: readonly unknown[]): Part[] {
  return components.flatMap((component) => {
    const part = component as Part;
    const children = Array.isArray(part.components) ? part.components : [];
    const accessory = part.accessory === undefined ? [] : [part.accessory];
    return [part, ...parts([...children, ...accessory])];
  });
}

/** A modal's component as it comes back filled in. */
export function submitted(
  part: Part,
  values: Readonly<Record<string, string | readonly string[]>>,
): unknown {
  if (part.type === ComponentType.TextDisplay) return { type: part.type, id: 0 };
  const fill = (input: Part) => {
    const value = values[String(input.custom_id)];
    const isText = input.type === ComponentType.TextInput;
    const filled = isText
      ? { value: String(value ?? input.value ?? '') }
      : { values: [value ?? []].flat() };
    return { type: input.type, id: 0, custom_id: input.custom_id, ...filled };
  };
  if (part.type === ComponentType.Label) {
    return { type: part.type, id: 0, component: fill(part.component as Part) };
  }
  return { type: part.type, id: 0, components: (part.components as Part[]).map(fill) };
}
