import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  type InteractionType,
  MessageFlags,
} from 'discord.js';
import type { Actor, LoopbackChannel } from './guild-state.ts';
import { Journal } from './journal.ts';

/** How an interaction was first answered; `failed` is "The application did not respond". */
export type Acknowledgement =
  | 'message'
  | 'deferred-message'
  | 'deferred-update'
  | 'update'
  | 'choices'
  | 'modal'
  | 'failed';

const acknowledgements: Readonly<Record<number, Acknowledgement>> = {
  [InteractionResponseType.ChannelMessageWithSource]: 'message',
  [InteractionResponseType.DeferredChannelMessageWithSource]: 'deferred-message',
  [InteractionResponseType.DeferredMessageUpdate]: 'deferred-update',
  [InteractionResponseType.UpdateMessage]: 'update',
  [InteractionResponseType.ApplicationCommandAutocompleteResult]: 'choices',
  [InteractionResponseType.Modal]: 'modal',
};

/** What is known of an interaction when it is issued. */
export interface IssuedInteraction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly actor: Actor;
  readonly channel: LoopbackChannel;
  readonly issuedAtMs: number;
  /** False when the app was only installed by the user: at most 5 follow-ups. */
  readonly botIsMember: boolean;
  /** The message with the button, or the one a modal was opened from. */
  readonly source: APIMessage | null;
  /** The type of the answer's message: reply to a command, to a menu, or an ordinary one. */
  readonly replyType: number;
  readonly name: string;
}

/**
 * One interaction and what came of it, as the person who made it sees it. It stays up to date:
 * `message` and `followUps` show later edits.
 */
export class Interaction {
  readonly issued: IssuedInteraction;
  acknowledgement: Acknowledgement | null = null;
  /** Milliseconds from the click to the first answer; null when there was none in time. */
  acknowledgedAfterMs: number | null = null;
  ephemeral = false;
  choices: readonly APIApplicationCommandOptionChoice[] = [];
  modal: APIModalInteractionResponseCallbackData | null = null;
  /** Every message of this interaction by id, the first answer and ephemeral ones included. */
  readonly messages = new Map<string, APIMessage>();
  originalId: string | null = null;
  /** How often follow-ups were posted, deleted ones included. */
  followUpCount = 0;
  /** Every state of every message of this interaction, as it was posted or edited. */
  readonly shown = new Journal<APIMessage>('message or edit of the interaction');
  readonly #acknowledged = Promise.withResolvers<void>();
  readonly #settled = Promise.withResolvers<void>();

  constructor(issued: IssuedInteraction) {
    this.issued = issued;
  }

  get id(): string {
    return this.issued.id;
  }

  /** The first answer as it is now; null when there is none, or it was deleted. */
  get message(): APIMessage | null {
    return this.originalId === null ? null : (this.messages.get(this.originalId) ?? null);
  }

  /** The follow-ups as they are now, oldest first. */
  get followUps(): readonly APIMessage[] {
    return [...this.messages.values()].filter(({ id }) => id !== this.originalId);
  }

  /** Resolves with the first answer, or when the deadline passed. */
  get acknowledged(): Promise<void> {
    return this.#acknowledged.promise;
  }

  /** Resolves when the person sees an outcome: after a deferred answer, with what replaces it. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  /** Records the first answer. */
  acknowledge(type: InteractionResponseType, atMs: number): void {
    this.acknowledgement = acknowledgements[type] ?? 'failed';
    this.acknowledgedAfterMs = atMs - this.issued.issuedAtMs;
    this.#acknowledged.resolve();
    if (this.acknowledgement !== 'deferred-message') this.#settled.resolve();
  }

  /** The deadline passed without an answer. */
  fail(): void {
    if (this.acknowledgement !== null) return;
    this.acknowledgement = 'failed';
    this.#acknowledged.resolve();
    this.#settled.resolve();
  }

  /** Records a message or its newer state. */
  show(message: APIMessage): void {
    this.messages.set(message.id, message);
    this.shown.append(message);
    if (((message.flags ?? 0) & MessageFlags.Loading) === 0) this.#settled.resolve();
  }

  /** Forgets a deleted message. */
  hide(messageId: string): void {
    this.messages.delete(messageId);
    this.#settled.resolve();
  }

  /** Ends the wait for a deferred answer that never came. */
  giveUp(): void {
    this.#settled.resolve();
  }
}
