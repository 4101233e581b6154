import type { ContextBlock, KnownBlock, SectionBlock } from '@slack/types';
import type { Control } from '../../moderate/answer.ts';
import type { Card } from '../../moderate/card.ts';
import { type CardLine, cardLines, cardText } from '../../moderate/card-lines.ts';
import { controlBlocks } from './controls.ts';
import { fallbackOf, fittingMrkdwn } from './text.ts';

/** What a card or an answer is to Slack: the arguments of `chat.postMessage`, without the channel and the thread. */
export interface CardPayload {
  /** The whole card as text: for notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Draws a card as Block Kit: the claim alone in the first section, then the responses, then source and origins, then the controls. */
export function cardPayload(card: Card, controls: readonly Control[]): CardPayload {
  return {
    text: fallbackOf(cardText(card)),
    blocks: [...cardBlocks(card), ...controlBlocks(controls)],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** The card without anything to press. */
export function cardBlocks(card: Card): (SectionBlock | ContextBlock)[] {
  const [claim, ...rest] = cardLines(card);
  const answers = rest.filter(({ kind }) => kind === 'response' || kind === 'none-found');
  const provenance = rest.filter(({ kind }) => kind === 'source' || kind === 'origins');
  return [
    ...(claim === undefined ? [] : [section(struck(card, fittingMrkdwn(claim.line)))]),
    ...(answers.length === 0 ? [] : [section(drawn(answers))]),
    context(drawn(provenance)),
  ];
}

/** Mrkdwn as a section; `verbatim` keeps Slack from making links and mentions out of its words. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

function drawn(lines: readonly CardLine[]): string {
  return lines.map(({ line }) => fittingMrkdwn(line)).join('\n');
}

function struck({ retired }: Card, text: string): string {
  return retired ? `~${text.replaceAll('*', '')}~` : text;
}
