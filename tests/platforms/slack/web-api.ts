import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { CHAT_METHODS } from './chat-methods.ts';
import { CONVERSATION_METHODS } from './conversation-methods.ts';
import { readText } from './events-http.ts';
import type { Fault } from './faults.ts';
import { type JsonObject, parseObject, textIn } from './json.ts';
import type { Method } from './method-call.ts';
import { PEOPLE_METHODS } from './people-methods.ts';
import { VIEW_METHODS } from './view-methods.ts';
import type { Workspace } from './workspace-state.ts';
import { SlackError, type World } from './world.ts';

const METHODS: Record<string, Method> = {
  ...CHAT_METHODS,
  ...CONVERSATION_METHODS,
  ...PEOPLE_METHODS,
  ...VIEW_METHODS,
};

/** In form bodies these arguments are JSON texts. */
const JSON_ARGUMENTS = ['blocks', 'attachments', 'metadata', 'view'];

/** Answers one Web API call: POST or GET under `/api/`, with a form, query or JSON body. */
export async function answerApiCall(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://loopback');
  const method = url.pathname.replace(/^\/api\//, '');
  const sent = argumentsOf(await readText(request), url, request.headers['content-type'] ?? '');
  const { token: tokenArgument, ...args } = sent;
  const bearer = request.headers.authorization?.replace(/^Bearer /i, '');
  const token = bearer ?? textIn(tokenArgument);
  const fault = world.faults.take(method, textIn(args.channel));
  const workspace = token === undefined ? undefined : world.state.workspaceOfToken(token);
  const answer = refusal(fault) ?? run(world, method, args, token, workspace);
  const { now } = world;
  const call = { method, args, teamId: workspace?.id, answer, fault: fault?.kind, at: now() };
  world.calls.push(call);
  await respond(response, answer, fault, workspace);
}

/** What a fault answers in place of the method; undefined when the method still runs. */
function refusal(fault: Fault | undefined): JsonObject | undefined {
  if (fault?.kind === 'error') return { ok: false, error: fault.error };
  if (fault?.kind === 'rate-limited') return { ok: false, error: 'ratelimited' };
  if ((fault?.kind === 'drop' || fault?.kind === 'http') && !fault.stored) return { ok: false };
  return undefined;
}

function run(
  world: World,
  method: string,
  args: JsonObject,
  token: string | undefined,
  workspace: Workspace | undefined,
): JsonObject {
  try {
    if (token === undefined) throw new SlackError('not_authed');
    if (method === 'apps.connections.open') return openConnection(world, token);
    if (token === world.appToken) throw new SlackError('not_allowed_token_type');
    if (!workspace) throw new SlackError('invalid_auth');
    if (workspace.tokenState !== 'valid') throw new SlackError(workspace.tokenState);
    const call = METHODS[method];
    if (!call) throw new SlackError('unknown_method', { req_method: method });
    return { ok: true, ...structuredClone(call({ world, workspace, method, args })) };
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.message, ...error.extra };
    throw error;
  }
}

function openConnection(world: World, token: string): JsonObject {
  if (token === world.appToken) return { ok: true, url: world.socketUrl() };
  const known = world.state.workspaceOfToken(token) !== undefined;
  throw new SlackError(known ? 'not_allowed_token_type' : 'invalid_auth');
}

async function respond(
  response: ServerResponse,
  answer: JsonObject,
  fault: Fault | undefined,
  workspace: Workspace | undefined,
): Promise<void> {
  if (fault?.kind === 'drop') {
    response.socket?.destroy();
    return;
  }
  if (fault?.kind === 'delay') await wait(fault.ms, undefined, { ref: false });
  const scopes = workspace ? { 'x-oauth-scopes': [...workspace.bot.scopes].join(',') } : {};
  const headers = { 'content-type': 'application/json; charset=utf-8', ...scopes };
  if (fault?.kind === 'http') {
    response.writeHead(fault.status, { 'content-type': 'text/html' }).end('loopback fault');
  } else if (fault?.kind === 'rate-limited') {
    const limited = { ...headers, 'retry-after': String(fault.retryAfterS) };
    response.writeHead(429, limited).end(JSON.stringify(answer));
  } else response.writeHead(200, headers).end(JSON.stringify(answer));
}

function argumentsOf(body: string, url: URL, contentType: string): JsonObject {
  const query = Object.fromEntries(url.searchParams);
  if (contentType.startsWith('application/json')) return { ...query, ...parseObject(body) };
  const form: JsonObject = { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  for (const key of JSON_ARGUMENTS) {
    if (typeof form[key] === 'string') form[key] = parsed(form[key]);
  }
  return form;
}

/** A JSON text as its value; anything else stays as it is and is then refused by its method. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
