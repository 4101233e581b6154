import { type APIMessage, MessageReferenceType, MessageType } from 'discord.js';
import { DiscordApiError, emptyMessage, invalidBody, refusal } from './api-error.ts';
import type { LoopbackChannel } from './guild-state.ts';
import { messageFaults } from './limits.ts';
import { isEmpty, type MessageDraft, newMessage, publish } from './messages.ts';
import { channelPayload } from './payloads.ts';
import { allows, channelPermissions } from './permissions.ts';
import type { World } from './world.ts';

/** A body of `POST /channels/:channel/messages`. */
export interface PostBody extends MessageDraft {
  enforce_nonce?: boolean;
  message_reference?: {
    message_id?: string;
    channel_id?: string;
    fail_if_not_exists?: boolean;
    type?: number;
  };
}

/** "The past few minutes" in which a nonce is checked. Source: DD Message. */
const nonceWindowMs = 3 * 60_000;
/** Channel types without a history of messages of their own: category and forum. */
const withoutMessages: readonly number[] = [4, 15, 16];

/** The bot's permissions in a channel; 50001 when it cannot see it. */
export function botPermissions(world: World, channel: LoopbackChannel): bigint {
  if (channel.guild === null) return ~0n;
  const bits = channelPermissions(channel, world.botIn(channel.guild));
  if (!allows(bits, 'ViewChannel')) throw refusal('missingAccess');
  return bits;
}

/**
 * Posts a message of the bot the way Discord does: body first, then permissions, thread and slow
 * mode, then the nonce, which answers with the first message instead of making a second.
 */
export function post(
  world: World,
  channel: LoopbackChannel,
  body: PostBody,
  files: readonly string[] = [],
): APIMessage {
  const faults = messageFaults(body, { forInteraction: false });
  if (faults.length > 0) throw invalidBody(faults);
  mayPost(world, channel, body, files);
  const first = body.enforce_nonce === true ? sameNonce(world, channel, body.nonce) : undefined;
  if (first !== undefined) return first;
  const message = newMessage(world, channel, world.bot, body, {
    ...replyFields(channel, body),
    attachments: files.map((filename) => ({
      id: world.ids.next(),
      filename,
      size: 0,
      url: '',
      proxy_url: '',
    })),
  });
  if (isEmpty(message)) throw emptyMessage();
  const replied = message.referenced_message?.author;
  const pings = body.allowed_mentions?.replied_user ?? body.allowed_mentions == null;
  if (replied && pings) message.mentions = [...message.mentions, replied];
  slowMode(world, channel);
  reopen(world, channel);
  return publish(world, channel, message);
}

function mayPost(world: World, channel: LoopbackChannel, body: PostBody, files: readonly string[]) {
  const bits = botPermissions(world, channel);
  if (withoutMessages.includes(channel.type)) throw refusal('notATextChannel');
  if (channel.recipient !== null && world.closedDms.has(channel.recipient.id)) {
    throw refusal('cannotDm');
  }
  const send = channel.thread === null ? 'SendMessages' : 'SendMessagesInThreads';
  if (!allows(bits, send)) throw refusal('missingPermissions');
  if (body.embeds?.length && !allows(bits, 'EmbedLinks')) throw refusal('missingPermissions');
  if (files.length > 0 && !allows(bits, 'AttachFiles')) throw refusal('missingPermissions');
  if (channel.thread?.locked && !allows(bits, 'ManageThreads')) throw refusal('archivedThread');
  const replies = body.message_reference?.message_id !== undefined;
  if (replies && !allows(bits, 'ReadMessageHistory')) throw refusal('replyNeedsHistory');
}

function sameNonce(
  world: World,
  channel: LoopbackChannel,
  nonce: PostBody['nonce'],
): APIMessage | undefined {
  if (nonce == null) return undefined;
  const since = world.clock.now() - nonceWindowMs;
  return [...channel.messages.values()].find(
    (message) =>
      message.nonce === nonce &&
      message.author.id === world.bot.id &&
      Date.parse(message.timestamp) >= since,
  );
}

/** Reply fields, or 50035 when the message is gone and `fail_if_not_exists` was not false. */
function replyFields(
  channel: LoopbackChannel,
  { message_reference: reference }: PostBody,
): Partial<APIMessage> {
  if (reference?.message_id === undefined) return {};
  const referenced = channel.messages.get(reference.message_id);
  if (referenced === undefined && reference.fail_if_not_exists !== false) {
    throw new DiscordApiError(400, 50035, 'Invalid Form Body', {
      errors: {
        message_reference: {
          _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }],
        },
      },
    });
  }
  if (referenced === undefined) return {};
  return {
    type: MessageType.Reply,
    referenced_message: referenced,
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: channel.id,
      message_id: referenced.id,
      ...(channel.guild && { guild_id: channel.guild.id }),
    },
  };
}

/** 20016 with the time left, unless the bot may manage messages or the channel. */
function slowMode(world: World, channel: LoopbackChannel): void {
  if (channel.slowModeSeconds === 0) return;
  const bits = botPermissions(world, channel);
  if (allows(bits, 'ManageMessages') || allows(bits, 'ManageChannels')) return;
  const now = world.clock.now();
  const last = channel.lastPostMs.get(world.bot.id);
  const leftMs = last === undefined ? 0 : last + channel.slowModeSeconds * 1000 - now;
  if (leftMs > 0) {
    const message = 'This action cannot be performed due to slowmode rate limit.';
    throw new DiscordApiError(429, 20016, message, { retry_after: leftMs / 1000, global: false });
  }
  channel.lastPostMs.set(world.bot.id, now);
}

/** Posting in an archived thread that is not locked opens it again. */
function reopen(world: World, channel: LoopbackChannel): void {
  if (channel.thread?.archived !== true) return;
  channel.thread.archived = false;
  channel.thread.archiveChangedAt = world.clock.iso();
  if (channel.guild) world.dispatchToGuild('THREAD_UPDATE', channel.guild, channelPayload(channel));
}
