/** Where messages come from. `desk` is the local page's simulated channel. */
export type PlatformName = 'discord' | 'slack' | 'desk';

/** A channel of a workspace (a Discord server, a Slack team): what settings, cooldowns and budgets belong to. */
export interface Place {
  readonly platform: PlatformName;
  readonly workspace: string;
  /** The channel; for a thread or a forum post the channel it hangs in, whose settings it inherits. */
  readonly channel: string;
}

/** Who wrote a message, as far as the gates need to know. */
export interface Author {
  readonly id: string;
  /** self: this bot. bot: any other program or webhook. */
  readonly kind: 'person' | 'bot' | 'self';
  readonly roles: readonly string[];
}

/** What someone wrote and where, with nothing of any platform's markup or types in it. Ids are the platform's own. */
export interface Message {
  readonly place: Place;
  readonly id: string;
  /** The thread or forum post it stands in, when it does not stand in the channel itself. */
  readonly thread?: string;
  /** The group of channels that settings are inherited from (a Discord category). */
  readonly category?: string;
  readonly author: Author;
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
  /** What the author says: mentions and escapes of the platform undone; markdown, quotes and code left as typed. */
  readonly text: string;
  /** Text the author passes on: forwards, link previews. It is matched, but as somebody else's words. */
  readonly passedOn?: readonly string[];
  /** The message it answers, when it is a reply. */
  readonly replyTo?: string;
  /** True in a channel shared with another organisation (Slack Connect), where only an own setting lets the bot speak. */
  readonly shared?: boolean;
}

/** `discord/123/456`: a place as one string, for keys. */
export function placeKey(place: Place): string {
  return `${place.platform}/${place.workspace}/${place.channel}`;
}
