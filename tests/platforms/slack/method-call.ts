import { KIND_WORDS } from './chat-events.ts';
import { type JsonObject, textIn } from './json.ts';
import type { Channel, Workspace } from './workspace-state.ts';
import { SlackError, type World } from './world.ts';

/** One authorised call on its way through a method. */
export type MethodCall = { world: World; workspace: Workspace; method: string; args: JsonObject };

/** A method answers with the fields beside `ok: true`, or throws a SlackError. */
export type Method = (call: MethodCall) => JsonObject;

/** @throws SlackError missing_scope with `needed` and `provided` */
export function needScope({ workspace }: MethodCall, scope: string): void {
  const { scopes } = workspace.bot;
  if (scopes.has(scope)) return;
  throw new SlackError('missing_scope', { needed: scope, provided: [...scopes].join(',') });
}

/** `channels:read`, `groups:history` and their like, by the kind of conversation. */
export function needChannelScope(call: MethodCall, channel: Channel, right: string): void {
  needScope(call, `${KIND_WORDS[channel.kind].scope}:${right}`);
}

/** The channel named by the call. What the bot cannot see, private channels included, is channel_not_found. */
export function channelOf({ workspace, args }: MethodCall): Channel {
  const channel = workspace.channels.get(String(args.channel));
  if (!channel) throw new SlackError('channel_not_found');
  const member = channel.members.has(workspace.bot.userId);
  if (channel.kind !== 'public' && !member) throw new SlackError('channel_not_found');
  return channel;
}

/** A channel that the bot is in. */
export function joinedChannelOf(call: MethodCall): Channel {
  const channel = channelOf(call);
  if (!channel.members.has(call.workspace.bot.userId)) throw new SlackError('not_in_channel');
  return channel;
}

/** An argument that the method cannot do without. */
export function needText({ args }: MethodCall, key: string): string {
  const value = textIn(args[key]);
  if (value === undefined) {
    const messages = [`[ERROR] missing required field: ${key}`];
    throw new SlackError('invalid_arguments', { response_metadata: { messages } });
  }
  return value;
}

/** One page of a list, by `cursor` and `limit`, with the cursor of the next. */
export function page<T>(
  items: readonly T[],
  args: JsonObject,
  defaultLimit = 100,
): { items: T[]; next: string } {
  const start = Number(Buffer.from(String(args.cursor ?? ''), 'base64').toString() || 0);
  const limit = Math.min(Number(args.limit ?? defaultLimit) || defaultLimit, 1000);
  const end = start + limit;
  const next = end < items.length ? Buffer.from(String(end)).toString('base64') : '';
  return { items: items.slice(start, end), next };
}
