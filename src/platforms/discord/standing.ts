import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Person, Standing } from '../../moderate/person.ts';

/**
 * What somebody's permissions in a channel make them: Manage Server or Administrator is an administrator, Manage Messages a
 * moderator. Without permissions (a direct conversation, a server that has not installed the bot) everybody is a member.
 */
export function standingOf(permissions: string | undefined): Standing {
  if (permissions === undefined) return 'member';
  const held = BigInt(permissions);
  const has = (bit: bigint) => (held & bit) !== 0n;
  if (has(PermissionFlagsBits.Administrator) || has(PermissionFlagsBits.ManageGuild))
    return 'administrator';
  return has(PermissionFlagsBits.ManageMessages) ? 'moderator' : 'member';
}

/** Somebody by id, with what their permissions make them. */
export function personOf(id: string, permissions: string | undefined): Person {
  return { id, standing: standingOf(permissions) };
}
