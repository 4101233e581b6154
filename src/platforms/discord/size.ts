import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';

/** How many components there are, nested ones counted, as Discord counts them for its limit of 40. */
export function componentCount(components: readonly APIMessageTopLevelComponent[]): number {
  return everyComponent(components).length;
}

/** The characters of all text displays together, as Discord counts them for its limit of 4000. */
export function textLength(components: readonly APIMessageTopLevelComponent[]): number {
  return everyComponent(components)
    .map((component) => (component.type === ComponentType.TextDisplay ? component.content : ''))
    .reduce((sum, text) => sum + text.length, 0);
}

interface AnyComponent {
  readonly type: ComponentType;
}
type TextOrOther =
  | { readonly type: ComponentType.TextDisplay; readonly content: string }
  | { readonly type: Exclude<ComponentType, ComponentType.TextDisplay> };

function everyComponent(components: readonly AnyComponent[]): TextOrOther[] {
  return components.flatMap((component) => [
    component as TextOrOther,
    ...('components' in component && Array.isArray(component.components)
      ? everyComponent(component.components)
      : []),
  ]);
}
