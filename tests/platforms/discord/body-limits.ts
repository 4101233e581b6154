import type { APIMessageTopLevelComponent } from 'discord.js';
import { specCheckFromEnvironment } from './openapi.ts';

interface Body {
  readonly flags: number;
  readonly components: readonly APIMessageTopLevelComponent[];
}

interface Node {
  readonly type: number;
  readonly content?: string;
  readonly custom_id?: string;
  readonly url?: string;
  readonly label?: string;
  readonly components?: readonly Node[];
}

/** What Discord would refuse in a v2 message, in words: the limits written anew, not read from the code under test. */
export function faultsOfMessage(body: Body): string[] {
  const nodes = flat(body.components as readonly Node[]);
  const text = nodes.reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  const ids = nodes.flatMap(({ custom_id }) => custom_id ?? []);
  return [
    (body.flags & (1 << 15)) === 0 ? 'is no v2 message' : '',
    nodes.length === 0 ? 'is empty' : '',
    nodes.length > 40 ? `has ${nodes.length} components` : '',
    text > 4000 ? `has ${text} characters` : '',
    new Set(ids).size === ids.length ? '' : 'has one custom_id twice',
    ids.some((id) => id.length > 100) ? 'has a custom_id that is too long' : '',
    nodes.some(({ type, components }) => type === 1 && components?.length === 0)
      ? 'has an empty row'
      : '',
    ...specFaults('/channels/1/messages', body),
  ].filter((fault) => fault !== '');
}

/** What the published specification says against a body that is posted to this path; nothing when it is not at hand. */
export function specFaults(path: string, body: unknown): readonly string[] {
  return specCheckFromEnvironment()('POST', path, JSON.parse(JSON.stringify(body)));
}

/** Every component, nested ones too. */
export function flat(components: readonly Node[]): readonly Node[] {
  return components.flatMap((node) => [node, ...flat(node.components ?? [])]);
}
