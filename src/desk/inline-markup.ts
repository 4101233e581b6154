import { html } from 'hono/html';
import { type Html, outward } from './html.ts';

/** One construct of a platform's inline markup: what it looks like, at a place of the text, and what it becomes. */
export interface InlineRule {
  /** Sticky; matches at the place where reading stands. */
  readonly form: RegExp;
  draw(found: RegExpExecArray, inner: (text: string) => Html): Html;
}

/** Reads a platform's inline markup into markup of ours. Whatever no rule takes is text, and escaped. */
export function drawInline(text: string, rules: readonly InlineRule[]): Html {
  const drawn: (Html | string)[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const found = firstAt(text, at, rules);
    if (found === undefined) {
      plain += text[at];
      at += 1;
      continue;
    }
    const [rule, match] = found;
    drawn.push(
      plain,
      rule.draw(match, (inner) => drawInline(inner, rules)),
    );
    plain = '';
    at += match[0].length;
  }
  return html`${[...drawn, plain]}`;
}

function firstAt(
  text: string,
  at: number,
  rules: readonly InlineRule[],
): readonly [InlineRule, RegExpExecArray] | undefined {
  for (const rule of rules) {
    rule.form.lastIndex = at;
    const match = rule.form.exec(text);
    if (match !== null && match[0] !== '') return [rule, match];
  }
  return undefined;
}

/** Discord's markdown, as far as cards and answers use it (https://discord.com/developers/docs/reference#message-formatting). */
export const DISCORD_MARKDOWN: readonly InlineRule[] = [
  { form: /\\([^A-Za-z0-9\s])/y, draw: ([, mark]) => html`${mark}` },
  {
    form: /\[((?:\\[\s\S]|[^\\\]])+)\]\(<?([^\s<>()]+)>?\)/y,
    draw: ([, name = '', url], inner) => outward(inner(name), url),
  },
  {
    form: /\*\*((?:\\[\s\S]|(?!\*\*)[^\\])+)\*\*/y,
    draw: ([, text = ''], inner) => html`<strong>${inner(text)}</strong>`,
  },
  {
    form: /~~((?:\\[\s\S]|(?!~~)[^\\])+)~~/y,
    draw: ([, text = ''], inner) => html`<s>${inner(text)}</s>`,
  },
  {
    form: /__((?:\\[\s\S]|(?!__)[^\\])+)__/y,
    draw: ([, text = ''], inner) => html`<u>${inner(text)}</u>`,
  },
  {
    form: /\*((?:\\[\s\S]|[^\\*])+)\*/y,
    draw: ([, text = ''], inner) => html`<em>${inner(text)}</em>`,
  },
  { form: /`([^`]+)`/y, draw: ([, text]) => html`<code>${text}</code>` },
  { form: /https?:\/\/[^\s<>]+/y, draw: ([url]) => outward(url, url) },
];

/** Slack's mrkdwn (https://docs.slack.dev/messaging/formatting-message-text). Marks count at the edges of words alone. */
export const SLACK_MRKDWN: readonly InlineRule[] = [
  {
    form: /<(https?:[^|>]+)(?:\|([^>]*))?>/y,
    draw: ([, url = '', name], inner) => outward(inner(name ?? url), unescaped(url)),
  },
  { form: /&(?:amp|lt|gt);/y, draw: ([entity]) => html`${unescaped(entity)}` },
  {
    form: /(?<![\w\u200b])\*([^\s*\u200b](?:[^*]*[^\s*\u200b])?)\*(?![\w\u200b])/y,
    draw: ([, text = ''], inner) => html`<strong>${inner(text)}</strong>`,
  },
  {
    form: /(?<![\w\u200b])~([^\s~\u200b](?:[^~]*[^\s~\u200b])?)~(?![\w\u200b])/y,
    draw: ([, text = ''], inner) => html`<s>${inner(text)}</s>`,
  },
  {
    form: /(?<![\w\u200b])_([^\s_\u200b](?:[^_]*[^\s_\u200b])?)_(?![\w\u200b])/y,
    draw: ([, text = ''], inner) => html`<em>${inner(text)}</em>`,
  },
  { form: /`([^`]+)`/y, draw: ([, text = '']) => html`<code>${unescaped(text)}</code>` },
];

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
