import {
  type APIMessage,
  type APIUser,
  ApplicationFlags,
  ChannelType,
  GatewayIntentBits,
} from 'discord.js';
import { refusal } from './api-error.ts';
import { LoopbackClock, Snowflakes } from './clock.ts';
import type { LoopbackChannel, LoopbackGuild, LoopbackMember } from './guild-state.ts';
import { Journal } from './journal.ts';

/** What the gateway is asked to deliver. Who gets it is decided by audience.ts. */
export interface GatewayEvent {
  readonly name: string;
  /** The payload, or for message events how it looks with and without message content. */
  readonly data: (contentVisible: boolean) => unknown;
  /** A session gets it with any of these intents; 0 reaches every session. */
  readonly intents: number;
  /** Routes to a shard; null goes to shard 0. */
  readonly guildId: string | null;
}

/** A body or gateway frame that Discord would refuse; a suite asserts that there are none. */
export interface Violation {
  readonly where: string;
  readonly faults: readonly string[];
  readonly body: unknown;
}

/** Whether the portal's "Message Content Intent" is on: off, on, or approved for a verified app. */
export type MessageContentSetting = 'none' | 'limited' | 'approved';

/** Something the bot did to a message that people can see. */
export interface Deletion {
  readonly channelId: string;
  readonly messageId: string;
}

/** The state behind REST and gateway: users, guilds, channels, and what happens to them. */
export class World {
  readonly clock: LoopbackClock;
  readonly ids: Snowflakes;
  readonly applicationId: string;
  readonly bot: APIUser;
  readonly users = new Map<string, APIUser>();
  /** Ids of users who accept no direct messages from the app (50007). */
  readonly closedDms = new Set<string>();
  readonly guilds = new Map<string, LoopbackGuild>();
  readonly channels = new Map<string, LoopbackChannel>();
  readonly violations: Violation[] = [];
  /** Messages that the bot posted, ephemeral ones included, as they were when posted. */
  readonly posted = new Journal<APIMessage>('message of the bot');
  /** The same messages after each edit. */
  readonly edited = new Journal<APIMessage>('edit by the bot');
  readonly deleted = new Journal<Deletion>('deletion by the bot');
  messageContent: MessageContentSetting;
  token: string;
  #listener: (event: GatewayEvent) => void = () => {};

  constructor(given: {
    now?: () => number;
    token?: string;
    messageContent: MessageContentSetting;
  }) {
    this.clock = new LoopbackClock(given.now);
    this.ids = new Snowflakes(this.clock);
    this.applicationId = this.ids.next();
    this.bot = { ...this.newUser('Sidenote'), id: this.applicationId, bot: true };
    this.users.set(this.bot.id, this.bot);
    this.messageContent = given.messageContent;
    this.token =
      given.token ?? `${Buffer.from(this.applicationId).toString('base64url')}.loopback.token`;
  }

  /** A user with this name; kept only by whoever asked. */
  newUser(name: string): APIUser {
    const username = name.toLowerCase().replaceAll(' ', '_');
    const id = this.ids.next();
    return { id, username, global_name: name, discriminator: '0', avatar: null };
  }

  /** The application's flags, which say whether privileged intents are on. */
  get applicationFlags(): number {
    if (this.messageContent === 'none') return 0;
    return this.messageContent === 'limited'
      ? ApplicationFlags.GatewayMessageContentLimited
      : ApplicationFlags.GatewayMessageContent;
  }

  /** The channel with this id, or 10003. */
  channel(id: string): LoopbackChannel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw refusal('unknownChannel');
    return channel;
  }

  /** The guild with this id as the bot sees it, or 10004; 50001 when the bot is not in it. */
  guild(id: string): LoopbackGuild {
    const guild = this.guilds.get(id);
    if (guild === undefined || !guild.available) throw refusal('unknownGuild');
    if (!guild.botIsMember) throw refusal('missingAccess');
    return guild;
  }

  /** The bot as a member of the guild. */
  botIn(guild: LoopbackGuild): LoopbackMember {
    const member = guild.members.get(this.bot.id);
    if (member === undefined || !guild.botIsMember) throw refusal('missingAccess');
    return member;
  }

  /** The direct conversation with a user, opened on first use. */
  directChannel(user: APIUser): LoopbackChannel | undefined {
    return [...this.channels.values()].find(
      (channel) => channel.type === ChannelType.DM && channel.recipient?.id === user.id,
    );
  }

  /** Who delivers events; the gateway sets itself here. */
  deliverTo(listener: (event: GatewayEvent) => void): void {
    this.#listener = listener;
  }

  dispatch(event: GatewayEvent): void {
    this.#listener(event);
  }

  /** An event about a guild that looks the same to everyone; needs the GUILDS intent by default. */
  dispatchToGuild(
    name: string,
    guild: LoopbackGuild,
    data: unknown,
    intents: number = GatewayIntentBits.Guilds,
  ): void {
    if (!guild.botIsMember || !guild.available) return;
    this.dispatch({ name, data: () => data, intents, guildId: guild.id });
  }
}
