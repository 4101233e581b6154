import type { SlackMessage } from './channel-history.ts';
import { isObject, type JsonObject } from './json.ts';

/** What a person typed as Slack puts it on the wire: `&`, `<`, `>` escaped and URLs in angle brackets. */
export function wireText(typed: string): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll(/https?:\/\/\S+/g, (url) => `<${url}>`);
}

/** Everything in a message that would ping somebody: `<@U…>`, `<!here>`, `<!subteam^S…>`. Empty when it pings nobody. */
export function pingsIn(message: Pick<SlackMessage, 'text' | 'blocks' | 'attachments'>): string[] {
  const texts = textsOf([message.text, message.blocks ?? [], message.attachments ?? []]);
  return texts.flatMap(
    (text) => text.match(/<(?:@[UW]|!(?:here|channel|everyone|subteam))[^>]*>/g) ?? [],
  );
}

/** A message as lines of plain text, buttons in brackets, for people at a terminal. */
export function readable(message: Pick<SlackMessage, 'text' | 'blocks'>): string {
  const blocks = message.blocks ?? [];
  const text = blocks.length === 0 ? message.text : blocks.map(readableBlock).join('\n');
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function readableBlock(block: JsonObject): string {
  if (block.type === 'divider') return '--';
  if (block.type === 'actions') {
    const elements = Array.isArray(block.elements) ? block.elements : [];
    return elements.map((element) => `[${textsOf(element)[0] ?? ''}]`).join(' ');
  }
  return textsOf(block).join('\n');
}

/** Every `text` and alt text inside, in reading order. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!isObject(value)) return [];
  const keys = ['title', 'label', 'text', 'fields', 'elements', 'accessory', 'alt_text', 'blocks'];
  return keys.flatMap((key) => textsOf(value[key]));
}
