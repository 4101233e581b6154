import { type APIMessage, ApplicationFlags, ChannelType } from 'discord.js';
import type { LoopbackChannel } from './guild-state.ts';
import type { World } from './world.ts';

/**
 * A message as an app without MESSAGE_CONTENT sees it: content, embeds, attachments, components and
 * poll are empty, unless the app wrote it, is mentioned in it, or it is direct. The fourth exception,
 * the target of a message command, is the interaction's business. Source: DD Gateway, "Message
 * Content Intent".
 */
export function withoutContent(
  message: APIMessage,
  channel: LoopbackChannel,
  botId: string,
): APIMessage {
  const exempt =
    channel.type === ChannelType.DM ||
    message.author.id === botId ||
    message.mentions.some((user) => user.id === botId);
  const blanked: APIMessage = exempt
    ? { ...message }
    : { ...message, content: '', embeds: [], attachments: [], components: [] };
  if (!exempt) delete blanked.poll;
  if (!exempt && message.message_snapshots) {
    blanked.message_snapshots = message.message_snapshots.map((snapshot) => ({
      message: { ...snapshot.message, content: '', embeds: [], attachments: [], components: [] },
    }));
  }
  if (message.referenced_message) {
    blanked.referenced_message = withoutContent(message.referenced_message, channel, botId);
  }
  return blanked;
}

/** A message as REST shows it to the app: content only when the portal's setting allows it. */
export function overRest(world: World, channel: LoopbackChannel, message: APIMessage): APIMessage {
  const granted =
    ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  if (world.applicationFlags & granted) return message;
  return withoutContent(message, channel, world.bot.id);
}
