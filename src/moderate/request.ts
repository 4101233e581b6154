import type { Message, Place, PlatformName } from '../message.ts';
import type { Answer } from './answer.ts';
import type { Person } from './person.ts';

/** `/context`: words, a claim's id, or nothing, which asks about the conversation. */
export interface Ask {
  readonly place: Place;
  readonly category?: string;
  readonly thread?: string;
  readonly person: Person;
  readonly about: string;
}

/** "Check this message": the message as the command brings it, which works where the bot cannot read along. */
export interface Check {
  readonly person: Person;
  readonly message: Message;
}

/** A button, a list or a form. `values` holds what was chosen, `fields` what was typed. */
export interface Press {
  readonly place: Place;
  readonly category?: string;
  readonly thread?: string;
  readonly person: Person;
  readonly press: string;
  readonly values: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * What an administrator's or a moderator's command wants; options are words as typed. rung: `rung`, mute and unmute: `claim` (none:
 * the channel itself), topics: `topics`, cooldown: `hours`, explain: `message` (an id or a link), breaker: `state` (open, close).
 * `where` may be channel (the default), category or workspace; it may also stand behind the first option's words.
 */
export interface Administer {
  readonly place: Place;
  readonly category?: string;
  readonly person: Person;
  readonly command: AdminCommand;
  readonly options: Readonly<Record<string, string>>;
}
export const ADMIN_COMMANDS = [
  'setup',
  'rung',
  'topics',
  'mute',
  'unmute',
  'cooldown',
  'status',
  'explain',
  'breaker',
] as const;
export type AdminCommand = (typeof ADMIN_COMMANDS)[number];

/** What anybody may ask about the bot itself. */
export type AboutCommand = 'privacy' | 'forget-me' | 'help';

/** One line of autocompletion: what is shown (at most 100 characters) and the claim's id. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** A workspace that the bot was added to, and where its moderators can be reached privately, when the platform says so. */
export interface Joined {
  readonly platform: PlatformName;
  readonly workspace: string;
  /** Discord's public_updates_channel_id, or the channel a Slack installer named. */
  readonly moderatorsChannel?: string;
  /** Whoever installed it, where the platform tells (Slack). */
  readonly installer?: string;
  /** The platform keeps the text of messages back, so that the bot speaks only when asked. */
  readonly withoutContent?: boolean;
}

/** What the core does for a platform. None of these throws for anything a person typed. */
export interface Handlers {
  message(message: Message): Promise<void>;
  /** The content of a message changed. */
  edited(message: Message): Promise<void>;
  deleted(place: Place, ids: readonly string[]): Promise<void>;
  /** A channel is gone with all that stood in it. */
  channelGone(place: Place): Promise<void>;
  ask(ask: Ask): Promise<Answer>;
  /** At most 25, best first, from memory alone. */
  complete(place: Place, typed: string): Promise<readonly Choice[]>;
  check(check: Check): Promise<Answer>;
  press(press: Press): Promise<Answer>;
  administer(administer: Administer): Promise<Answer>;
  about(place: Place, person: Person, command: AboutCommand): Promise<Answer>;
  /** A home page for a person (Slack's App Home). */
  home(platform: PlatformName, workspace: string, person: Person): Promise<Answer>;
  joined(joined: Joined): Promise<void>;
  /** The workspaces of a platform of which something is kept: one that it no longer lists was left while nobody listened. */
  workspaces(platform: PlatformName): Promise<readonly string[]>;
  /** Removed for good, not an outage: everything of the workspace is erased. */
  left(platform: PlatformName, workspace: string): Promise<void>;
}
