import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageContent } from './content.ts';
import type { BotContent } from './conversation.ts';
import { readText } from './events-http.ts';
import type { Grant, ResponseMessage } from './grants.ts';
import { flagIn, type JsonObject, parseObject } from './json.ts';
import type { Channel, Workspace } from './workspace-state.ts';
import { SlackError, type World } from './world.ts';

/** Answers a post to a response_url: 200 `ok`, 404 when expired or used up, 400 for refused content. */
export async function answerResponseUrl(
  world: World,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = parseObject(await readText(request)) ?? {};
  const grant = world.grants.useResponse(token);
  const headers = { 'content-type': 'application/json' };
  if (typeof grant === 'string') {
    response.writeHead(404, headers).end(JSON.stringify({ ok: false, error: grant }));
    return;
  }
  try {
    showResponse(world, grant, body, 'response_url');
    response.writeHead(200).end('ok');
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    response.writeHead(400, headers).end(JSON.stringify({ ok: false, error: error.message }));
  }
}

/**
 * Shows what an app answered to an interaction: ephemeral unless `in_channel`, or in place of the original.
 * Works where the bot is no member. An ephemeral original stays ephemeral.
 * @throws SlackError for content that breaks a limit
 */
export function showResponse(
  world: World,
  grant: Grant,
  body: JsonObject,
  via: ResponseMessage['via'],
): void {
  const workspace = world.state.workspace(grant.teamId);
  const content = flagIn(body.delete_original) ? { text: '' } : messageContent(world, via, body);
  const channel =
    grant.channelId === undefined ? undefined : workspace.channels.get(grant.channelId);
  if (!channel) throw new SlackError('channel_not_found');
  const shown = show(world, workspace, channel, grant, body, content);
  const { ts, action } = shown;
  const { text, blocks = [], threadTs } = content;
  const thread = threadTs === undefined ? {} : { threadTs };
  grant.responses.push({ via, action, channel: channel.id, ts, text, blocks, ...thread });
  const seenBy = action === 'in_channel' ? undefined : grant.userId;
  const message = { type: 'message' as const, ts, team: workspace.id, text, blocks, ...thread };
  world.outputs.push({
    kind: 'response',
    teamId: workspace.id,
    channel: channel.id,
    seenBy,
    message,
  });
}

function show(
  world: World,
  workspace: Workspace,
  channel: Channel,
  grant: Grant,
  body: JsonObject,
  content: BotContent,
): { ts: string; action: ResponseMessage['action'] } {
  const { origin } = grant;
  if (origin && flagIn(body.delete_original)) {
    changeOriginal(world, workspace, grant, undefined);
    return { ts: origin.ts, action: 'deleted' };
  }
  if (origin && flagIn(body.replace_original)) {
    changeOriginal(world, workspace, grant, content);
    return { ts: origin.ts, action: 'replaced' };
  }
  if (body.response_type === 'in_channel') {
    const message = world.conversation.sayAsApp(workspace, channel, content);
    return { ts: message.ts, action: 'in_channel' };
  }
  const message = world.conversation.whisper(workspace, channel, grant.userId, content);
  return { ts: message.ts, action: 'ephemeral' };
}

/** Replaces the message of the interaction, or takes it away when there is no new content. */
function changeOriginal(
  { conversation }: World,
  { channels, ephemerals }: Workspace,
  { origin }: Grant,
  content: BotContent | undefined,
): void {
  const ephemeral = ephemerals.find(({ ts }) => ts === origin?.ts);
  if (ephemeral) {
    if (content) Object.assign(ephemeral, { blocks: [] }, content);
    else ephemeral.deleted = true;
    return;
  }
  const channel = channels.get(origin?.channel ?? '');
  if (!origin || !channel) throw new SlackError('message_not_found');
  if (content) {
    const { text, blocks = [] } = content;
    conversation.change(channel, origin.ts, { text, blocks });
  } else conversation.remove(channel, origin.ts);
}
