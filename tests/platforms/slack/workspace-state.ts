import { ChannelHistory, type SlackMessage } from './channel-history.ts';
import type { JsonObject } from './json.ts';

/** Whether a bot token works; the other words are the error that every call with it then gets. */
export type TokenState =
  | 'valid'
  | 'invalid_auth'
  | 'account_inactive'
  | 'token_revoked'
  | 'token_expired';

export type User = {
  id: string;
  teamId: string;
  name: string;
  realName: string;
  isAdmin: boolean;
  isOwner: boolean;
  isBot: boolean;
  isGuest: boolean;
  deleted: boolean;
};

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export type Channel = {
  id: string;
  teamId: string;
  name: string;
  kind: ChannelKind;
  members: Set<string>;
  archived: boolean;
  /** Posting is limited to admins: the bot gets `restricted_action`. */
  restricted: boolean;
  /** Shared with another organisation (Slack Connect). */
  extShared: boolean;
  history: ChannelHistory;
};

export type UserGroup = { id: string; handle: string; name: string; users: string[] };

/** A message that one person sees and no history holds. */
export type EphemeralMessage = SlackMessage & { channel: string; seenBy: string; deleted: boolean };

/** A modal or home view as it stands, with the bookkeeping Slack adds. */
export type StoredView = JsonObject & {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  blocks: JsonObject[];
  hash: string;
  root_view_id: string;
  previous_view_id: string | null;
};

/** One workspace with the app installed in it. */
export type Workspace = {
  id: string;
  name: string;
  domain: string;
  bot: { userId: string; botId: string; token: string; scopes: Set<string> };
  tokenState: TokenState;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  userGroups: Map<string, UserGroup>;
  ephemerals: EphemeralMessage[];
  views: Map<string, StoredView>;
  /** The stack of open modals of each user, top last. */
  modals: Map<string, StoredView[]>;
  /** The published home view of each user. */
  homes: Map<string, StoredView>;
};

export type UserOptions = {
  realName?: string;
  isAdmin?: boolean;
  isOwner?: boolean;
  isBot?: boolean;
  isGuest?: boolean;
};
export type ChannelOptions = {
  kind?: ChannelKind;
  members?: readonly string[];
  /** Whether the bot was invited; default true. */
  withBot?: boolean;
  archived?: boolean;
  restricted?: boolean;
  extShared?: boolean;
};

/** All workspaces. Ids are unique over all of them, so an id alone tells the workspace. */
export class WorkspaceState {
  readonly workspaces = new Map<string, Workspace>();
  readonly #now: () => number;
  #lastId = 0;
  #lastMicros = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A fresh id such as `C0000012`. */
  nextId(prefix: string): string {
    this.#lastId += 1;
    return `${prefix}${String(this.#lastId).padStart(7, '0')}`;
  }

  /** A fresh ts: seconds with six decimals, never twice, always rising. */
  nextTs(): string {
    this.#lastMicros = Math.max(this.#lastMicros + 1, this.#now() * 1000);
    const micros = String(this.#lastMicros % 1_000_000).padStart(6, '0');
    return `${Math.floor(this.#lastMicros / 1_000_000)}.${micros}`;
  }

  createWorkspace(name: string, scopes: Iterable<string>): Workspace {
    const id = this.nextId('T');
    const botUserId = this.nextId('U');
    const workspace: Workspace = {
      id,
      name,
      domain: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
      bot: {
        userId: botUserId,
        botId: this.nextId('B'),
        token: `xoxb-loopback-${id}`,
        scopes: new Set(scopes),
      },
      tokenState: 'valid',
      users: new Map(),
      channels: new Map(),
      userGroups: new Map(),
      ephemerals: [],
      views: new Map(),
      modals: new Map(),
      homes: new Map(),
    };
    this.workspaces.set(id, workspace);
    workspace.users.set(botUserId, userRecord(botUserId, id, 'sidenote', { isBot: true }));
    return workspace;
  }

  createUser(workspace: Workspace, name: string, options: UserOptions = {}): User {
    const user = userRecord(this.nextId('U'), workspace.id, name, options);
    workspace.users.set(user.id, user);
    return user;
  }

  createChannel(workspace: Workspace, name: string, options: ChannelOptions = {}): Channel {
    const kind = options.kind ?? 'public';
    const bot = options.withBot === false ? [] : [workspace.bot.userId];
    const channel: Channel = {
      id: this.nextId(kind === 'im' ? 'D' : 'C'),
      teamId: workspace.id,
      name: name.replace(/^#/, ''),
      kind,
      members: new Set([...(options.members ?? []), ...bot]),
      archived: options.archived ?? false,
      restricted: options.restricted ?? false,
      extShared: options.extShared ?? false,
      history: new ChannelHistory(),
    };
    workspace.channels.set(channel.id, channel);
    return channel;
  }

  createUserGroup(workspace: Workspace, handle: string, users: readonly string[]): UserGroup {
    const group = { id: this.nextId('S'), handle, name: handle, users: [...users] };
    workspace.userGroups.set(group.id, group);
    return group;
  }

  /** The direct conversation between the bot and a user, made at first use. */
  directMessages(workspace: Workspace, userId: string): Channel {
    const existing = [...workspace.channels.values()].find(
      (channel) => channel.kind === 'im' && channel.members.has(userId),
    );
    return existing ?? this.createChannel(workspace, '', { kind: 'im', members: [userId] });
  }

  /** @throws Error for an id that was never made */
  workspace(id: string): Workspace {
    return found(this.workspaces.get(id), `workspace ${id}`);
  }

  /** @throws Error for an id that was never made */
  channel(id: string): Channel {
    const channels = [...this.workspaces.values()].map((workspace) => workspace.channels.get(id));
    return found(
      channels.find((channel) => channel !== undefined),
      `channel ${id}`,
    );
  }

  /** @throws Error for an id that was never made */
  user(id: string): User {
    const users = [...this.workspaces.values()].map((workspace) => workspace.users.get(id));
    return found(
      users.find((user) => user !== undefined),
      `user ${id}`,
    );
  }

  workspaceOfToken(token: string): Workspace | undefined {
    return [...this.workspaces.values()].find(({ bot }) => bot.token === token);
  }
}

function userRecord(id: string, teamId: string, name: string, options: UserOptions): User {
  return {
    id,
    teamId,
    name,
    realName: options.realName ?? name,
    isAdmin: options.isAdmin ?? options.isOwner ?? false,
    isOwner: options.isOwner ?? false,
    isBot: options.isBot ?? false,
    isGuest: options.isGuest ?? false,
    deleted: false,
  };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the loopback Slack has no ${what}`);
  return value;
}
