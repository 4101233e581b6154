import type { Line } from '../../moderate/answer.ts';
import { plain } from '../../moderate/card-lines.ts';
import { escaped, link, WORD_JOINER, withEntities } from './escape.ts';
import { clipped, SLACK } from './limits.ts';

/** A line as Slack's mrkdwn, everything foreign in it escaped; one that begins with `>` is no quotation. */
export function mrkdwn(line: Line): string {
  return line
    .map(({ text, url, strong }) => (strong ? bold(text, url) : drawn(text, url)))
    .join('')
    .replace(/^&gt;/, `${WORD_JOINER}&gt;`);
}

/** The same, with its addresses or at last its end left out where it is longer than a section takes. */
export function fittingMrkdwn(line: Line): string {
  const whole = mrkdwn(line);
  if (whole.length <= SLACK.sectionText) return whole;
  return clippedMarkup(escaped(line.map(({ text }) => text).join('')), SLACK.sectionText);
}

/** Lines as plain text, addresses in brackets behind their words. */
export function plainLines(lines: readonly Line[]): string {
  return lines.map(plain).join('\n');
}

/** Plain text as the `text` of a message: what notifications and screen readers get instead of blocks. */
export function fallbackOf(text: string): string {
  return clippedMarkup(withEntities(text), SLACK.text);
}

/** Plain text of at most so many characters, without emoji made from its colons. */
export function plainText(text: string, most: number) {
  return { type: 'plain_text' as const, text: clipped(text.trim() || '–', most), emoji: false };
}

/** Escaped text, clipped so that no entity is cut in two. */
function clippedMarkup(text: string, most: number): string {
  return clipped(text, most).replace(/&[a-z]{0,3}…$/, '…');
}

function drawn(text: string, url: string | undefined): string {
  return url === undefined ? escaped(text) : link(text, url);
}

/** Bold holds only where no blank stands inside its marks, so blanks at the ends move out. */
function bold(text: string, url: string | undefined): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return words === '' ? escaped(text) : `${escaped(before)}*${drawn(words, url)}*${escaped(after)}`;
}
