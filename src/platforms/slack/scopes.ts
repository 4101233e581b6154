/** What the bot needs in a workspace, and for what: the manifest asks for it, `doctor` says what is missing. */
export const SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'be told when it is mentioned',
  'channels:history': 'read along in public channels it was invited to',
  'channels:read': 'know which public channels it is in',
  'chat:write': 'post cards',
  commands: 'take /context and the shortcuts',
  'groups:history': 'read along in private channels it was invited to',
  'groups:read': 'know which private channels it is in',
  'usergroups:read': 'know who moderates and who is exempt, where user groups are',
  'users:read': 'know who is an admin of the workspace',
};

/** The events that `listen.ts` and `interactions.ts` read. */
export const EVENTS: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_deleted',
  'group_deleted',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'tokens_revoked',
];
