import {
  InteractionResponseType as Answer,
  type APIInteractionResponse,
  type APIMessage,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord.js';
import { emptyMessage, invalidBody, refusal } from './api-error.ts';
import { userOf } from './guild-state.ts';
import { Interaction, type IssuedInteraction } from './interaction.ts';
import { choiceFaults, messageFaults, modalFaults } from './limits.ts';
import {
  applyEdit,
  isEmpty,
  type MessageDraft,
  newMessage,
  publish,
  republish,
  unpublish,
} from './messages.ts';
import type { World } from './world.ts';

/** Time limits of interactions. Source: DD Receiving and Responding. */
export interface InteractionTimes {
  /** To the first answer: 3 s at Discord. */
  readonly deadlineMs: number;
  /** How long the token is good for edits and follow-ups: 15 minutes at Discord. */
  readonly tokenLifeMs: number;
}

/** An app that is not in the server may send at most this many follow-ups. Same source. */
const followUpsWithoutMembership = 5;
const componentOnly: readonly number[] = [Answer.DeferredMessageUpdate, Answer.UpdateMessage];

/** All interactions issued so far, and what the app may do with their tokens. */
export class Interactions {
  readonly all: Interaction[] = [];
  readonly #world: World;
  readonly #times: InteractionTimes;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(world: World, times: InteractionTimes) {
    this.#world = world;
    this.#times = times;
  }

  /** Starts the deadline of an interaction. */
  issue(issued: IssuedInteraction): Interaction {
    const interaction = new Interaction(issued);
    this.all.push(interaction);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      interaction.fail();
    }, this.#times.deadlineMs);
    this.#timers.add(timer);
    void interaction.acknowledged.then(() => clearTimeout(timer));
    return interaction;
  }

  /** Fails what is overdue after the clock was advanced. */
  expire(): void {
    for (const interaction of this.all) if (this.#isOverdue(interaction)) interaction.fail();
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const interaction of this.all) {
      interaction.fail();
      interaction.giveUp();
    }
  }

  /** The first answer: 10062 when unknown or late, 40060 when it was answered before. */
  answer(id: string, token: string, response: APIInteractionResponse): Interaction {
    const interaction = this.all.find(({ issued }) => issued.id === id && issued.token === token);
    if (interaction === undefined) throw refusal('unknownInteraction');
    const wasAnswered = interaction.acknowledgedAfterMs !== null;
    if (wasAnswered) throw refusal('alreadyAcknowledged');
    if (interaction.acknowledgement === 'failed' || this.#isOverdue(interaction)) {
      throw refusal('unknownInteraction');
    }
    const faults = answerFaults(interaction, response);
    if (faults.length > 0) throw invalidBody(faults);
    this.#carryOut(interaction, response);
    interaction.acknowledge(response.type, this.#world.clock.now());
    return interaction;
  }

  /** The interaction of a webhook token, or 10015 when it is unknown, unanswered or 15 minutes old. */
  byToken(token: string): Interaction {
    const interaction = this.all.find(({ issued }) => issued.token === token);
    if (interaction === undefined || interaction.acknowledgedAfterMs === null) {
      throw refusal('unknownWebhook');
    }
    const age = this.#world.clock.now() - interaction.issued.issuedAtMs;
    if (age > this.#times.tokenLifeMs) throw refusal('unknownWebhook');
    return interaction;
  }

  /** Posts a follow-up. */
  followUp(interaction: Interaction, body: MessageDraft): APIMessage {
    const { botIsMember } = interaction.issued;
    if (!botIsMember && interaction.followUpCount >= followUpsWithoutMembership) {
      throw refusal('tooManyFollowUps');
    }
    refuse(messageFaults(body, { forInteraction: true }));
    interaction.followUpCount += 1;
    return this.#post(interaction, body, MessageType.Reply);
  }

  /** Edits one of the interaction's messages; `@original` names the first answer. */
  edit(interaction: Interaction, messageId: string, body: MessageDraft): APIMessage {
    const message = this.message(interaction, messageId);
    refuse(messageFaults(body, { forInteraction: true, existingFlags: message.flags ?? 0 }));
    const edited = applyEdit(this.#world, message, body);
    if (isEmpty(edited)) throw emptyMessage();
    republish(this.#world, interaction.issued.channel, edited);
    interaction.show(edited);
    return edited;
  }

  remove(interaction: Interaction, messageId: string): void {
    const message = this.message(interaction, messageId);
    unpublish(this.#world, interaction.issued.channel, [message.id]);
    interaction.hide(message.id);
    const { id: channelId } = interaction.issued.channel;
    this.#world.deleted.append({ channelId, messageId: message.id });
  }

  /** One of the interaction's messages, or 10008. */
  message(interaction: Interaction, messageId: string): APIMessage {
    const id = messageId === '@original' ? interaction.originalId : messageId;
    const message = id === null ? undefined : interaction.messages.get(id);
    if (message === undefined) throw refusal('unknownMessage');
    const { channel } = interaction.issued;
    const isEphemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const current = isEphemeral ? message : channel.messages.get(message.id);
    if (current === undefined) throw refusal('unknownMessage');
    return current;
  }

  #isOverdue({ acknowledgement, issued }: Interaction): boolean {
    const age = this.#world.clock.now() - issued.issuedAtMs;
    return acknowledgement === null && age > this.#times.deadlineMs;
  }

  #carryOut(interaction: Interaction, response: APIInteractionResponse): void {
    const { source, channel } = interaction.issued;
    if (response.type === Answer.ApplicationCommandAutocompleteResult) {
      interaction.choices = response.data.choices ?? [];
    } else if (response.type === Answer.Modal) {
      interaction.modal = response.data;
    } else if (response.type === Answer.ChannelMessageWithSource) {
      this.#postOriginal(interaction, response.data as MessageDraft);
    } else if (response.type === Answer.DeferredChannelMessageWithSource) {
      const flags = (response.data?.flags ?? 0) | MessageFlags.Loading;
      this.#postOriginal(interaction, { flags });
    } else if (source !== null) {
      interaction.originalId = source.id;
      interaction.messages.set(source.id, source);
      if (response.type !== Answer.UpdateMessage) return;
      const edited = applyEdit(this.#world, source, (response.data ?? {}) as MessageDraft);
      republish(this.#world, channel, edited);
      interaction.show(edited);
    }
  }

  #postOriginal(interaction: Interaction, draft: MessageDraft): void {
    interaction.ephemeral = ((draft.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const message = this.#post(interaction, draft, interaction.issued.replyType);
    interaction.originalId = message.id;
  }

  #post(interaction: Interaction, draft: MessageDraft, type: number): APIMessage {
    const world = this.#world;
    const { channel, id, actor, name } = interaction.issued;
    // Interaction answers and webhooks ping users only, unless told otherwise. Source: DD Message.
    const allowed_mentions = draft.allowed_mentions ?? { parse: ['users'] };
    const message = newMessage(
      world,
      channel,
      world.bot,
      { ...draft, allowed_mentions },
      {
        type,
        application_id: world.applicationId,
        webhook_id: world.applicationId,
        interaction_metadata: {
          id,
          type: interaction.issued.type,
          user: userOf(actor),
          name,
          authorizing_integration_owners: {},
        } as NonNullable<APIMessage['interaction_metadata']>,
        ...(type === MessageType.Reply &&
          interaction.originalId !== null && {
            message_reference: {
              type: MessageReferenceType.Default,
              channel_id: channel.id,
              message_id: interaction.originalId,
            },
          }),
      },
    );
    const isLoading = ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
    if (isEmpty(message) && !isLoading) throw emptyMessage();
    publish(world, channel, message);
    interaction.show(message);
    return message;
  }
}

/** What is wrong with a first answer: its type for this interaction, or its data. */
function answerFaults(interaction: Interaction, response: APIInteractionResponse): string[] {
  const { type: asked, source } = interaction.issued;
  const isAutocomplete = asked === InteractionType.ApplicationCommandAutocomplete;
  const data: unknown = 'data' in response ? response.data : undefined;
  const isChoices = response.type === Answer.ApplicationCommandAutocompleteResult;
  if (isAutocomplete !== isChoices)
    return [`type ${response.type} does not answer this interaction`];
  if (isChoices) return choiceFaults(data);
  if (response.type === Answer.Modal) {
    return asked === InteractionType.ModalSubmit
      ? ['a modal cannot answer a modal']
      : modalFaults(data);
  }
  if (componentOnly.includes(response.type) && source === null) {
    return [`type ${response.type} needs a message to update`];
  }
  if (response.type === Answer.DeferredChannelMessageWithSource) return deferFaults(data);
  if (response.type === Answer.DeferredMessageUpdate) return [];
  const existingFlags = response.type === Answer.UpdateMessage ? (source?.flags ?? 0) : 0;
  return messageFaults(data ?? {}, { forInteraction: true, existingFlags });
}

function deferFaults(data: unknown): string[] {
  const flags = Number((data as { flags?: number } | undefined)?.flags ?? 0);
  return (flags & ~MessageFlags.Ephemeral) === 0
    ? []
    : ['flags: a deferred answer takes only EPHEMERAL'];
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw invalidBody(faults);
}
