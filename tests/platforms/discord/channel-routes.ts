import type { APIMessage } from 'discord.js';
import { emptyMessage, invalidBody, refusal } from './api-error.ts';
import type { LoopbackChannel, LoopbackGuild } from './guild-state.ts';
import { messageFaults } from './limits.ts';
import {
  applyEdit,
  isEmpty,
  type MessageDraft,
  messageIn,
  republish,
  unpublish,
} from './messages.ts';
import { channelPayload, guildPayload, memberPayload } from './payloads.ts';
import { allows, guildPermissions } from './permissions.ts';
import { botPermissions, type PostBody, post } from './posting.ts';
import { noContent, ok, type Route, type RouteCall, route } from './routing.ts';
import { changeThread, openThread } from './threads.ts';
import { overRest } from './visibility.ts';
import type { World } from './world.ts';

/** The channel of the path, if the bot can see it. */
function seenChannel(call: RouteCall): { channel: LoopbackChannel; bits: bigint } {
  const channel = call.world.channel(call.param('channel'));
  return { channel, bits: botPermissions(call.world, channel) };
}

function readHistory(call: RouteCall) {
  const { channel, bits } = seenChannel(call);
  const limit = Number(call.query.get('limit') ?? 50);
  if (!(limit >= 1 && limit <= 100)) throw invalidBody(['limit: between 1 and 100']);
  if (!allows(bits, 'ReadMessageHistory')) return ok([]);
  const page = pageOf([...channel.messages.values()], call.query, limit);
  return ok(page.map((message) => overRest(call.world, channel, message)));
}

/** At most `limit` messages, newest first, before, after or around an id. */
function pageOf(messages: APIMessage[], query: URLSearchParams, limit: number): APIMessage[] {
  const number = (id: string) => BigInt(id);
  const before = query.get('before');
  const after = query.get('after');
  const around = query.get('around');
  if (after !== null) {
    return messages
      .filter(({ id }) => number(id) > number(after))
      .slice(0, limit)
      .reverse();
  }
  if (around !== null) {
    const middle = messages.findIndex(({ id }) => number(id) >= number(around));
    const start = Math.max(0, middle - Math.floor(limit / 2));
    return messages.slice(start, start + limit).reverse();
  }
  const older =
    before === null ? messages : messages.filter(({ id }) => number(id) < number(before));
  return older.slice(-limit).reverse();
}

function readMessage(call: RouteCall) {
  const { channel, bits } = seenChannel(call);
  if (!allows(bits, 'ReadMessageHistory')) throw refusal('missingAccess');
  return ok(overRest(call.world, channel, messageIn(channel, call.param('message'))));
}

function editMessage(call: RouteCall) {
  const { world } = call;
  const { channel } = seenChannel(call);
  const message = messageIn(channel, call.param('message'));
  const body = call.body as MessageDraft;
  const faults = messageFaults(body, { forInteraction: false, existingFlags: message.flags ?? 0 });
  if (faults.length > 0) throw invalidBody(faults);
  if (message.author.id !== world.bot.id) throw refusal('notTheAuthor');
  if (channel.thread?.archived) throw refusal('archivedThread');
  const edited = applyEdit(world, message, body);
  if (isEmpty(edited)) throw emptyMessage();
  return ok(republish(world, channel, edited));
}

function deleteMessage(call: RouteCall) {
  const { world } = call;
  const { channel, bits } = seenChannel(call);
  const message = messageIn(channel, call.param('message'));
  const isOwn = message.author.id === world.bot.id;
  if (!isOwn && !allows(bits, 'ManageMessages')) throw refusal('missingPermissions');
  if (channel.thread?.archived) throw refusal('archivedThread');
  unpublish(world, channel, [message.id]);
  world.deleted.append({ channelId: channel.id, messageId: message.id });
  return noContent;
}

function bulkDelete(call: RouteCall) {
  const { channel, bits } = seenChannel(call);
  if (!allows(bits, 'ManageMessages')) throw refusal('missingPermissions');
  const { messages } = call.body as { messages: string[] };
  unpublish(call.world, channel, messages, true);
  return noContent;
}

interface ThreadBody {
  name: string;
  auto_archive_duration?: number;
  type?: number;
  message?: PostBody;
}

function startOf(world: World, body: ThreadBody) {
  const duration = body.auto_archive_duration;
  return {
    name: body.name,
    ownerId: world.bot.id,
    ...(duration !== undefined && { autoArchiveMinutes: duration }),
  };
}

function threadFromMessage(call: RouteCall) {
  const { world } = call;
  const { channel, bits } = seenChannel(call);
  const from = messageIn(channel, call.param('message'));
  if (!allows(bits, 'CreatePublicThreads')) throw refusal('missingPermissions');
  const thread = openThread(world, channel, { ...startOf(world, call.body as ThreadBody), from });
  return { status: 201, body: channelPayload(thread) };
}

/** A thread without a message, or a forum post with its first one. */
function threadInChannel(call: RouteCall) {
  const { world } = call;
  const { channel, bits } = seenChannel(call);
  const body = call.body as ThreadBody;
  const isPrivate = body.type === 12;
  if (!allows(bits, isPrivate ? 'CreatePrivateThreads' : 'CreatePublicThreads')) {
    throw refusal('missingPermissions');
  }
  const thread = openThread(world, channel, { ...startOf(world, body), isPrivate });
  if (body.message === undefined) return { status: 201, body: channelPayload(thread) };
  const message = post(world, thread, body.message);
  return { status: 201, body: { ...channelPayload(thread), message } };
}

function changeChannel(call: RouteCall) {
  const { channel, bits } = seenChannel(call);
  const { archived, locked, name } = call.body as {
    archived?: boolean;
    locked?: boolean;
    name?: string;
  };
  if (channel.thread === null) throw refusal('missingPermissions');
  const isOwner = channel.thread.ownerId === call.world.bot.id;
  if (!isOwner && !allows(bits, 'ManageThreads')) throw refusal('missingPermissions');
  if (channel.thread.archived && archived !== false) throw refusal('archivedThread');
  changeThread(call.world, channel, {
    ...(archived !== undefined && { archived }),
    ...(locked !== undefined && { locked }),
    ...(name !== undefined && { name }),
  });
  return ok(channelPayload(channel));
}

function react(call: RouteCall) {
  const { channel, bits } = seenChannel(call);
  messageIn(channel, call.param('message'));
  if (channel.thread?.archived) throw refusal('archivedThread');
  if (!allows(bits, 'AddReactions', 'ReadMessageHistory')) throw refusal('missingPermissions');
  return noContent;
}

function leaveGuild(call: RouteCall) {
  const guild = call.world.guild(call.param('guild'));
  call.world.dispatchToGuild('GUILD_DELETE', guild, { id: guild.id });
  guild.botIsMember = false;
  guild.members.delete(call.world.bot.id);
  return noContent;
}

function readMember(call: RouteCall) {
  const guild = call.world.guild(call.param('guild'));
  const member = guild.members.get(call.param('user'));
  if (member === undefined) throw refusal('unknownMember');
  return ok(memberPayload(member));
}

function guildChannels(call: RouteCall, threads: boolean) {
  const { channels } = call.world.guild(call.param('guild'));
  return [...channels.values()].filter(({ thread }) =>
    threads ? thread?.archived === false : thread === null,
  );
}

/** A guild in the bot's own list, which says what the bot may do in it as a whole. */
function ownGuild(world: World) {
  return (guild: LoopbackGuild) => ({
    ...guildPayload(guild),
    owner: false,
    permissions: guildPermissions(guild, world.botIn(guild)).toString(),
  });
}

/** Guilds, channels, threads and messages. */
export const channelRoutes: readonly Route[] = [
  route('GET /users/@me/guilds', ({ world }) =>
    ok([...world.guilds.values()].filter((guild) => guild.botIsMember).map(ownGuild(world))),
  ),
  route('DELETE /users/@me/guilds/:guild', leaveGuild),
  route('GET /guilds/:guild', ({ world, param }) => {
    const guild = world.guild(param('guild'));
    return ok({ ...guildPayload(guild), approximate_member_count: guild.members.size });
  }),
  route('GET /guilds/:guild/roles', ({ world, param }) =>
    ok([...world.guild(param('guild')).roles.values()]),
  ),
  route('GET /guilds/:guild/channels', (call) =>
    ok(guildChannels(call, false).map(channelPayload)),
  ),
  route('GET /guilds/:guild/threads/active', (call) =>
    ok({ threads: guildChannels(call, true).map(channelPayload), members: [] }),
  ),
  route('GET /guilds/:guild/members/:user', readMember),
  route('GET /channels/:channel', (call) => ok(channelPayload(seenChannel(call).channel))),
  route('PATCH /channels/:channel', changeChannel),
  route('POST /channels/:channel/typing', (call) => {
    seenChannel(call);
    return noContent;
  }),
  route('PUT /channels/:channel/thread-members/@me', (call) => {
    seenChannel(call);
    return noContent;
  }),
  route('GET /channels/:channel/messages', readHistory),
  route('POST /channels/:channel/messages', (call) =>
    ok(post(call.world, seenChannel(call).channel, call.body as PostBody, call.files)),
  ),
  route('POST /channels/:channel/messages/bulk-delete', bulkDelete),
  route('GET /channels/:channel/messages/:message', readMessage),
  route('PATCH /channels/:channel/messages/:message', editMessage),
  route('DELETE /channels/:channel/messages/:message', deleteMessage),
  route('POST /channels/:channel/messages/:message/threads', threadFromMessage),
  route('POST /channels/:channel/threads', threadInChannel),
  route('PUT /channels/:channel/messages/:message/reactions/:emoji/@me', react),
  route('DELETE /channels/:channel/messages/:message/reactions/:emoji/@me', react),
];
