import {
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ComponentType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Verification } from '../../claims/claim.ts';
import type { Control } from '../../moderate/answer.ts';
import type { Card } from '../../moderate/card.ts';
import { type CardLine, cardLines } from '../../moderate/card-lines.ts';
import { controlRows } from './controls.ts';
import { markdown } from './text.ts';

/** What a card is to Discord: the body of a message, without the channel and the reference that `perform.ts` adds. */
export interface CardPayload {
  readonly flags: number;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: readonly [] };
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

/**
 * Draws a card as Components V2: the claim alone in the first text display (previews and logs show just that), then the
 * responses, then source and origins, then the controls. Pings nobody, and arrives without a notification.
 */
export function cardPayload(card: Card, controls: readonly Control[]): CardPayload {
  const [claim, ...rest] = cardLines(card);
  const answers = rest.filter(({ kind }) => kind === 'response' || kind === 'none-found');
  const provenance = rest.filter(({ kind }) => kind === 'source' || kind === 'origins');
  const texts = [
    claim === undefined ? '' : struck(card, markdown(claim.line)),
    answers.map(drawn).join('\n'),
    provenance.map((line) => `-# ${drawn(line)}`).join('\n'),
  ];
  return {
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressNotifications,
    components: [
      {
        type: ComponentType.Container,
        accent_color: COLOURS[card.verification],
        components: [
          ...texts.filter((text) => text !== '').map(textDisplay),
          ...controlRows(controls),
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

function drawn({ line }: CardLine): string {
  return markdown(line);
}

function struck({ retired }: Card, text: string): string {
  return retired ? `~~${text}~~` : text;
}

function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}
