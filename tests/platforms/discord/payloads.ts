import {
  type APIMessage,
  type APIRole,
  ChannelType,
  MessageFlags,
  type RoleFlags,
} from 'discord.js';
import type { LoopbackChannel, LoopbackGuild, LoopbackMember } from './guild-state.ts';
import { allows, channelPermissions } from './permissions.ts';

/** A member as Discord sends it inside guild payloads; message payloads leave `user` out. */
export function memberPayload(member: LoopbackMember): Record<string, unknown> {
  return {
    user: member.user,
    nick: null,
    avatar: null,
    banner: null,
    roles: [...member.roleIds],
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

/** A channel or thread as Discord sends it. */
export function channelPayload(channel: LoopbackChannel): Record<string, unknown> {
  const { id, type, name, guild, parent } = channel;
  const lastMessageId = [...channel.messages.keys()].at(-1) ?? null;
  if (guild === null) {
    return { id, type, flags: 0, last_message_id: lastMessageId, recipients: [channel.recipient] };
  }
  const shared = {
    id,
    type,
    name,
    guild_id: guild.id,
    parent_id: parent?.id ?? null,
    flags: 0,
    rate_limit_per_user: channel.slowModeSeconds,
    last_message_id: lastMessageId,
  };
  if (channel.thread !== null) return { ...shared, ...threadFields(channel, channel.thread) };
  return {
    ...shared,
    position: 0,
    topic: null,
    nsfw: false,
    permission_overwrites: [...channel.overwrites.values()].map((overwrite) => ({
      ...overwrite,
      allow: overwrite.allow.toString(),
      deny: overwrite.deny.toString(),
    })),
    ...(type === ChannelType.GuildForum && { available_tags: [], default_reaction_emoji: null }),
  };
}

function threadFields(channel: LoopbackChannel, thread: NonNullable<LoopbackChannel['thread']>) {
  return {
    owner_id: thread.ownerId,
    message_count: channel.messages.size,
    total_message_sent: channel.messages.size,
    member_count: 1,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: thread.archiveChangedAt,
      create_timestamp: thread.archiveChangedAt,
    },
  };
}

/** A guild as REST sends it: no channels, no members. */
export function guildPayload(guild: LoopbackGuild): Record<string, unknown> {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    roles: [...guild.roles.values()],
    emojis: [],
    stickers: [],
    features: [],
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: guild.publicUpdatesChannelId,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: 'en-US',
    nsfw_level: 0,
  };
}

/** A guild as GUILD_CREATE sends it: all channels, the active threads the bot sees, and the bot itself. */
export function guildCreatePayload(
  guild: LoopbackGuild,
  bot: LoopbackMember,
): Record<string, unknown> {
  const channels = [...guild.channels.values()];
  const visible = (channel: LoopbackChannel) =>
    allows(channelPermissions(channel, bot), 'ViewChannel');
  return {
    ...guildPayload(guild),
    joined_at: bot.joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: [memberPayload(bot)],
    channels: channels.filter((channel) => channel.thread === null).map(channelPayload),
    threads: channels
      .filter((channel) => channel.thread?.archived === false && visible(channel))
      .map(channelPayload),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

const noFlags = 0 as RoleFlags;

/** A role with nothing special about it. */
export function rolePayload(id: string, name: string, permissions: bigint): APIRole {
  return {
    id,
    name,
    permissions: permissions.toString(),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: 1,
    managed: false,
    mentionable: false,
    flags: noFlags,
  };
}

/** A message with what the gateway adds: channel type, and guild and member unless it is ephemeral or direct. */
export function messageEventPayload(
  message: APIMessage,
  channel: LoopbackChannel,
): Record<string, unknown> {
  const { guild, type } = channel;
  const seen = { ...message, channel_type: type };
  if (guild === null || (message.flags ?? 0) & MessageFlags.Ephemeral) return seen;
  const member = guild.members.get(message.author.id);
  if (member === undefined) return { ...seen, guild_id: guild.id };
  const { user: _, ...memberWithoutUser } = memberPayload(member);
  return { ...seen, guild_id: guild.id, member: memberWithoutUser };
}
