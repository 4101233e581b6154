import type {
  ActionsBlockElement,
  ContextBlockElement,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  View,
} from '@slack/types';
import { html } from 'hono/html';
import { type Html, NOTHING, outward } from './html.ts';
import { drawInline, SLACK_MRKDWN } from './inline-markup.ts';

type TextObject = MrkdwnElement | PlainTextElement;

/** Draws the blocks of a Slack message roughly as Slack's own client does. Nothing in it can be pressed. */
export function slackPreview(blocks: readonly KnownBlock[]): Html {
  return html`${blocks.map(block)}`;
}

/** Draws a modal or an App Home. */
export function slackViewPreview(view: View): Html {
  const title = 'title' in view ? view.title?.text : undefined;
  const submit = 'submit' in view ? view.submit?.text : undefined;
  return html`<div class="sl-view">
    ${title === undefined ? NOTHING : html`<p class="sl-title">${title}</p>`}
    ${slackPreview(view.blocks as readonly KnownBlock[])}
    ${submit === undefined ? NOTHING : html`<div class="sl-actions"><span class="sl-button sl-primary">${submit}</span></div>`}
  </div>`;
}

function block(part: KnownBlock): Html {
  switch (part.type) {
    case 'section':
      return html`<div class="sl-section">${part.text === undefined ? NOTHING : words(part.text)}${(part.fields ?? []).map(words)}</div>`;
    case 'context':
      return html`<div class="sl-context">${part.elements.map(contextElement)}</div>`;
    case 'actions':
      return html`<div class="sl-actions">${part.elements.map(element)}</div>`;
    case 'header':
      return html`<p class="sl-header">${part.text.text}</p>`;
    case 'divider':
      return html`<div class="sl-divider"></div>`;
    case 'input':
      return html`<div class="sl-input"><p class="sl-label">${part.label.text}</p><span class="sl-field">${placeholder(part.element)}</span></div>`;
    default:
      return html`<p class="sl-section">(a block of type ${part.type}, not drawn here)</p>`;
  }
}

function words(text: TextObject): Html {
  const lines = text.text.split('\n');
  return html`${lines.map((line) => {
    if (text.type === 'plain_text') return html`<p>${line}</p>`;
    const quoted = /^(?:&gt;|>) ?/.exec(line)?.[0];
    return quoted === undefined
      ? html`<p>${drawInline(line, SLACK_MRKDWN)}</p>`
      : html`<p class="sl-quote">${drawInline(line.slice(quoted.length), SLACK_MRKDWN)}</p>`;
  })}`;
}

function contextElement(part: ContextBlockElement): Html {
  return part.type === 'image' ? html`<span>${part.alt_text}</span>` : words(part);
}

function element(part: ActionsBlockElement): Html {
  if (part.type === 'checkboxes')
    return html`${part.options.map(({ text }) => html`<span class="sl-check">${text.text}</span>`)}`;
  if (part.type !== 'button') return html`<span class="sl-select">${placeholder(part)}</span>`;
  const style = part.style === undefined ? '' : ` sl-${part.style}`;
  const drawn = html`<span class="sl-button${style}">${part.text.text}</span>`;
  return part.url === undefined ? drawn : outward(drawn, part.url);
}

function placeholder(part: object): string {
  const held = 'placeholder' in part ? part.placeholder : undefined;
  return typeof held === 'object' && held !== null && 'text' in held ? String(held.text) : '';
}
