import { html } from 'hono/html';
import { type Html, NOTHING } from './html.ts';
import { drawInline, type InlineRule } from './inline-markup.ts';

/** Inline markup of our own documents. */
const INLINE: readonly InlineRule[] = [
  {
    form: /\*\*([^*]+)\*\*/y,
    draw: ([, text = ''], inner) => html`<strong>${inner(text)}</strong>`,
  },
  { form: /`([^`]+)`/y, draw: ([, text]) => html`<code>${text}</code>` },
  {
    form: /\[([^\]]+)\]\((#[\w-]+|\/[\w/#-]*|https:\/\/[^\s)]+)\)/y,
    draw: ([, text = '', to = ''], inner) => html`<a href="${to}">${inner(text)}</a>`,
  },
];

/**
 * Draws one of our own Markdown documents: headings (their words are their ids, as on GitHub), paragraphs, lists. A block that
 * mentions a key of `instead` is replaced by what stands there.
 */
export function drawDocument(markdown: string, instead: Readonly<Record<string, Html>>): Html {
  const blocks = markdown.trim().split(/\n{2,}/);
  return html`${blocks.map((block) => drawBlock(block, instead))}`;
}

function drawBlock(block: string, instead: Readonly<Record<string, Html>>): Html {
  const heading = /^(#{1,3}) (.+)$/.exec(block);
  if (heading !== null) return drawHeading(heading);
  const other = Object.keys(instead).find((key) => block.includes(key));
  if (other !== undefined) return instead[other] ?? NOTHING;
  const mark = /^(?:[-*]|\d+\.) /.exec(block)?.[0];
  if (mark === undefined) return html`<p>${drawInline(block.replaceAll('\n', ' '), INLINE)}</p>`;
  const items = block
    .split(/\n(?=(?:[-*]|\d+\.) )/)
    .map(
      (item) =>
        html`<li>${drawInline(item.replace(/^(?:[-*]|\d+\.) /, '').replace(/\s*\n\s*/g, ' '), INLINE)}</li>`,
    );
  return /^\d/.test(mark) ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}

function drawHeading([, marks = '', words = '']: RegExpExecArray): Html {
  const id = words
    .toLowerCase()
    .replace(/[^a-z0-9 ]+/g, '')
    .replaceAll(' ', '-');
  const inner = drawInline(words, INLINE);
  if (marks.length === 1) return html`<h1 id="${id}">${inner}</h1>`;
  return marks.length === 2
    ? html`<h2 id="${id}">${inner}</h2>`
    : html`<h3 id="${id}">${inner}</h3>`;
}
