import { flagIn, type JsonObject } from './json.ts';
import { type Method, type MethodCall, needScope, needText, page } from './method-call.ts';
import type { User, UserGroup } from './workspace-state.ts';
import { SlackError } from './world.ts';

/** auth.test, users.*, usergroups.*, bots.info and team.info: who there is. */
export const PEOPLE_METHODS: Record<string, Method> = {
  'auth.test': ({ workspace: { id, name, domain, bot } }) => ({
    url: `https://${domain}.slack.example/`,
    team: name,
    team_id: id,
    user: 'sidenote',
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  }),
  'users.info': (call) => {
    needScope(call, 'users:read');
    return { user: userRecord(visibleUser(call, needText(call, 'user'))) };
  },
  'users.list': (call) => {
    needScope(call, 'users:read');
    const { items, next } = page([...call.workspace.users.values()], call.args);
    return { members: items.map(userRecord), response_metadata: { next_cursor: next } };
  },
  'usergroups.list': (call) => {
    needScope(call, 'usergroups:read');
    const withUsers = flagIn(call.args.include_users);
    const groups = [...call.workspace.userGroups.values()];
    return { usergroups: groups.map((group) => groupRecord(group, withUsers)) };
  },
  'usergroups.users.list': (call) => {
    needScope(call, 'usergroups:read');
    const group = call.workspace.userGroups.get(needText(call, 'usergroup'));
    if (!group) throw new SlackError('no_such_subteam');
    return { users: [...group.users] };
  },
  'bots.info': (call) => {
    needScope(call, 'users:read');
    const { bot } = call.workspace;
    if ((call.args.bot ?? bot.botId) !== bot.botId) throw new SlackError('bot_not_found');
    const { appId } = call.world;
    return { bot: { id: bot.botId, app_id: appId, user_id: bot.userId, name: 'sidenote' } };
  },
  'team.info': (call) => {
    needScope(call, 'team:read');
    const { id, name, domain } = call.workspace;
    return { team: { id, name, domain, email_domain: '' } };
  },
};

/** A user of the workspace, or somebody of another one who is in a channel shared with it. */
function visibleUser({ workspace, world }: MethodCall, id: string): User {
  const shared = [...workspace.channels.values()].filter(({ extShared }) => extShared);
  const guest = shared.some(({ members }) => members.has(id));
  const user = workspace.users.get(id) ?? (guest ? world.state.user(id) : undefined);
  if (!user) throw new SlackError('user_not_found');
  return user;
}

/** A user with the fields of users.info that apps read. */
function userRecord(user: User): JsonObject {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted,
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: false,
    is_bot: user.isBot,
    is_app_user: false,
    is_restricted: user.isGuest,
    is_ultra_restricted: false,
    profile: { real_name: user.realName, display_name: user.name },
  };
}

function groupRecord(group: UserGroup, withUsers: boolean): JsonObject {
  return {
    id: group.id,
    is_usergroup: true,
    handle: group.handle,
    name: group.name,
    user_count: group.users.length,
    date_delete: 0,
    ...(withUsers && { users: [...group.users] }),
  };
}
