import type { ContextBlock, KnownBlock, SectionBlock } from '@slack/types';
import type { Control, Line } from '../../moderate/answer.ts';
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
    ...(claim === undefined ? [] : [section(claimText(card, claim.line))]),
    ...(answers.length === 0 ? [] : [section(drawn(card, answers))]),
    context(drawn({ retired: false }, provenance)),
  ];
}

/** Mrkdwn as a section; `verbatim` keeps Slack from making links and mentions out of its words. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

function drawn(card: Retirable, lines: readonly CardLine[]): string {
  return lines.map(({ line }) => struck(card, fittingMrkdwn(line))).join('\n');
}

type Retirable = Pick<Card, 'retired'>;

/** The status word stays readable on a retired claim's card; what it says is struck. */
function claimText(card: Card, line: Line): string {
  const text = fittingMrkdwn(line);
  const [, word = '', said = ''] = /^([^:]*: )?([\s\S]*)$/.exec(text) ?? [];
  return `${word}${struck(card, said)}`;
}

/** Marks only work with a word on their inner side, so bold within gives way. */
function struck({ retired }: Retirable, text: string): string {
  return retired ? `~${text.replaceAll('*', '')}~` : text;
}
