import {
  type APIInteraction,
  type APIMessage,
  ChannelType,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import type { Author, Message, Place } from '../../message.ts';
import { type Names, passedOn, spoken } from './content.ts';

/** Where something stands: the channel whose settings count, the thread or forum post in it, the category above it. */
export interface Where {
  readonly place: Place;
  readonly thread?: string;
  readonly category?: string;
}

/** A channel as far as places need it. */
export interface ChannelLike {
  readonly id: string;
  readonly type: ChannelType;
  readonly guildId: string;
  /** The channel of a thread, the category of a channel. */
  readonly parentId: string | null;
}

/** The "workspace" of direct conversations, which belong to no server. */
export const DIRECT = 'direct';

const THREADS: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** The place of a channel; `parent` is the channel of a thread, whose category counts. */
export function whereIs(channel: ChannelLike, parent: ChannelLike | undefined): Where {
  const workspace = channel.guildId;
  if (!THREADS.includes(channel.type) || channel.parentId === null) {
    return {
      place: { platform: 'discord', workspace, channel: channel.id },
      ...(channel.parentId === null ? {} : { category: channel.parentId }),
    };
  }
  return {
    place: { platform: 'discord', workspace, channel: channel.parentId },
    thread: channel.id,
    ...(parent?.parentId == null ? {} : { category: parent.parentId }),
  };
}

/** Where somebody pressed or typed; a direct conversation is its own place. */
export function whereAsked(
  interaction: APIInteraction,
  known: (channel: string) => Where | undefined,
): Where {
  const { channel, guild_id } = interaction;
  const id = channel?.id ?? interaction.channel_id ?? DIRECT;
  if (guild_id === undefined)
    return { place: { platform: 'discord', workspace: DIRECT, channel: id } };
  const parentId =
    channel !== undefined && 'parent_id' in channel ? (channel.parent_id ?? null) : null;
  const type = channel?.type ?? ChannelType.GuildText;
  return known(id) ?? whereIs({ id, type, guildId: guild_id, parentId }, undefined);
}

/** The kinds of messages that people write; joins, pins, boosts and the like say nothing. */
const WRITTEN: readonly MessageType[] = [MessageType.Default, MessageType.Reply];

/** Whether somebody wrote a message, rather than Discord itself. */
export function isWritten({ type }: APIMessage): boolean {
  return WRITTEN.includes(type);
}

/** Whether there are words in a message, the author's or others', and they reached us. */
export function hasText({ content, embeds, message_snapshots }: APIMessage): boolean {
  return content !== '' || embeds.length > 0 || message_snapshots !== undefined;
}

/** Discord's message as the core knows it. `roles` are the author's, `self` is the bot's own user. */
export function asMessage(
  message: APIMessage,
  where: Where,
  { roles, self, names }: { roles: readonly string[]; self: string; names: Names },
): Message {
  const others = passedOn(message, names);
  const replied = message.message_reference;
  const isReply = (replied?.type ?? MessageReferenceType.Default) === MessageReferenceType.Default;
  return {
    ...where,
    id: message.id,
    author: { id: message.author.id, kind: kindOf(message, self), roles },
    at: Date.parse(message.timestamp),
    text: spoken(message, names),
    ...(others.length === 0 ? {} : { passedOn: others }),
    ...(isReply && replied?.message_id !== undefined ? { replyTo: replied.message_id } : {}),
  };
}

function kindOf({ author, webhook_id }: APIMessage, self: string): Author['kind'] {
  if (author.id === self) return 'self';
  return author.bot === true || webhook_id !== undefined ? 'bot' : 'person';
}
