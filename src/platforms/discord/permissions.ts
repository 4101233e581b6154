import { PermissionFlagsBits } from 'discord-api-types/v10';

/** What the bot needs, named as Discord's settings name it. */
const NAMES: ReadonlyMap<bigint, string> = new Map([
  [PermissionFlagsBits.ViewChannel, 'View Channels'],
  [PermissionFlagsBits.SendMessages, 'Send Messages'],
  [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads and Posts'],
  [PermissionFlagsBits.CreatePublicThreads, 'Create Public Threads'],
  [PermissionFlagsBits.ReadMessageHistory, 'Read Message History'],
]);

/** All permissions that the bot asks for when it is invited. */
export const NEEDED: readonly bigint[] = [...NAMES.keys()];

/** A permission as Discord's settings name it. */
export function permissionName(bit: bigint): string {
  return NAMES.get(bit) ?? `permission ${bit}`;
}

/** Those of the needed permissions that are not among the held ones, by name. An administrator has them all. */
export function missingFrom(held: bigint, needed: readonly bigint[] = NEEDED): readonly string[] {
  if ((held & PermissionFlagsBits.Administrator) !== 0n) return [];
  return needed.filter((bit) => (held & bit) === 0n).map(permissionName);
}

/** The address that adds the bot to a server with all it needs. */
export function inviteLink(application: string): string {
  const permissions = NEEDED.reduce((all, bit) => all | bit, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${permissions}`;
}
