import {
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { html } from 'hono/html';
import { type Html, NOTHING, outward } from './html.ts';
import { DISCORD_MARKDOWN, drawInline } from './inline-markup.ts';

type Component = APIMessageTopLevelComponent | APIComponentInContainer;

/** Draws the components of a Discord message (Components V2) roughly as Discord's own client does. Nothing in it can be pressed. */
export function discordPreview(components: readonly Component[]): Html {
  return html`${components.map(component)}`;
}

function component(part: Component): Html {
  switch (part.type) {
    case ComponentType.Container:
      return html`<div class="dc-container">${accent(part.accent_color)}<div class="dc-body">${discordPreview(part.components)}</div></div>`;
    case ComponentType.TextDisplay:
      return html`<div class="dc-text">${markdownLines(part.content)}</div>`;
    case ComponentType.ActionRow:
      return html`<div class="dc-row">${part.components.map(pressable)}</div>`;
    case ComponentType.Separator:
      return html`<div class="dc-separator"></div>`;
    case ComponentType.Section:
      return html`<div class="dc-section"><div>${discordPreview(part.components)}</div></div>`;
    default:
      return html`<p class="dc-text">(a component of type ${part.type}, not drawn here)</p>`;
  }
}

/** The bar in the payload's own colour; as an attribute of a drawing it needs no style in the page. */
function accent(colour: number | null | undefined): Html {
  if (colour === undefined || colour === null) return NOTHING;
  const hex = `#${colour.toString(16).padStart(6, '0')}`;
  return html`<svg class="dc-accent" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 1 1"><rect width="1" height="1" fill="${hex}" /></svg>`;
}

const BUTTON_CLASS: Partial<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: 'dc-button dc-primary',
  [ButtonStyle.Danger]: 'dc-button dc-danger',
};

function pressable(part: APIComponentInMessageActionRow): Html {
  if (part.type !== ComponentType.Button)
    return html`<span class="dc-select">${'placeholder' in part ? part.placeholder : ''}</span>`;
  const label = 'label' in part ? (part.label ?? '') : '';
  const drawn = html`<span class="${BUTTON_CLASS[part.style] ?? 'dc-button'}">${label}${part.style === ButtonStyle.Link ? html`<span aria-hidden="true"> ↗</span>` : NOTHING}</span>`;
  return part.style === ButtonStyle.Link ? outward(drawn, part.url) : drawn;
}

/** Markdown that works on whole lines; consecutive list items stand together. */
function markdownLines(content: string): Html {
  return html`${content.split('\n').map(markdownLine)}`;
}

const LINE_FORMS: readonly [RegExp, (inner: Html) => Html][] = [
  [/^-# /, (inner) => html`<p class="dc-small">${inner}</p>`],
  [/^#{1,3} /, (inner) => html`<p class="dc-heading">${inner}</p>`],
  [/^ *[-*] /, (inner) => html`<p class="dc-item">${inner}</p>`],
  [/^> /, (inner) => html`<p class="dc-quote">${inner}</p>`],
];

function markdownLine(line: string): Html {
  const form = LINE_FORMS.find(([mark]) => mark.test(line));
  if (form === undefined) return html`<p>${drawInline(line, DISCORD_MARKDOWN)}</p>`;
  const [mark, wrap] = form;
  return wrap(drawInline(line.replace(mark, ''), DISCORD_MARKDOWN));
}
