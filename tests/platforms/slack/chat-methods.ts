import type { SlackMessage } from './channel-history.ts';
import { messageContent, note } from './content.ts';
import { textIn } from './json.ts';
import { LIMITS } from './limits.ts';
import { channelOf, type Method, type MethodCall, needScope, needText } from './method-call.ts';
import type { Channel } from './workspace-state.ts';
import { type BotOutput, SlackError } from './world.ts';

/** chat.*: what the app shows to people. */
export const CHAT_METHODS: Record<string, Method> = {
  'chat.postMessage': (call) => {
    needScope(call, 'chat:write');
    const channel = postTarget(call);
    checkThread(call, channel);
    const content = messageContent(call.world, call.method, call.args);
    const message = call.world.conversation.sayAsApp(call.workspace, channel, content);
    seen(call, 'message', channel, message);
    return { channel: channel.id, ts: message.ts, message };
  },
  'chat.postEphemeral': (call) => {
    needScope(call, 'chat:write');
    const channel = postTarget(call);
    const user = needText(call, 'user');
    if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
    const content = messageContent(call.world, call.method, call.args);
    const message = call.world.conversation.whisper(call.workspace, channel, user, content);
    seen(call, 'ephemeral', channel, message, user);
    return { message_ts: message.ts };
  },
  'chat.update': (call) => {
    needScope(call, 'chat:write');
    const { channel, message } = ownMessage(call, 'cant_update_message');
    if ((textIn(call.args.text) ?? '').length > LIMITS.updateText) {
      const rule = `must be less than ${LIMITS.updateText + 1} characters`;
      note(call.world, call.method, { pointer: '/text', rule });
      throw new SlackError('msg_too_long');
    }
    update(call, channel, message);
    return { channel: channel.id, ts: message.ts, text: message.text, message };
  },
  'chat.delete': (call) => {
    needScope(call, 'chat:write');
    const { channel, message } = ownMessage(call, 'cant_delete_message');
    seen(call, 'delete', channel, message);
    call.world.conversation.remove(channel, message.ts);
    return { channel: channel.id, ts: message.ts };
  },
  'chat.getPermalink': (call) => {
    const channel = channelOf(call);
    const message = channel.history.find(needText(call, 'message_ts'));
    if (!message) throw new SlackError('message_not_found');
    const path = `archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const reply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
    const query = reply ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
    const permalink = `https://${call.workspace.domain}.slack.example/${path}${query}`;
    return { channel: channel.id, permalink };
  },
};

/** Where a post may go: channels the bot is in, public ones with chat:write.public, and people by their id. */
function postTarget(call: MethodCall): Channel {
  const { workspace, world, args } = call;
  const person = workspace.users.get(String(args.channel));
  if (person) return world.state.directMessages(workspace, person.id);
  const channel = channelOf(call);
  if (channel.archived) throw new SlackError('is_archived');
  if (channel.restricted) throw new SlackError('restricted_action');
  const member = channel.members.has(workspace.bot.userId);
  const publicPost =
    call.method === 'chat.postMessage' && workspace.bot.scopes.has('chat:write.public');
  if (!member && !publicPost) throw new SlackError('not_in_channel');
  return channel;
}

/** Slack takes a reply to a reply, but shows it oddly: its docs ask for the parent's ts. */
function checkThread({ world, method, args }: MethodCall, channel: Channel): void {
  const ts = args.thread_ts;
  if (ts === undefined || ts === null) return;
  if (typeof ts !== 'string' || !/^\d+\.\d{6}$/.test(ts)) throw new SlackError('invalid_thread_ts');
  const parent = channel.history.find(ts)?.thread_ts;
  if (parent !== undefined && parent !== ts) {
    note(world, method, { pointer: '/thread_ts', rule: "must be the parent's ts, not a reply's" });
  }
}

function ownMessage(call: MethodCall, error: string): { channel: Channel; message: SlackMessage } {
  const channel = channelOf(call);
  const message = channel.history.find(needText(call, 'ts'));
  if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
  if (message.bot_id !== call.workspace.bot.botId) throw new SlackError(error);
  return { channel, message };
}

/** `text` without `blocks` takes the blocks away; with blocks no "edited" is shown (docs.slack.dev, chat.update). */
function update(call: MethodCall, channel: Channel, message: SlackMessage): void {
  const { world, workspace, args } = call;
  const content = messageContent(world, call.method, args);
  const { threadTs: _fixed, broadcast: _ignored, ...change } = content;
  if (content.blocks === undefined) delete message.blocks;
  const editor = content.blocks === undefined ? workspace.bot.userId : undefined;
  world.conversation.change(channel, message.ts, change, editor);
  seen(call, 'update', channel, message);
}

function seen(
  { world, workspace }: MethodCall,
  kind: BotOutput['kind'],
  channel: Channel,
  message: SlackMessage,
  seenBy?: string,
): void {
  const copy = structuredClone(message);
  world.outputs.push({ kind, teamId: workspace.id, channel: channel.id, seenBy, message: copy });
}
