import { html } from 'hono/html';
import type { Line, Part, Run } from '../moderate/answer.ts';
import { cardText } from '../moderate/card-lines.ts';
import { type Html, outward } from './html.ts';

/** Parts of an answer as a page shows them; `level` is that of their headings. */
export function partsView(parts: readonly Part[], level: 2 | 3): Html {
  return html`${parts.map((part) => partView(part, level))}`;
}

function partView(part: Part, level: 2 | 3): Html {
  switch (part.kind) {
    case 'heading':
      return level === 2 ? html`<h2>${part.text}</h2>` : html`<h3>${part.text}</h3>`;
    case 'lines':
      return html`${part.lines.map((line) => html`<p>${lineView(line)}</p>`)}`;
    case 'list':
      return html`<ul class="lines">${part.items.map((line) => html`<li class="${isHead(line) ? 'head' : 'detail'}">${lineView(line)}</li>`)}</ul>`;
    case 'card':
      return html`<pre class="card-text">${cardText(part.card)}</pre>`;
  }
}

/** A line with its links and its bold. */
export function lineView(line: Line): Html {
  return html`${line.map(runView)}`;
}

function runView({ text, url, strong }: Run): Html {
  const drawn = url === undefined ? html`${text}` : outward(text, url);
  return strong ? html`<strong>${drawn}</strong>` : drawn;
}

function isHead(line: Line): boolean {
  return line[0]?.strong === true;
}
