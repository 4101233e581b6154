import type { Card } from './card.ts';

/** A run of text; adapters escape it and draw `url` as a link and `strong` as bold. */
export interface Run {
  readonly text: string;
  readonly url?: string;
  readonly strong?: boolean;
}

/** One line or list item. */
export type Line = readonly Run[];

/** What an answer is made of, in reading order. */
export type Part =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'card'; readonly card: Card };

export type ButtonStyle = 'primary' | 'neutral' | 'danger';

/**
 * Something to press or choose under an answer or a card. `press` comes back to `Handlers.press` as it stands: at most 90
 * characters, `name` or `name:subject`, so that it fits Discord's custom_id (100) and needs no state.
 */
export type Control =
  | {
      readonly kind: 'button';
      readonly label: string;
      readonly style: ButtonStyle;
      readonly press: string;
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | {
      readonly kind: 'choose';
      readonly press: string;
      readonly placeholder: string;
      readonly options: readonly Option[];
      readonly most: number;
    }
  | { readonly kind: 'choose-channel'; readonly press: string; readonly placeholder: string };

/** One entry of a list to choose from; at most 25 in a list (Discord), labels at most 75 characters (Slack). */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

/** A question with a few fields that opens over the channel. Its values come back to `Handlers.press`. */
export interface Form {
  readonly title: string;
  readonly press: string;
  readonly submit: string;
  readonly fields: readonly Field[];
}

/** One field of a form; `long` gives several lines, `value` is there from the start, `optional` may be left empty. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly long?: boolean;
  readonly value?: string;
  readonly optional?: boolean;
  readonly most: number;
}

/**
 * What the core returns to a command, a button or a form. It is sent at once as the first response, seen by the asker alone,
 * and never queued or stored. `update` replaces what the pressed button stood on; `nothing` only acknowledges.
 */
export type Answer =
  | {
      readonly kind: 'reply' | 'update';
      readonly parts: readonly Part[];
      readonly controls: readonly Control[];
    }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'nothing' };

/** A line of plain words. */
export function words(text: string): Line {
  return [{ text }];
}

/** A private reply of some lines and nothing to press. */
export function reply(...lines: readonly string[]): Answer {
  return { kind: 'reply', parts: [{ kind: 'lines', lines: lines.map(words) }], controls: [] };
}
