import {
  type APIUser,
  ChannelType,
  GatewayIntentBits,
  OverwriteType,
  type PermissionsString,
} from 'discord.js';
import type { Gateway } from './gateway.ts';
import {
  emptyChannel,
  type LoopbackChannel,
  type LoopbackGuild,
  type LoopbackMember,
} from './guild-state.ts';
import { channelPayload, memberPayload, rolePayload } from './payloads.ts';
import { permissionBits } from './permissions.ts';
import type { World } from './world.ts';

/** What @everyone may do in a new guild; the bot's own role adds `botPermissions`. */
const everyoneMay: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
  'UseApplicationCommands',
];

/** A new guild; `botPermissions` are those of the invite link. */
export interface GuildDraft {
  readonly name: string;
  readonly botPermissions?: readonly PermissionsString[];
  /** False: only users installed the app, the bot is not in the guild. */
  readonly botIsMember?: boolean;
}

export interface ChannelDraft {
  readonly name: string;
  /** Text by default. */
  readonly type?:
    | ChannelType.GuildText
    | ChannelType.GuildAnnouncement
    | ChannelType.GuildForum
    | ChannelType.GuildCategory;
  readonly category?: LoopbackChannel;
  readonly slowModeSeconds?: number;
  /** Nobody but those named may see the channel; the bot only when it is among them. */
  readonly onlyFor?: readonly (LoopbackMember | { readonly roleId: string })[];
}

/** Builds and changes guilds, channels, roles and members, telling the gateway as Discord does. */
export class Places {
  readonly #world: World;
  readonly #gateway: Gateway;

  constructor(world: World, gateway: Gateway) {
    this.#world = world;
    this.#gateway = gateway;
  }

  /** A guild with an owner, @everyone, and the bot unless told otherwise. */
  createGuild({ name, botPermissions = [], botIsMember = true }: GuildDraft): LoopbackGuild {
    const world = this.#world;
    const id = world.ids.next();
    const owner = this.createUser(`${name} owner`);
    const guild: LoopbackGuild = {
      id,
      name,
      ownerId: owner.id,
      roles: new Map([[id, rolePayload(id, '@everyone', permissionBits(everyoneMay))]]),
      members: new Map(),
      channels: new Map(),
      botIsMember: false,
      available: true,
      publicUpdatesChannelId: null,
    };
    world.guilds.set(id, guild);
    this.createMember(guild, { user: owner });
    if (botIsMember) this.addBot(guild, botPermissions);
    return guild;
  }

  /** The bot joins: GUILD_CREATE. */
  addBot(guild: LoopbackGuild, permissions: readonly PermissionsString[] = []): LoopbackMember {
    const { bot } = this.#world;
    const role = this.createRole(guild, bot.username, permissions);
    const member = this.createMember(guild, { user: bot, roles: [role] });
    guild.botIsMember = true;
    this.#gateway.announceGuild(guild.id);
    return member;
  }

  /** The bot is removed: GUILD_DELETE without `unavailable`. */
  removeBot(guild: LoopbackGuild): void {
    this.#world.dispatchToGuild('GUILD_DELETE', guild, { id: guild.id });
    guild.members.delete(this.#world.bot.id);
    guild.botIsMember = false;
  }

  /** Discord has an outage there: GUILD_DELETE with `unavailable`. */
  startOutage(guild: LoopbackGuild): void {
    this.#world.dispatchToGuild('GUILD_DELETE', guild, { id: guild.id, unavailable: true });
    guild.available = false;
  }

  /** The outage is over: GUILD_CREATE. */
  endOutage(guild: LoopbackGuild): void {
    guild.available = true;
    this.#gateway.announceGuild(guild.id);
  }

  /** A role with these permissions; returns its id. */
  createRole(
    guild: LoopbackGuild,
    name: string,
    permissions: readonly PermissionsString[],
  ): string {
    const role = rolePayload(this.#world.ids.next(), name, permissionBits(permissions));
    guild.roles.set(role.id, role);
    this.#world.dispatchToGuild('GUILD_ROLE_CREATE', guild, { guild_id: guild.id, role });
    return role.id;
  }

  /** Sets what a role may do in the whole guild; the id of the guild is the role @everyone. */
  setRolePermissions(
    guild: LoopbackGuild,
    roleId: string,
    names: readonly PermissionsString[],
  ): void {
    const role = guild.roles.get(roleId);
    if (role === undefined) throw new Error(`the guild has no role ${roleId}`);
    role.permissions = permissionBits(names).toString();
    this.#world.dispatchToGuild('GUILD_ROLE_UPDATE', guild, { guild_id: guild.id, role });
  }

  /** A user known to Discord. */
  createUser(name: string): APIUser {
    const user = this.#world.newUser(name);
    this.#world.users.set(user.id, user);
    return user;
  }

  /** Lets a new or known user join a guild. `roles` are ids. */
  createMember(
    guild: LoopbackGuild,
    given: { name?: string; user?: APIUser; roles?: readonly string[]; bot?: boolean },
  ): LoopbackMember {
    const user = given.user ?? this.createUser(given.name ?? 'someone');
    if (given.bot) user.bot = true;
    const member: LoopbackMember = {
      guild,
      user,
      roleIds: new Set(given.roles ?? []),
      joinedAt: this.#world.clock.iso(),
    };
    guild.members.set(user.id, member);
    const payload = { ...memberPayload(member), guild_id: guild.id };
    const intent = GatewayIntentBits.GuildMembers;
    if (user.id !== this.#world.bot.id) {
      this.#world.dispatchToGuild('GUILD_MEMBER_ADD', guild, payload, intent);
    }
    return member;
  }

  /** A channel, category or forum. */
  createChannel(guild: LoopbackGuild, draft: ChannelDraft): LoopbackChannel {
    const channel = emptyChannel({
      id: this.#world.ids.next(),
      type: draft.type ?? ChannelType.GuildText,
      name: draft.name,
      guild,
      parent: draft.category ?? null,
      slowModeSeconds: draft.slowModeSeconds ?? 0,
    });
    this.#world.channels.set(channel.id, channel);
    guild.channels.set(channel.id, channel);
    if (draft.onlyFor !== undefined) {
      overwrite(channel, { roleId: guild.id }, { deny: ['ViewChannel'] });
      for (const who of draft.onlyFor) overwrite(channel, who, { allow: ['ViewChannel'] });
    }
    this.#world.dispatchToGuild('CHANNEL_CREATE', guild, channelPayload(channel));
    return channel;
  }

  /** Sets what a member or role is allowed and denied in a channel: CHANNEL_UPDATE. */
  setPermissions(
    channel: LoopbackChannel,
    who: LoopbackMember | { readonly roleId: string },
    change: {
      readonly allow?: readonly PermissionsString[];
      readonly deny?: readonly PermissionsString[];
    },
  ): void {
    overwrite(channel, who, change);
    if (channel.guild === null) return;
    this.#world.dispatchToGuild('CHANNEL_UPDATE', channel.guild, channelPayload(channel));
  }

  /** Denies the bot these permissions in one channel, whatever its role says. */
  denyBot(channel: LoopbackChannel, ...deny: readonly PermissionsString[]): void {
    if (channel.guild === null) throw new Error('a direct conversation has no permissions');
    this.setPermissions(channel, this.#world.botIn(channel.guild), { deny });
  }

  /** Deletes a channel with its threads: CHANNEL_DELETE or THREAD_DELETE. */
  deleteChannel(channel: LoopbackChannel): void {
    const { guild } = channel;
    this.#world.channels.delete(channel.id);
    if (guild === null) return;
    for (const other of guild.channels.values()) {
      if (other.thread !== null && other.parent === channel) this.deleteChannel(other);
    }
    guild.channels.delete(channel.id);
    const name = channel.thread === null ? 'CHANNEL_DELETE' : 'THREAD_DELETE';
    this.#world.dispatchToGuild(name, guild, channelPayload(channel));
  }

  /** The direct conversation between the bot and a user. */
  openDm(user: APIUser): LoopbackChannel {
    const known = this.#world.directChannel(user);
    if (known !== undefined) return known;
    const id = this.#world.ids.next();
    const channel = emptyChannel({ id, type: ChannelType.DM, name: '', recipient: user });
    this.#world.channels.set(id, channel);
    return channel;
  }

  /** From now on the user takes no direct messages of the bot: 50007. */
  closeDms(user: APIUser): void {
    this.#world.closedDms.add(user.id);
  }
}

function overwrite(
  channel: LoopbackChannel,
  who: LoopbackMember | { readonly roleId: string },
  change: {
    readonly allow?: readonly PermissionsString[];
    readonly deny?: readonly PermissionsString[];
  },
): void {
  const isMember = 'user' in who;
  const id = isMember ? who.user.id : who.roleId;
  const type = isMember ? OverwriteType.Member : OverwriteType.Role;
  const allow = permissionBits(change.allow ?? []);
  channel.overwrites.set(id, { id, type, allow, deny: permissionBits(change.deny ?? []) });
}
