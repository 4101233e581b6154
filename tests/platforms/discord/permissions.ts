import { PermissionFlagsBits, type PermissionsString } from 'discord.js';
import type { LoopbackChannel, LoopbackGuild, LoopbackMember } from './guild-state.ts';

/** All bits together, what an owner or administrator has. */
const everything = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** The sum of the named permissions as a bit set. */
export function permissionBits(names: readonly PermissionsString[]): bigint {
  return names.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
}

/** What a member may do in the guild as a whole: @everyone and their roles. */
export function guildPermissions(guild: LoopbackGuild, member: LoopbackMember): bigint {
  if (guild.ownerId === member.user.id) return everything;
  const ids = [guild.id, ...member.roleIds];
  const bits = ids.reduce((sum, id) => sum | BigInt(guild.roles.get(id)?.permissions ?? '0'), 0n);
  return bits & PermissionFlagsBits.Administrator ? everything : bits;
}

/**
 * What a member may do in a channel: overwrites of @everyone, then of the roles together, then of
 * the member. A thread takes its parent's. Order as in DD Permissions, "Permission Overwrites".
 */
export function channelPermissions(channel: LoopbackChannel, member: LoopbackMember): bigint {
  const { guild } = channel;
  if (guild === null) return everything;
  const base = guildPermissions(guild, member);
  if (base === everything) return base;
  const overwrites = (channel.thread && channel.parent ? channel.parent : channel).overwrites;
  const apply = (bits: bigint, ids: string[]): bigint => {
    const found = ids.flatMap((id) => overwrites.get(id) ?? []);
    const deny = found.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
    const allow = found.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
    return (bits & ~deny) | allow;
  };
  const bits = apply(apply(apply(base, [guild.id]), [...member.roleIds]), [member.user.id]);
  return bits & PermissionFlagsBits.ViewChannel ? bits : 0n;
}

/** Whether every named permission is in the bit set. */
export function allows(bits: bigint, ...names: PermissionsString[]): boolean {
  const wanted = permissionBits(names);
  return (bits & wanted) === wanted;
}
