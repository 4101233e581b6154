import type { Place } from '../message.ts';
import type { Answer, Control, Line } from './answer.ts';
import type { Card } from './card.ts';

/** Where something of ours stands on the platform, as its ids: a thread counts as a channel where the platform says so. */
export interface Posted {
  readonly channel: string;
  readonly message: string;
}

/**
 * What a platform is asked to do, rendered from the state of this moment. `marker` (at most 25 characters) is the same in every
 * try of one effect; `again` says that an earlier try got no answer, so that the platform looks before it posts.
 */
export type Task =
  | {
      readonly do: 'post';
      readonly card: Card;
      readonly controls: readonly Control[];
      readonly place: Place;
      readonly rung: 'thread' | 'channel';
      /** The message it answers; absent for a shared card. */
      readonly message?: string;
      readonly thread?: string;
      readonly marker: string;
      readonly again: boolean;
    }
  | {
      readonly do: 'edit';
      readonly card: Card;
      readonly controls: readonly Control[];
      readonly place: Place;
      readonly posted: Posted;
    }
  | { readonly do: 'remove'; readonly place: Place; readonly posted: Posted }
  | {
      readonly do: 'note';
      readonly line: Line;
      readonly place: Place;
      readonly posted: Posted;
      readonly marker: string;
      readonly again: boolean;
    }
  | {
      readonly do: 'whisper';
      readonly place: Place;
      readonly thread?: string;
      readonly message: string;
      readonly person: string;
      readonly answer: Answer;
    }
  | {
      readonly do: 'notify';
      readonly place: Place;
      readonly answer: Answer;
      readonly marker: string;
      readonly again: boolean;
      /** A notice already shown, to be replaced. */
      readonly posted?: Posted;
    }
  | {
      readonly do: 'tell';
      readonly place: Place;
      readonly person: string;
      readonly answer: Answer;
    };

/**
 * How a task ended. done: with where it stands, when it made something. unknown: the answer was lost. gone: the target is deleted,
 * archived or unreachable for good. refused: a permission or scope is missing, by name. later: not before so many milliseconds.
 */
export type Outcome =
  | { readonly kind: 'done'; readonly posted?: Posted }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'gone'; readonly why: string }
  | { readonly kind: 'refused'; readonly missing: string }
  | { readonly kind: 'later'; readonly after: number };
