import { SLACK } from './limits.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Slack knows no escape for its formatting marks, and an invisible character beside a mark works only sometimes. So a mark that
 * could open or close formatting is drawn by a sign that looks like it.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };
/** Backticks anywhere; the other marks at the edge of a word, since inside one they mean nothing (`snake_case`). */
const MARKS = /`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu;
/** `:name:` would become an emoji. */
const EMOJI = /:(?=[a-z0-9_+'-]+:)/gi;
/** An invisible character without width that keeps signs from being read together. */
export const WORD_JOINER = '\u2060';

/** The three characters that Slack reads as markup, as entities: enough for plain fallback texts. */
export function withEntities(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark);
}

/** Foreign text for mrkdwn: white space made single, no formatting, no mention, no link, no emoji of its own. */
export function escaped(text: string): string {
  const plain = text.replace(/\s+/g, ' ').replace(EMOJI, `:${WORD_JOINER}`);
  return withEntities(plain.replace(MARKS, (mark) => LOOK_ALIKES[mark] ?? mark));
}

/** A named link; an address that cannot be one leaves only its name. */
export function link(name: string, url: string): string {
  const address = linkAddress(url);
  if (address === undefined) return escaped(name);
  return `<${withEntities(address)}|${escaped(name).replaceAll('|', '¦')}>`;
}

/** The address as Slack takes it in a link or a button; undefined where it is not the web's, or too long. */
export function linkAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  const address = href.replace(/[|<>]/g, encodeURIComponent);
  const takes = protocol === 'https:' || protocol === 'http:';
  return takes && address.length <= SLACK.linkUrl ? address : undefined;
}
