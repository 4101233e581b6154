import type { SlackMessage } from './payloads.ts';

/** What stands in angle brackets on the wire: `<@U1|ada>`, `<#C1|general>`, `<!here>`, `<https://x.example|label>`. */
const TOKEN = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;
const CODE = /(```[\s\S]*?```|`[^`\n]*`)/;
/** `:wave:`, also several in a row, where it stands as a word of its own; times such as 10:30:15 do not. */
const EMOJI = /(?<=^|[\s(])(?::[a-z0-9_+'-]+:)+(?=$|[\s.,;!?)])/gi;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** What a message says as its author meant it: wire markup undone; markdown, quotes and code left as typed. */
export function spoken(wire: string): string {
  return wire
    .split(CODE)
    .map((piece, at) => (at % 2 === 1 ? piece : piece.replace(EMOJI, '')))
    .join('')
    .replace(TOKEN, token)
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Somebody else's words under a message: forwarded messages and the previews of its links, each as one text. */
export function passedOn({ attachments }: Pick<SlackMessage, 'attachments'>): readonly string[] {
  const texts = (attachments ?? []).map(({ title, text, fallback }) => {
    const shown = [title, text].filter((part) => part !== undefined && part !== '');
    return spoken(shown.length === 0 ? (fallback ?? '') : shown.join('\n'));
  });
  return texts.filter((text) => text.trim() !== '');
}

function token(_whole: string, mark: string, inside: string, label: string | undefined): string {
  switch (mark) {
    case '@':
      return `@${label ?? 'someone'}`;
    case '#':
      return `#${label === undefined || label === '' ? 'channel' : label}`;
    case '!':
      return special(inside, label);
    default:
      return address(inside, label);
  }
}

/** `<!here>`, `<!subteam^S1|@editors>`, `<!date^1700000000^{date}|3 March>`. */
function special(inside: string, label: string | undefined): string {
  if (label !== undefined && label !== '') return label;
  const [name = ''] = inside.split('^');
  return `@${name === 'subteam' ? 'group' : name}`;
}

/** An address with its label, where that says more than the address itself. */
function address(url: string, label: string | undefined): string {
  if (label === undefined || label === '') return url.replace(/^(?:mailto|tel):/, '');
  const bare = (text: string) =>
    text.replace(/^(?:https?:\/\/|mailto:|tel:)/, '').replace(/\/$/, '');
  return bare(url) === bare(label) ? url.replace(/^(?:mailto|tel):/, '') : `${label} (${url})`;
}
