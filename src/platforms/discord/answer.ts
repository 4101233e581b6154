import {
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  MessageFlags,
  TextInputStyle,
} from 'discord-api-types/v10';
import type { Answer, Control, Field, Form, Line, Part } from '../../moderate/answer.ts';
import { cardContainer, textDisplay } from './card.ts';
import { controlRows } from './controls.ts';
import { escaped } from './escape.ts';
import { clipped, DISCORD } from './limits.ts';
import { componentCount, textLength } from './size.ts';
import { markdown } from './text.ts';

/** An answer that is a message: all but forms and mere acknowledgements. */
export type ShownAnswer = Extract<Answer, { kind: 'reply' | 'update' }>;

/** One message of an answer; whoever sends it decides whether it is ephemeral. */
export interface AnswerPayload {
  readonly flags: number;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: [] };
}

/** Draws an answer as one message. What exceeds a message is left out from the end, and the last line says so. */
export function answerPayload(answer: ShownAnswer): AnswerPayload {
  const [first = [], ...more] = pages(answer);
  if (more.length === 0) return payload([...first, ...controlRows(answer.controls)]);
  return payload([...first, textDisplay('-# …'), ...controlRows(answer.controls)]);
}

/** Draws an answer as however many messages it takes, in reading order; the controls stand on the last. */
export function answerPages(answer: ShownAnswer): [AnswerPayload, ...AnswerPayload[]] {
  const drawn = pages(answer);
  const last = drawn.pop() ?? [];
  const [first, ...rest] = [
    ...drawn.map(payload),
    payload([...last, ...controlRows(answer.controls)]),
  ];
  if (first === undefined) throw new Error('an answer has at least one page');
  return [first, ...rest];
}

/** Draws a form as a modal. */
export function formPayload(form: Form): APIModalInteractionResponseCallbackData {
  return {
    title: clipped(form.title, DISCORD.modalTitle),
    custom_id: form.press,
    components: form.fields.slice(0, DISCORD.modalFields).map(field),
  };
}

function field({ name, label, placeholder, long, most, value = '', optional }: Field) {
  return {
    type: ComponentType.Label as const,
    label: clipped(label, DISCORD.fieldLabel),
    component: {
      type: ComponentType.TextInput as const,
      custom_id: name,
      style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
      max_length: Math.min(most, DISCORD.fieldValue),
      ...(optional === true ? { required: false } : {}),
      ...(value === '' ? {} : { value: clipped(value, Math.min(most, DISCORD.fieldValue)) }),
      ...(placeholder === undefined
        ? {}
        : { placeholder: clipped(placeholder, DISCORD.fieldPlaceholder) }),
    },
  };
}

function payload(components: APIMessageTopLevelComponent[]): AnswerPayload {
  return { flags: MessageFlags.IsComponentsV2, components, allowed_mentions: { parse: [] } };
}

/** The parts of an answer spread over as few messages as hold them, with room for the controls on each. */
function pages({ parts, controls }: ShownAnswer): APIMessageTopLevelComponent[][] {
  const room = {
    components: DISCORD.components - componentCount(controlRows(controls)) - 1,
    text: DISCORD.textTotal - ELLIPSIS,
  };
  const spread: APIMessageTopLevelComponent[][] = [[]];
  for (const block of blocks(parts)) {
    const page = spread.at(-1) ?? [];
    const fits =
      componentCount([...page, block]) <= room.components &&
      textLength([...page, block]) <= room.text;
    if (fits || page.length === 0) page.push(block);
    else spread.push([block]);
  }
  return spread;
}

/** Room kept for the line that says that something was left out. */
const ELLIPSIS = 10;
/** The most one text display holds here: small enough that pages fill well, large enough for most parts. */
const BLOCK = 1500;

function blocks(parts: readonly Part[]): APIMessageTopLevelComponent[] {
  const drawn: APIMessageTopLevelComponent[] = [];
  let lines: string[] = [];
  const flush = () => {
    drawn.push(...gathered(lines).map(textDisplay));
    lines = [];
  };
  for (const part of parts) {
    if (part.kind === 'heading' || part.kind === 'card') flush();
    if (part.kind === 'card') drawn.push(cardContainer(part.card, []));
    else lines.push(...partLines(part));
  }
  flush();
  return drawn;
}

function partLines(part: Exclude<Part, { kind: 'card' }>): string[] {
  switch (part.kind) {
    case 'heading':
      return [`### ${escaped(part.text)}`];
    case 'lines':
      return part.lines.map(whole);
    case 'list':
      return part.items.map((item) => `- ${whole(item)}`);
  }
}

/** A line in markdown; one that no message could hold is cut before it is drawn, so that no escape is torn apart. */
function whole(line: Line): string {
  const drawn = markdown(line);
  if (drawn.length <= BLOCK) return drawn;
  const text = line.map((run) => run.text).join('');
  return markdown([{ text: clipped(text, BLOCK / 2) }]);
}

/** Lines joined to texts of at most `BLOCK` characters. */
function gathered(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (const line of lines.filter((each) => each !== '')) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= BLOCK)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}

/** Whether an answer is a message. */
export function isShown(answer: Answer): answer is ShownAnswer {
  return answer.kind === 'reply' || answer.kind === 'update';
}

/** An answer without the controls that `keeps` refuses. */
export function withControls(answer: Answer, keeps: (control: Control) => boolean): Answer {
  return isShown(answer) ? { ...answer, controls: answer.controls.filter(keeps) } : answer;
}
