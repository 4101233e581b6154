import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html } from 'hono/html';
import { reached } from './claim-page.ts';
import { drawDocument } from './document.ts';
import type { Html } from './html.ts';

const RUBRIC = join(import.meta.dirname, '..', '..', 'docs', 'rubric.md');

/** Reads docs/rubric.md once; the page puts in how the editors are reached. */
export function readRubric(): (contact: string | undefined) => Html {
  const text = readFileSync(RUBRIC, 'utf8');
  return (contact) =>
    html`<div class="reading">${drawDocument(text, { '`CONTACT`': contactLine(contact) })}</div>`;
}

function contactLine(contact: string | undefined): Html {
  return contact === undefined
    ? html`<p>Whoever runs this desk has not said yet how to reach the editors. (They set it as <code>CONTACT</code>.)</p>`
    : html`<p>Write to ${reached(contact)}.</p>`;
}
