import type { SlackMessage } from './channel-history.ts';
import { flagIn, type JsonObject, textIn, textsIn } from './json.ts';
import {
  channelOf,
  joinedChannelOf,
  type Method,
  type MethodCall,
  needChannelScope,
  needScope,
  needText,
  page,
} from './method-call.ts';
import type { Channel, Workspace } from './workspace-state.ts';
import { SlackError } from './world.ts';

/** conversations.*: reading channels and opening direct ones. */
export const CONVERSATION_METHODS: Record<string, Method> = {
  'conversations.info': (call) => {
    const channel = channelOf(call);
    needChannelScope(call, channel, 'read');
    return { channel: channelRecord(call.workspace, channel) };
  },
  'conversations.list': (call) => {
    needScope(call, 'channels:read');
    const wanted = textsIn(call.args.types ?? 'public_channel');
    const shown = [...call.workspace.channels.values()].filter((channel) =>
      listed(call, channel, wanted),
    );
    const { items, next } = page(shown, call.args);
    const channels = items.map((channel) => channelRecord(call.workspace, channel));
    return { channels, response_metadata: { next_cursor: next } };
  },
  'conversations.members': (call) => {
    const channel = channelOf(call);
    needChannelScope(call, channel, 'read');
    const { items, next } = page([...channel.members], call.args);
    return { members: items, response_metadata: { next_cursor: next } };
  },
  'conversations.open': (call) => {
    needScope(call, 'im:write');
    const [userId, ...more] = textsIn(call.args.users);
    if (userId === undefined || more.length > 0) throw new SlackError('users_list_not_supplied');
    if (!call.workspace.users.has(userId)) throw new SlackError('user_not_found');
    return { channel: { id: call.world.state.directMessages(call.workspace, userId).id } };
  },
  'conversations.history': (call) => {
    const channel = joinedChannelOf(call);
    needChannelScope(call, channel, 'history');
    const within = channel.history.topLevel().filter((message) => inRange(call.args, message.ts));
    return messagesPage(call, within.reverse());
  },
  'conversations.replies': (call) => {
    const channel = joinedChannelOf(call);
    needChannelScope(call, channel, 'history');
    const parent = channel.history.find(needText(call, 'ts'));
    const replies = channel.history.replies(String(call.args.ts));
    if (!parent && replies.length === 0) throw new SlackError('thread_not_found');
    const within = replies.filter((message) => inRange(call.args, message.ts));
    return messagesPage(call, parent ? [parent, ...within] : within);
  },
};

function listed({ workspace, args }: MethodCall, channel: Channel, wanted: string[]): boolean {
  const type =
    channel.kind === 'im' || channel.kind === 'mpim' ? channel.kind : `${channel.kind}_channel`;
  const visible = channel.kind === 'public' || channel.members.has(workspace.bot.userId);
  return wanted.includes(type) && visible && !(flagIn(args.exclude_archived) && channel.archived);
}

function inRange({ oldest, latest, inclusive }: JsonObject, ts: string): boolean {
  const from = Number(textIn(oldest) ?? 0);
  const to = Number(textIn(latest) ?? Number.POSITIVE_INFINITY);
  const at = Number(ts);
  return flagIn(inclusive) ? at >= from && at <= to : at > from && at < to;
}

function messagesPage({ args }: MethodCall, messages: readonly SlackMessage[]): JsonObject {
  const { items, next } = page(messages, args);
  const shown = items.map((message) => {
    const { metadata, ...rest } = message;
    const whole = flagIn(args.include_all_metadata) && metadata !== undefined;
    return structuredClone(whole ? { ...rest, metadata } : rest);
  });
  return { messages: shown, has_more: next !== '', response_metadata: { next_cursor: next } };
}

function channelRecord({ bot, id }: Workspace, channel: Channel): JsonObject {
  const direct = channel.kind === 'im';
  return {
    id: channel.id,
    ...(direct
      ? { user: [...channel.members].find((member) => member !== bot.userId) }
      : { name: channel.name }),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: direct,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_archived: channel.archived,
    is_member: channel.members.has(bot.userId),
    is_shared: channel.extShared,
    is_ext_shared: channel.extShared,
    context_team_id: id,
    num_members: channel.members.size,
  };
}
