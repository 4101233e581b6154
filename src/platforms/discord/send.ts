import { DiscordAPIError, type REST, RESTJSONErrorCodes } from 'discord.js';
import {
  type APIChannel,
  type APIMessage,
  type APIThreadChannel,
  MessageFlags,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import type { Posted } from '../../moderate/task.ts';
import type { AnswerPayload } from './answer.ts';
import type { CardPayload } from './card.ts';
import { clipped, DISCORD } from './limits.ts';

/** The body of a message of ours. */
export type Payload = CardPayload | AnswerPayload;

/**
 * Sends a message, in reply to `message` where that is given. The marker is its nonce, so that whatever repeats the request within
 * Discord's few minutes (discord.js does so by itself when an answer is lost) is given the first message instead of a second.
 */
export async function send(
  rest: REST,
  channel: string,
  payload: Payload,
  { marker, message }: { marker: string; message?: string | undefined },
): Promise<Posted> {
  const sent = (await rest.post(Routes.channelMessages(channel), {
    body: {
      ...payload,
      nonce: marker.slice(0, DISCORD.nonce),
      enforce_nonce: true,
      ...(message === undefined
        ? {}
        : { message_reference: { message_id: message, fail_if_not_exists: false } }),
    },
  })) as APIMessage;
  return { channel: sent.channel_id, message: sent.id };
}

/** Puts something else in the place of a message of ours. */
export async function rewrite(
  rest: REST,
  { channel, message }: Posted,
  { components, allowed_mentions }: Payload,
): Promise<void> {
  await rest.patch(Routes.channelMessage(channel, message), {
    body: { flags: MessageFlags.IsComponentsV2, components, allowed_mentions },
  });
}

/** The thread of a message, whose id Discord makes that of the message; one that exists already is as good. */
export async function threadOf(
  rest: REST,
  channel: string,
  message: string,
  name: string,
): Promise<string> {
  const body = {
    name: clipped(name, DISCORD.threadName),
    auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
  };
  try {
    const thread = (await rest.post(Routes.threads(channel, message), {
      body,
    })) as APIThreadChannel;
    return thread.id;
  } catch (error) {
    const exists = RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage;
    if (error instanceof DiscordAPIError && error.code === exists) return message;
    throw error;
  }
}

/** The direct conversation with somebody. */
export async function conversationWith(rest: REST, person: string): Promise<string> {
  const body = { recipient_id: person };
  const direct = (await rest.post(Routes.userChannels(), { body })) as APIChannel;
  return direct.id;
}
