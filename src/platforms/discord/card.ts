import {
  type APIContainerComponent,
  type APITextDisplayComponent,
  ComponentType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Verification } from '../../claims/claim.ts';
import type { Control, Line } from '../../moderate/answer.ts';
import type { Card } from '../../moderate/card.ts';
import { type CardLine, cardLines } from '../../moderate/card-lines.ts';
import { controlRows } from './controls.ts';
import { markdown } from './text.ts';

/** What a card is to Discord: the body of a message, without the channel and the reference that `perform.ts` adds. */
export interface CardPayload {
  readonly flags: number;
  readonly components: [APIContainerComponent];
  readonly allowed_mentions: { readonly parse: [] };
}

/** The bar beside the card. Colours say how settled a claim is, never whether somebody is right; the word stands beside it. */
const COLOURS: Readonly<Record<Verification, number>> = {
  confirmed: 0x2f6f9f,
  'partly-confirmed': 0x5a8ab0,
  disputed: 0xb7791f,
  reported: 0x7a6ea8,
  unverified: 0x8a8f98,
  'missing-context': 0xb7791f,
  refuted: 0x8c4a3c,
  outdated: 0x8a8f98,
  opinion: 0x8a8f98,
};
const WITHDRAWN = 0x8a8f98;

/**
 * Draws a card as Components V2: the claim alone in the first text display (previews and logs show just that), then the
 * responses, then source and origins, then the controls. Pings nobody, and arrives without a notification.
 */
export function cardPayload(card: Card, controls: readonly Control[]): CardPayload {
  return {
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressNotifications,
    components: [cardContainer(card, controls)],
    allowed_mentions: { parse: [] },
  };
}

/** The card itself, for a message that holds more than it. */
export function cardContainer(card: Card, controls: readonly Control[]): APIContainerComponent {
  return {
    type: ComponentType.Container,
    accent_color: card.retired ? WITHDRAWN : COLOURS[card.verification],
    components: [...cardTexts(card).map(textDisplay), ...controlRows(controls)],
  };
}

/** A text display with this markdown. */
export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

function cardTexts(card: Card): string[] {
  const [claim, ...rest] = cardLines(card);
  const answers = rest.filter(({ kind }) => kind === 'response' || kind === 'none-found');
  const provenance = rest.filter(({ kind }) => kind === 'source' || kind === 'origins');
  const texts = [
    claim === undefined ? '' : claimText(card, claim.line),
    answers.map(({ line }) => struck(card, markdown(line))).join('\n'),
    provenance.map(drawnSmall).join('\n'),
  ];
  return texts.filter((text) => text !== '');
}

/** The status word stays readable on a retired claim's card; what it says is struck. */
function claimText(card: Card, [status, ...statement]: Line): string {
  const word = status === undefined ? '' : markdown([status]);
  if (!card.retired) return `${word}${markdown(statement)}`;
  const [colon = '', said = ''] = markdown(statement).split(/(?<=^: )/);
  return `${word}${colon}${struck(card, said)}`;
}

function struck({ retired }: Card, text: string): string {
  return retired ? `~~${text}~~` : text;
}

function drawnSmall({ line }: CardLine): string {
  return `-# ${markdown(line)}`;
}
