import type { Person, Standing } from '../../moderate/person.ts';
import type { WebClient } from './connect.ts';
import type { Installation } from './payloads.ts';
import { slackError } from './refusal.ts';

/** Milliseconds for which somebody's standing is believed. */
const BELIEVED = 5 * 60_000;
/** Bounds the memory; the oldest are forgotten first. */
const MOST = 5000;

/** Tells what people are in a workspace. */
export interface Standings {
  personOf(user: string): Promise<Person>;
}

/**
 * Workspace admins and owners are administrators; people named in `moderators` (U…) and members of user groups named there (S…)
 * moderate. Guests from another organisation are members, whatever they are at home. What Slack does not tell counts as no.
 */
export function createStandings(
  client: WebClient,
  { workspace }: Installation,
  moderators: readonly string[],
  now: () => number,
): Standings {
  const groups = moderators.filter((id) => id.startsWith('S'));

  const isAdministrator = async (id: string): Promise<boolean> => {
    const { user } = await client.users.info({ user: id });
    return user?.team_id === workspace && (user.is_admin === true || user.is_owner === true);
  };
  const isIn = async (group: string, id: string): Promise<boolean> => {
    const { users = [] } = await client.usergroups.users.list({ usergroup: group });
    return users.includes(id);
  };
  const standingOf = async (id: string): Promise<Standing> => {
    if (await orFalse(isAdministrator(id))) return 'administrator';
    if (moderators.includes(id)) return 'moderator';
    const memberships = await Promise.all(groups.map((group) => orFalse(isIn(group, id))));
    return memberships.includes(true) ? 'moderator' : 'member';
  };

  const known = new Map<string, { standing: Promise<Standing>; until: number }>();
  return {
    async personOf(id) {
      const before = known.get(id);
      const fresh = before !== undefined && before.until > now();
      const entry = fresh ? before : { standing: standingOf(id), until: now() + BELIEVED };
      known.delete(id);
      known.set(id, entry);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      try {
        return { id, standing: await entry.standing };
      } catch {
        known.delete(id);
        return { id, standing: 'member' };
      }
    },
  };
}

/** A refusal (no such person, a scope that is missing) is an answer; a lost one is not, and must not be believed for minutes. */
async function orFalse(asked: Promise<boolean>): Promise<boolean> {
  try {
    return await asked;
  } catch (error) {
    if (slackError(error) === undefined) throw error;
    return false;
  }
}
