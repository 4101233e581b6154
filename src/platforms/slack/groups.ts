import type { WebClient } from './connect.ts';
import { slackError } from './refusal.ts';

/** Milliseconds for which the members of user groups are believed. */
const BELIEVED = 5 * 60_000;

/** Tells in which user groups (S…) somebody is: what roles are on other platforms. */
export interface Groups {
  groupsOf(user: string): Promise<readonly string[]>;
}

type Members = ReadonlyMap<string, readonly string[]>;

/**
 * Asks Slack for all user groups in one call and believes the answer for five minutes. Nobody waits for a later call: until it
 * has answered, or when it is lost, what was known before holds. Where Slack refuses (no scope, no such plan), nobody is in any.
 */
export function createGroups(client: WebClient, now: () => number): Groups {
  let known: Members | undefined;
  let asked: { readonly members: Promise<Members>; readonly until: number } | undefined;

  const ask = async (): Promise<Members> => {
    try {
      known = await membersIn(client);
    } catch {
      if (known === undefined) asked = undefined;
    }
    return known ?? new Map();
  };
  return {
    async groupsOf(user) {
      if (asked === undefined || asked.until <= now())
        asked = { members: ask(), until: now() + BELIEVED };
      const members = known ?? (await asked.members);
      return members.get(user) ?? [];
    },
  };
}

async function membersIn(client: WebClient): Promise<Members> {
  try {
    const { usergroups = [] } = await client.usergroups.list({ include_users: true });
    const pairs = usergroups.flatMap(({ id, users = [] }) =>
      id === undefined ? [] : users.map((user) => ({ user, id })),
    );
    const byUser = Map.groupBy(pairs, ({ user }) => user);
    return new Map([...byUser].map(([user, of]) => [user, of.map(({ id }) => id)]));
  } catch (error) {
    if (slackError(error) === undefined) throw error;
    return new Map();
  }
}
