import {
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  EmbedType,
  GatewayIntentBits,
  MessageReferenceType,
  MessageType,
} from 'discord.js';
import { type Actor, type LoopbackChannel, userOf } from './guild-state.ts';
import { applyEdit, messageIn, newMessage, publish, republish, unpublish } from './messages.ts';
import { messageEventPayload } from './payloads.ts';
import type { GatewaySession } from './session.ts';
import { changeThread, openThread } from './threads.ts';
import { withoutContent } from './visibility.ts';
import type { World } from './world.ts';

/** What goes along with a person's message. */
export interface SayOptions {
  /** Id of a message in the same channel. */
  readonly replyTo?: string;
  readonly embeds?: APIEmbed[];
  readonly components?: APIMessageTopLevelComponent[];
  readonly flags?: number;
  /** Forwards this message: its text goes into `message_snapshots`, the own content stays empty. */
  readonly forwardOf?: { readonly channel: LoopbackChannel; readonly messageId: string };
  /** Posted by a webhook of this name instead of a person. */
  readonly webhook?: string;
  readonly type?: MessageType;
  /** Names of attached files. */
  readonly files?: readonly string[];
}

/** How a flood went. */
export interface FloodResult {
  readonly messages: number;
  readonly tookMs: number;
}

/** How many messages a flood writes before it waits for the network. */
const floodBatch = 200;

/** People talking. Every message is delivered over the gateway at once. */
export class Talk {
  readonly #world: World;
  readonly #sessions: () => Iterable<GatewaySession>;

  constructor(world: World, sessions: () => Iterable<GatewaySession>) {
    this.#world = world;
    this.#sessions = sessions;
  }

  /** Somebody says something; returns the id of the message. */
  say(channel: LoopbackChannel, who: Actor, text: string, options: SayOptions = {}): string {
    const world = this.#world;
    const { embeds, components, flags, webhook } = options;
    const user = webhook === undefined ? userOf(who) : { ...world.newUser(webhook), bot: true };
    const draft = {
      content: options.forwardOf ? '' : text,
      ...(embeds && { embeds }),
      ...(components && { components }),
      ...(flags !== undefined && { flags }),
    };
    const message = newMessage(world, channel, user, draft, {
      ...(options.type !== undefined && { type: options.type }),
      ...(webhook !== undefined && { webhook_id: user.id }),
      ...(options.files && { attachments: options.files.map((name) => this.#attachment(name)) }),
      ...reply(channel, options.replyTo),
      ...forward(options.forwardOf),
    });
    if (channel.thread?.archived) changeThread(world, channel, { archived: false });
    return publish(world, channel, message).id;
  }

  /** The author changes the text of a message: MESSAGE_UPDATE with `edited_timestamp`. */
  edit(channel: LoopbackChannel, messageId: string, text: string): void {
    const message = messageIn(channel, messageId);
    republish(this.#world, channel, applyEdit(this.#world, message, { content: text }));
  }

  /** Discord adds a link preview: MESSAGE_UPDATE, content and `edited_timestamp` unchanged. */
  addLinkPreview(
    channel: LoopbackChannel,
    messageId: string,
    preview: { readonly url: string; readonly title: string; readonly description?: string },
  ): void {
    const message = messageIn(channel, messageId);
    const embed: APIEmbed = { type: EmbedType.Article, ...preview };
    republish(this.#world, channel, { ...message, embeds: [...message.embeds, embed] });
  }

  /** Somebody deletes a message: MESSAGE_DELETE. */
  deleteMessage(channel: LoopbackChannel, messageId: string): void {
    messageIn(channel, messageId);
    unpublish(this.#world, channel, [messageId]);
  }

  /** A moderator deletes many at once: MESSAGE_DELETE_BULK. */
  bulkDelete(channel: LoopbackChannel, messageIds: readonly string[]): void {
    unpublish(this.#world, channel, messageIds, true);
  }

  /** Somebody opens a thread, from a message or not. */
  startThread(
    channel: LoopbackChannel,
    who: Actor,
    name: string,
    options: { readonly fromMessage?: string; readonly isPrivate?: boolean } = {},
  ): LoopbackChannel {
    return openThread(this.#world, channel, {
      name,
      ownerId: userOf(who).id,
      ...(options.fromMessage && { from: messageIn(channel, options.fromMessage) }),
      ...(options.isPrivate && { isPrivate: true }),
    });
  }

  /** Somebody posts in a forum: a thread whose first message has the thread's id. */
  postInForum(forum: LoopbackChannel, who: Actor, title: string, text: string): LoopbackChannel {
    const thread = openThread(this.#world, forum, { name: title, ownerId: userOf(who).id });
    const message = newMessage(
      this.#world,
      thread,
      userOf(who),
      { content: text },
      { id: thread.id },
    );
    publish(this.#world, thread, message);
    return thread;
  }

  /** Archives, reopens, locks or unlocks a thread. */
  changeThread(thread: LoopbackChannel, change: { archived?: boolean; locked?: boolean }): void {
    changeThread(this.#world, thread, change);
  }

  /** A message as it is now; 10008 when it is gone. */
  message(channel: LoopbackChannel, messageId: string): APIMessage {
    return messageIn(channel, messageId);
  }

  /** The messages in the channel that the bot wrote, oldest first, as they are now. */
  botMessages(channel: LoopbackChannel): APIMessage[] {
    return [...channel.messages.values()].filter(({ author }) => author.id === this.#world.bot.id);
  }

  /**
   * Sends one message for each text as fast as the connections take it, waiting whenever a batch has
   * not left yet. The messages are not kept in the history. Resolves when all have left.
   */
  async flood(channel: LoopbackChannel, who: Actor, texts: Iterable<string>): Promise<FloodResult> {
    const startedMs = performance.now();
    let messages = 0;
    for (const text of texts) {
      this.#deliverUnkept(
        channel,
        newMessage(this.#world, channel, userOf(who), { content: text }),
      );
      messages += 1;
      if (messages % floodBatch === 0) await this.#drained();
    }
    await this.#drained();
    return { messages, tookMs: performance.now() - startedMs };
  }

  #deliverUnkept(channel: LoopbackChannel, message: APIMessage): void {
    const { guild } = channel;
    const { bot } = this.#world;
    this.#world.dispatch({
      name: 'MESSAGE_CREATE',
      intents: guild === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages,
      guildId: guild?.id ?? null,
      data: (contentVisible) =>
        messageEventPayload(
          contentVisible ? message : withoutContent(message, channel, bot.id),
          channel,
        ),
    });
  }

  async #drained(): Promise<void> {
    for (const session of this.#sessions()) await session.drained();
  }

  #attachment(filename: string) {
    return { id: this.#world.ids.next(), filename, size: 1, url: '', proxy_url: '' };
  }
}

function reply(channel: LoopbackChannel, messageId: string | undefined): Partial<APIMessage> {
  if (messageId === undefined) return {};
  const referenced = messageIn(channel, messageId);
  return {
    type: MessageType.Reply,
    referenced_message: referenced,
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: channel.id,
      message_id: messageId,
      ...(channel.guild && { guild_id: channel.guild.id }),
    },
  };
}

function forward(of: SayOptions['forwardOf']): Partial<APIMessage> {
  if (of === undefined) return {};
  const {
    content,
    embeds,
    attachments,
    timestamp,
    edited_timestamp,
    type,
    mentions,
    mention_roles,
  } = messageIn(of.channel, of.messageId);
  return {
    message_reference: {
      type: MessageReferenceType.Forward,
      channel_id: of.channel.id,
      message_id: of.messageId,
    },
    message_snapshots: [
      {
        message: {
          content,
          embeds,
          attachments,
          timestamp,
          edited_timestamp,
          type,
          mentions,
          mention_roles,
        },
      },
    ],
  };
}
