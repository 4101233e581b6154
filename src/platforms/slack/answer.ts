import type { HomeView, InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Answer, Field, Form, Line, Part } from '../../moderate/answer.ts';
import { cardText } from '../../moderate/card-lines.ts';
import { type CardPayload, cardBlocks, section } from './card.ts';
import { controlBlocks } from './controls.ts';
import { clipped, SLACK } from './limits.ts';
import { fallbackOf, fittingMrkdwn, plainLines, plainText } from './text.ts';

/** An answer that shows something. */
export type ShownAnswer = Extract<Answer, { parts: unknown }>;

/** Whether an answer shows something, rather than asking or merely acknowledging. */
export function isShown(answer: Answer): answer is ShownAnswer {
  return 'parts' in answer;
}

/** Draws an answer as a message's text and blocks, within every limit; what does not fit is left out at its end, and says so. */
export function answerPayload(answer: ShownAnswer): CardPayload {
  return {
    text: fallbackOf(answer.parts.map(plainPart).join('\n')) || 'Done.',
    blocks: blocksOf(answer, SLACK.blocks),
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** Draws an answer over the channel, where there is no message to put it in. `context` comes back when something in it is pressed. */
export function answerView(answer: ShownAnswer, title: string, context: string): ModalView {
  return {
    type: 'modal',
    title: plainText(title, SLACK.viewTitle),
    close: plainText('Close', SLACK.viewTitle),
    blocks: [...blocksOf(answer, SLACK.viewBlocks)],
    private_metadata: context,
  };
}

/** Draws an answer as somebody's App Home. */
export function homeView(answer: ShownAnswer): HomeView {
  return { type: 'home', blocks: [...blocksOf(answer, SLACK.viewBlocks)] };
}

/** Draws a form. `context` comes back with what was typed, which stands under each field's name twice (block and action). */
export function formView(form: Form, context: string): ModalView {
  return {
    type: 'modal',
    callback_id: form.press,
    title: plainText(form.title, SLACK.viewTitle),
    submit: plainText(form.submit, SLACK.viewTitle),
    close: plainText('Cancel', SLACK.viewTitle),
    blocks: form.fields.map(input),
    private_metadata: context,
  };
}

function input({ name, label, placeholder, long, most, value = '', optional }: Field): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label, SLACK.inputLabel),
    ...(optional === true ? { optional } : {}),
    element: {
      type: 'plain_text_input',
      action_id: name,
      multiline: long ?? false,
      max_length: Math.min(most, SLACK.plainInput),
      ...(value === '' ? {} : { initial_value: value }),
      ...(placeholder === undefined
        ? {}
        : { placeholder: plainText(placeholder, SLACK.placeholder) }),
    },
  };
}

/** The parts as far as there is room, then the controls, which always stand. */
function blocksOf({ parts, controls }: ShownAnswer, most: number): KnownBlock[] {
  const under = controlBlocks(controls);
  const drawn = parts.flatMap(partBlocks);
  const room = { blocks: most - under.length, characters: SLACK.blocksText - lengthOf(under) };
  const whole = fitting(drawn, room);
  if (whole.length === drawn.length) return [...whole, ...under];
  const cut = fitting(drawn, { blocks: room.blocks - 1, characters: room.characters - 100 });
  return [...cut, section('_Shortened: there is more than fits here._'), ...under];
}

function fitting(
  blocks: readonly KnownBlock[],
  room: { blocks: number; characters: number },
): KnownBlock[] {
  const fit: KnownBlock[] = [];
  let left = room.characters;
  for (const block of blocks) {
    left -= lengthOf(block);
    if (left < 0 || fit.length === room.blocks) break;
    fit.push(block);
  }
  return fit;
}

/** Characters as they travel, structure counted: on the safe side of what Slack counts. */
function lengthOf(blocks: unknown): number {
  return JSON.stringify(blocks).length;
}

function partBlocks(part: Part): KnownBlock[] {
  switch (part.kind) {
    case 'heading':
      return [{ type: 'header', text: plainText(part.text, SLACK.header) }];
    case 'lines':
      return sections(part.lines.map(fittingMrkdwn));
    case 'list':
      return sections(part.items.map((item) => fittingMrkdwn([{ text: '• ' }, ...item])));
    case 'card':
      return cardBlocks(part.card);
  }
}

/** Lines gathered into as few sections as their length allows. */
function sections(lines: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    const longer = last === undefined ? line : `${last}\n${line}`;
    if (last === undefined || longer.length > SLACK.sectionText) texts.push(line);
    else texts.splice(-1, 1, longer);
  }
  return texts.filter((text) => text.trim() !== '').map(section);
}

function plainPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return clipped(part.text, SLACK.header);
    case 'lines':
      return plainLines(part.lines);
    case 'list':
      return plainLines(part.items.map((item): Line => [{ text: '• ' }, ...item]));
    case 'card':
      return cardText(part.card);
  }
}
