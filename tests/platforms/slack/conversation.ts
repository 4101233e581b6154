import { randomUUID } from 'node:crypto';
import type { MessageMetadata, SlackMessage } from './channel-history.ts';
import type { ChatEvents } from './chat-events.ts';
import type { JsonObject } from './json.ts';
import type {
  Channel,
  EphemeralMessage,
  User,
  Workspace,
  WorkspaceState,
} from './workspace-state.ts';

/** What a person's message may carry beside its text. */
export type SayOptions = {
  /** The ts of the parent. */
  threadTs?: string;
  /** With `threadTs`: also shown in the channel (thread_broadcast). */
  broadcast?: boolean;
  /** Files beside the text (file_share); fields as in Slack's file objects. */
  files?: JsonObject[];
  /** Attachments, as on forwarded messages. */
  attachments?: JsonObject[];
  subtype?: string;
};

/** What a bot's message may carry. */
export type BotContent = {
  text: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  metadata?: MessageMetadata;
  threadTs?: string;
  broadcast?: boolean;
};

/** Changes channels and tells the app of each change. All that is posted, by people or bots, goes through here. */
export class Conversation {
  readonly #state: WorkspaceState;
  readonly #events: ChatEvents;
  readonly #appId: string;

  constructor(state: WorkspaceState, events: ChatEvents, appId: string) {
    this.#state = state;
    this.#events = events;
    this.#appId = appId;
  }

  /** A person writes. */
  say(channel: Channel, user: User, text: string, options: SayOptions = {}): SlackMessage {
    const subtype = options.subtype ?? subtypeOf(options);
    return this.#post(channel, {
      type: 'message',
      ts: this.#state.nextTs(),
      text,
      team: user.teamId,
      user: user.id,
      client_msg_id: randomUUID(),
      ...(user.teamId !== channel.teamId && { user_team: user.teamId }),
      ...(subtype !== undefined && { subtype }),
      ...(options.threadTs !== undefined && { thread_ts: options.threadTs }),
      ...(options.files !== undefined && { files: options.files }),
      ...(options.attachments !== undefined && { attachments: options.attachments }),
    });
  }

  /** Another integration writes: `bot_message`, with a bot_id and no user. */
  sayAsBot(channel: Channel, botId: string, text: string, threadTs?: string): SlackMessage {
    return this.#post(channel, {
      type: 'message',
      subtype: 'bot_message',
      ts: this.#state.nextTs(),
      text,
      team: channel.teamId,
      bot_id: botId,
      username: 'wire',
      ...(threadTs !== undefined && { thread_ts: threadTs }),
    });
  }

  /** The app itself writes; the event of it comes back to the app as on Slack. */
  sayAsApp(workspace: Workspace, channel: Channel, content: BotContent): SlackMessage {
    const message = this.#appMessage(workspace, content);
    if (content.broadcast) message.subtype = 'thread_broadcast';
    return this.#post(channel, message);
  }

  /** A message that only `seenBy` sees; no event comes of it. */
  whisper(
    workspace: Workspace,
    channel: Channel,
    seenBy: string,
    content: BotContent,
  ): EphemeralMessage {
    const message = this.#appMessage(workspace, content);
    const ephemeral = { ...message, channel: channel.id, seenBy, deleted: false };
    workspace.ephemerals.push(ephemeral);
    return ephemeral;
  }

  /** Changes a message in place and tells the app; `edited` marks it as edited by that user. */
  change(channel: Channel, ts: string, change: Partial<SlackMessage>, editor?: string): void {
    const message = this.find(channel, ts);
    const previous = structuredClone(message);
    Object.assign(message, change);
    if (editor !== undefined) message.edited = { user: editor, ts: this.#state.nextTs() };
    this.#events.changed(channel, message, previous);
  }

  /** Takes a message away and tells the app. */
  remove(channel: Channel, ts: string): void {
    const message = this.find(channel, ts);
    this.#events.removed(channel, message, channel.history.remove(message));
  }

  /** Somebody enters a channel. */
  join(channel: Channel, user: User, inviter?: string): void {
    channel.members.add(user.id);
    const message: SlackMessage = {
      type: 'message',
      subtype: 'channel_join',
      ts: this.#state.nextTs(),
      text: `<@${user.id}> has joined the channel`,
      team: channel.teamId,
      user: user.id,
      ...(inviter !== undefined && { inviter }),
    };
    channel.history.add(message);
    this.#events.joined(channel, message);
  }

  /** @throws Error when the channel has no such message */
  find(channel: Channel, ts: string): SlackMessage {
    const message = channel.history.find(ts);
    if (!message) throw new Error(`channel ${channel.id} has no message ${ts}`);
    return message;
  }

  #appMessage({ id, bot }: Workspace, content: BotContent): SlackMessage {
    return {
      type: 'message',
      ts: this.#state.nextTs(),
      text: content.text,
      team: id,
      user: bot.userId,
      bot_id: bot.botId,
      app_id: this.#appId,
      ...(content.blocks !== undefined && { blocks: withBlockIds(content.blocks) }),
      ...(content.attachments !== undefined && { attachments: content.attachments }),
      ...(content.metadata !== undefined && { metadata: content.metadata }),
      ...(content.threadTs !== undefined && { thread_ts: content.threadTs }),
    };
  }

  #post(channel: Channel, message: SlackMessage): SlackMessage {
    const parent =
      message.thread_ts === undefined ? undefined : channel.history.find(message.thread_ts);
    if (message.subtype === 'thread_broadcast' && parent) message.root = structuredClone(parent);
    channel.history.add(message);
    this.#events.posted(channel, message);
    return message;
  }
}

/** Slack gives every block an id that has none. */
export function withBlockIds(blocks: readonly JsonObject[]): JsonObject[] {
  return blocks.map((block) => ({ ...block, block_id: block.block_id ?? shortId() }));
}

function shortId(): string {
  return randomUUID().slice(0, 5);
}

function subtypeOf({ files, broadcast }: SayOptions): string | undefined {
  if (files !== undefined) return 'file_share';
  return broadcast ? 'thread_broadcast' : undefined;
}
