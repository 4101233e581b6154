import type { APIMessage, APIRole, APIUser, ChannelType, OverwriteType } from 'discord.js';

/** A server and everything in it. Changed only through places.ts and the REST routes. */
export interface LoopbackGuild {
  readonly id: string;
  name: string;
  ownerId: string;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, LoopbackMember>;
  /** Channels and threads of the guild by id. */
  readonly channels: Map<string, LoopbackChannel>;
  /** False when only users installed the app, or when it was removed. */
  botIsMember: boolean;
  /** False during an outage: the guild is then a stub with `unavailable`. */
  available: boolean;
  /** The channel where Discord itself writes to moderators. */
  publicUpdatesChannelId: string | null;
}

/** One person in one guild. */
export interface LoopbackMember {
  readonly guild: LoopbackGuild;
  readonly user: APIUser;
  readonly roleIds: Set<string>;
  readonly joinedAt: string;
}

/** Permission bits allowed and denied for a role or member in one channel. */
export interface PermissionOverwrite {
  readonly id: string;
  readonly type: OverwriteType;
  allow: bigint;
  deny: bigint;
}

/** What a thread has beyond a channel. */
export interface ThreadState {
  readonly ownerId: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  archiveChangedAt: string;
}

/** A channel, category, forum, thread or direct conversation. */
export interface LoopbackChannel {
  readonly id: string;
  readonly type: ChannelType;
  /** Null for a direct conversation. */
  readonly guild: LoopbackGuild | null;
  name: string;
  /** The category of a channel, the channel of a thread. */
  readonly parent: LoopbackChannel | null;
  readonly overwrites: Map<string, PermissionOverwrite>;
  /** Seconds between two posts of one author; 0 is off. */
  slowModeSeconds: number;
  /** The history, oldest first; ephemeral messages never enter it. */
  readonly messages: Map<string, APIMessage>;
  readonly thread: ThreadState | null;
  /** The other side of a direct conversation. */
  readonly recipient: APIUser | null;
  /** When each author posted last, in ms, for slow mode. */
  readonly lastPostMs: Map<string, number>;
}

/** Somebody who writes or presses: a member in a guild, a user in a direct conversation. */
export type Actor = LoopbackMember | APIUser;

/** The user behind an actor. */
export function userOf(actor: Actor): APIUser {
  return 'user' in actor ? actor.user : actor;
}

/** An empty channel; what is given overrides the defaults. */
export function emptyChannel(
  given: Pick<LoopbackChannel, 'id' | 'type' | 'name'> & Partial<LoopbackChannel>,
): LoopbackChannel {
  return {
    guild: null,
    parent: null,
    overwrites: new Map(),
    slowModeSeconds: 0,
    messages: new Map(),
    thread: null,
    recipient: null,
    lastPostMs: new Map(),
    ...given,
  };
}
