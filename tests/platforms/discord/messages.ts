import {
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIUser,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
} from 'discord.js';
import { refusal } from './api-error.ts';
import type { LoopbackChannel } from './guild-state.ts';
import { messageEventPayload } from './payloads.ts';
import { allows, channelPermissions } from './permissions.ts';
import { withoutContent } from './visibility.ts';
import type { World } from './world.ts';

/** What a sender gives of a message; the server fills in the rest. */
export interface MessageDraft {
  content?: string | null;
  embeds?: APIEmbed[] | null;
  components?: APIMessageTopLevelComponent[] | null;
  flags?: number | null;
  allowed_mentions?: AllowedMentions | null;
  nonce?: string | number | null;
}

interface AllowedMentions {
  parse?: string[];
  users?: string[];
  roles?: string[];
  replied_user?: boolean;
}

const guildMessages = GatewayIntentBits.GuildMessages;
const directMessages = GatewayIntentBits.DirectMessages;

/** A stored message made from a draft; `more` overrides any field. */
export function newMessage(
  world: World,
  channel: LoopbackChannel,
  author: APIUser,
  draft: MessageDraft,
  more: Partial<APIMessage> = {},
): APIMessage {
  return {
    id: world.ids.next(),
    channel_id: channel.id,
    author,
    timestamp: world.clock.iso(),
    edited_timestamp: null,
    tts: false,
    attachments: [],
    embeds: draft.embeds ?? [],
    components: draft.components ?? [],
    content: draft.content ?? '',
    pinned: false,
    type: MessageType.Default,
    flags: draft.flags ?? 0,
    ...(draft.nonce != null && { nonce: draft.nonce }),
    ...mentionsOf(world, draft),
    ...more,
  };
}

/** Who a draft pings: what its text names, as far as `allowed_mentions` lets it. */
function mentionsOf(
  world: World,
  draft: MessageDraft,
): Pick<APIMessage, 'mentions' | 'mention_roles' | 'mention_everyone'> {
  const text = [draft.content ?? '', ...textDisplays(draft.components ?? [])].join('\n');
  const allowed = draft.allowed_mentions ?? { parse: ['users', 'roles', 'everyone'] };
  const named = (pattern: RegExp, kind: 'users' | 'roles') =>
    [...text.matchAll(pattern)]
      .map((match) => match[1] ?? '')
      .filter((id) => allowed.parse?.includes(kind) || allowed[kind]?.includes(id));
  const users = new Set(named(/<@!?(\d+)>/g, 'users'));
  return {
    mentions: [...users].flatMap((id) => world.users.get(id) ?? []),
    mention_roles: named(/<@&(\d+)>/g, 'roles'),
    mention_everyone:
      /@(everyone|here)\b/.test(text) && (allowed.parse?.includes('everyone') ?? false),
  };
}

/** The text displays of components, nested ones included, in reading order. */
export function textDisplays(components: readonly unknown[]): string[] {
  return components.flatMap((component) => {
    const { type, content, components: children } = component as Record<string, unknown>;
    if (type === 10 && typeof content === 'string') return [content];
    return Array.isArray(children) ? textDisplays(children) : [];
  });
}

/** Puts a message into the history and delivers MESSAGE_CREATE. Ephemeral ones are only delivered. */
export function publish(world: World, channel: LoopbackChannel, message: APIMessage): APIMessage {
  const ephemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  if (!ephemeral) channel.messages.set(message.id, message);
  if (message.author.id === world.bot.id) world.posted.append(message);
  deliverMessage(world, 'MESSAGE_CREATE', channel, message);
  return message;
}

/** Replaces a message by its newer state and delivers MESSAGE_UPDATE. */
export function republish(world: World, channel: LoopbackChannel, message: APIMessage): APIMessage {
  if (channel.messages.has(message.id)) channel.messages.set(message.id, message);
  if (message.author.id === world.bot.id) world.edited.append(message);
  deliverMessage(world, 'MESSAGE_UPDATE', channel, message);
  return message;
}

/** Removes messages and delivers MESSAGE_DELETE, or MESSAGE_DELETE_BULK when `bulk`. */
export function unpublish(
  world: World,
  channel: LoopbackChannel,
  ids: readonly string[],
  bulk = false,
): void {
  for (const id of ids) channel.messages.delete(id);
  const where = {
    channel_id: channel.id,
    ...(channel.guild && { guild_id: channel.guild.id }),
  };
  if (bulk) deliver(world, 'MESSAGE_DELETE_BULK', channel, () => ({ ids, ...where }));
  else for (const id of ids) deliver(world, 'MESSAGE_DELETE', channel, () => ({ id, ...where }));
}

/** The message with this id in this channel, or 10008. */
export function messageIn(channel: LoopbackChannel, id: string): APIMessage {
  const message = channel.messages.get(id);
  if (message === undefined) throw refusal('unknownMessage');
  return message;
}

/** A message after an edit: given fields replace, null clears, mentions are read anew. */
export function applyEdit(world: World, message: APIMessage, draft: MessageDraft): APIMessage {
  const content = draft.content === undefined ? message.content : (draft.content ?? '');
  const components = draft.components === undefined ? message.components : draft.components;
  const sticky = (message.flags ?? 0) & ~MessageFlags.SuppressEmbeds & ~MessageFlags.Loading;
  return {
    ...message,
    content,
    components: components ?? [],
    embeds: draft.embeds === undefined ? message.embeds : (draft.embeds ?? []),
    flags: sticky | (draft.flags ?? 0),
    edited_timestamp: world.clock.iso(),
    ...mentionsOf(world, { ...draft, content, components: components ?? [] }),
  };
}

/** Whether there is nothing in a message that anybody could see. */
export function isEmpty(message: APIMessage): boolean {
  return (
    message.content.trim() === '' &&
    message.embeds.length === 0 &&
    (message.components ?? []).length === 0 &&
    message.attachments.length === 0 &&
    message.message_snapshots === undefined
  );
}

function deliverMessage(
  world: World,
  name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  channel: LoopbackChannel,
  message: APIMessage,
): void {
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  deliver(
    world,
    name,
    channel,
    (contentVisible) =>
      messageEventPayload(
        contentVisible ? message : withoutContent(message, channel, world.bot.id),
        channel,
      ),
    isPrivate,
  );
}

/** Delivers to sessions with the fitting intent, if the bot can see the channel. */
function deliver(
  world: World,
  name: string,
  channel: LoopbackChannel,
  data: (contentVisible: boolean) => unknown,
  isPrivate = false,
): void {
  const { guild } = channel;
  if (guild !== null) {
    const bot = guild.members.get(world.bot.id);
    if (!guild.botIsMember || !guild.available || bot === undefined) return;
    if (!allows(channelPermissions(channel, bot), 'ViewChannel')) return;
  }
  const intents = guild === null || isPrivate ? directMessages : guildMessages;
  world.dispatch({ name, data, intents, guildId: guild?.id ?? null });
}
