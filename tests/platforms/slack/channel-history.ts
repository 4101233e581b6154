import type { JsonObject } from './json.ts';

/** What an app attached to its message, unseen by people (`metadata` of chat.postMessage). */
export type MessageMetadata = { event_type: string; event_payload: JsonObject };

/** A stored message, with the field names of Slack's own payloads. */
export type SlackMessage = {
  type: 'message';
  /** Identity within the channel; a string, never a number. */
  ts: string;
  text: string;
  team: string;
  subtype?: string;
  user?: string;
  /** The author's organisation, in shared channels. */
  user_team?: string;
  bot_id?: string;
  app_id?: string;
  username?: string;
  inviter?: string;
  client_msg_id?: string;
  /** On replies the parent's ts; on a parent that has replies its own. */
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  latest_reply?: string;
  root?: SlackMessage;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  files?: JsonObject[];
  edited?: { user: string; ts: string };
  metadata?: MessageMetadata;
  hidden?: boolean;
};

/** The text left in the place of a deleted parent that still has replies. */
const TOMBSTONE_TEXT = 'This message was deleted.';

/** The messages of one channel in the order of their ts; ephemeral messages are never part of it. */
export class ChannelHistory {
  readonly #messages: SlackMessage[] = [];

  /** Adds a message; a reply also counts on its parent. */
  add(message: SlackMessage): void {
    this.#messages.push(message);
    if (message.thread_ts === undefined || message.thread_ts === message.ts) return;
    const parent = this.find(message.thread_ts);
    if (!parent) return;
    parent.thread_ts = parent.ts;
    parent.reply_count = (parent.reply_count ?? 0) + 1;
    parent.latest_reply = message.ts;
    if (parent.user !== undefined) message.parent_user_id = parent.user;
  }

  /** The message with this ts; tombstones count as messages. */
  find(ts: string): SlackMessage | undefined {
    return this.#messages.find((message) => message.ts === ts);
  }

  /** All messages, replies included, oldest first. */
  all(): readonly SlackMessage[] {
    return this.#messages;
  }

  /** What the channel itself shows: no thread replies, but for those also sent to the channel. Oldest first. */
  topLevel(): SlackMessage[] {
    return this.#messages.filter(
      ({ ts, thread_ts, subtype }) =>
        thread_ts === undefined || thread_ts === ts || subtype === 'thread_broadcast',
    );
  }

  /** The replies to a parent, oldest first, without the parent. */
  replies(ts: string): SlackMessage[] {
    return this.#messages.filter((message) => message.thread_ts === ts && message.ts !== ts);
  }

  /** Takes a message away; a parent with replies leaves a tombstone, which is the answer then. */
  remove(message: SlackMessage): SlackMessage | undefined {
    const place = this.#messages.indexOf(message);
    if (place < 0) return undefined;
    if (this.replies(message.ts).length === 0) {
      this.#messages.splice(place, 1);
      return undefined;
    }
    const tombstone: SlackMessage = {
      type: 'message',
      subtype: 'tombstone',
      ts: message.ts,
      team: message.team,
      text: TOMBSTONE_TEXT,
      user: 'USLACKBOT',
      hidden: true,
      thread_ts: message.ts,
      reply_count: message.reply_count ?? 0,
    };
    this.#messages[place] = tombstone;
    return tombstone;
  }
}
