import type { ContextBlock, KnownBlock, SectionBlock } from '@slack/types';
import type { Control } from '../../moderate/answer.ts';
import type { Card } from '../../moderate/card.ts';
import { cardLines, cardText } from '../../moderate/card-lines.ts';
import { controlBlocks } from './controls.ts';
import { escaped } from './escape.ts';
import { mrkdwn } from './text.ts';

/** What a card is to Slack: the arguments of `chat.postMessage`, without the channel and the thread that `perform.ts` adds. */
export interface CardPayload {
  /** The whole card as text: for notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Draws a card as Block Kit: the claim alone in the first section, then the responses, then source and origins, then the controls. */
export function cardPayload(card: Card, controls: readonly Control[]): CardPayload {
  const [claim, ...rest] = cardLines(card);
  const answers = rest.filter(({ kind }) => kind === 'response' || kind === 'none-found');
  const provenance = rest.filter(({ kind }) => kind === 'source' || kind === 'origins');
  const blocks: KnownBlock[] = [
    ...(claim === undefined ? [] : [section(struck(card, mrkdwn(claim.line)))]),
    ...(answers.length === 0 ? [] : [section(answers.map(({ line }) => mrkdwn(line)).join('\n'))]),
    context(provenance.map(({ line }) => mrkdwn(line)).join('\n')),
    ...controlBlocks(controls),
  ];
  return { text: fallback(card), blocks, unfurl_links: false, unfurl_media: false };
}

function fallback(card: Card): string {
  return cardText(card).split('\n').map(escaped).join('\n');
}

function struck({ retired }: Card, text: string): string {
  return retired ? `~${text.replaceAll('*', '')}~` : text;
}

function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}
