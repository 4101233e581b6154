/** Slack's payloads, as far as they are read here. */

/** A message in an event, in a shortcut or in a history. `ts` is its id within the channel: a string, never a number. */
export interface SlackMessage {
  readonly ts: string;
  readonly text?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly subtype?: string;
  /** The ts of the parent; on a parent that has replies its own. */
  readonly thread_ts?: string;
  readonly attachments?: readonly SlackAttachment[];
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
}

/** Something under a message: a link's preview, a forwarded message. */
export interface SlackAttachment {
  readonly title?: string;
  readonly text?: string;
  readonly fallback?: string;
}

/** The event `message` with those of its subtypes that are read. */
export interface SlackMessageEvent extends SlackMessage {
  readonly channel: string;
  /** Of message_changed: the message as it is now and as it was. */
  readonly message?: SlackMessage;
  readonly previous_message?: SlackMessage;
  /** Of message_deleted. */
  readonly deleted_ts?: string;
}

/** One installation of the app: a workspace and what the bot is there. */
export interface Installation {
  readonly workspace: string;
  readonly name: string;
  /** The workspace's address, with a slash at its end. */
  readonly url: string;
  readonly botUser: string;
  readonly botId: string;
}
