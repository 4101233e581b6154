import type { APIApplicationCommand, APIInteractionResponse } from 'discord.js';
import { ChannelType, InteractionResponseType, MessageFlags } from 'discord.js';
import { refusal } from './api-error.ts';
import { emptyChannel } from './guild-state.ts';
import type { Interaction } from './interaction.ts';
import type { MessageDraft } from './messages.ts';
import { channelPayload, guildPayload } from './payloads.ts';
import { noContent, ok, type Route, type RouteCall, route } from './routing.ts';

type Draft = Partial<APIApplicationCommand>;

function application({ world }: RouteCall) {
  const { applicationId: id, applicationFlags: flags, bot } = world;
  const about = { name: bot.username, icon: null, description: '', summary: '' };
  const access = { bot_public: true, bot_require_code_grant: false, verify_key: '0'.repeat(64) };
  return ok({ id, flags, bot, owner: { ...bot, id, bot: false }, team: null, ...about, ...access });
}

function gatewayAddress({ gateway }: RouteCall) {
  const { sessionStarts: total, maxConcurrency } = gateway.options;
  const session_start_limit = {
    total,
    remaining: Math.max(0, gateway.startsLeft),
    reset_after: 86_400_000,
    max_concurrency: maxConcurrency,
  };
  return ok({ url: `ws://${gateway.host}`, shards: 1, session_start_limit });
}

/** A guild that the bot is in; of any other it learns nothing. */
function guild({ world, param }: RouteCall) {
  const found = world.guilds.get(param('guild'));
  if (found?.botIsMember !== true) throw refusal('unknownGuild');
  return ok(guildPayload(found));
}

function openDm({ world, body }: RouteCall) {
  const { recipient_id: id } = body as { recipient_id?: string };
  const user = world.users.get(String(id));
  if (user === undefined) throw refusal('unknownUser');
  const known = world.directChannel(user);
  if (known !== undefined) return ok(channelPayload(known));
  const type = ChannelType.DM;
  const channel = emptyChannel({ id: world.ids.next(), type, name: '', recipient: user });
  world.channels.set(channel.id, channel);
  return ok(channelPayload(channel));
}

/** The same five routes for global commands and for those of one server. */
function commandRoutes(path: string, scopeOf: (call: RouteCall) => string): Route[] {
  return [
    route(`GET ${path}`, (call) => ok(call.commands.list(scopeOf(call)))),
    route(`PUT ${path}`, (call) =>
      ok(call.commands.replaceAll(scopeOf(call), call.body as Draft[])),
    ),
    route(`POST ${path}`, (call) => {
      const { command, created } = call.commands.upsert(scopeOf(call), call.body as Draft);
      return { status: created ? 201 : 200, body: command };
    }),
    route(`GET ${path}/:command`, (call) =>
      ok(call.commands.get(scopeOf(call), call.param('command'))),
    ),
    route(`PATCH ${path}/:command`, (call) =>
      ok(call.commands.change(scopeOf(call), call.param('command'), call.body as Draft)),
    ),
    route(`DELETE ${path}/:command`, (call) => {
      call.commands.remove(scopeOf(call), call.param('command'));
      return noContent;
    }),
  ];
}

function callback(call: RouteCall) {
  const response = call.body as APIInteractionResponse;
  const interaction = call.interactions.answer(call.param('id'), call.param('token'), response);
  if (call.query.get('with_response') !== 'true') return noContent;
  const { message, id, issued } = interaction;
  const isMessage = message !== null;
  return ok({
    interaction: {
      id,
      type: issued.type,
      ...(isMessage && {
        response_message_id: message.id,
        response_message_loading: ((message.flags ?? 0) & MessageFlags.Loading) !== 0,
        response_message_ephemeral: interaction.ephemeral,
      }),
    },
    resource: { type: response.type, ...(isMessage && messageResource(interaction, response)) },
  });
}

function messageResource(interaction: Interaction, response: APIInteractionResponse) {
  return response.type === InteractionResponseType.DeferredMessageUpdate
    ? {}
    : { message: interaction.message };
}

function ofToken(call: RouteCall): Interaction {
  return call.interactions.byToken(call.param('token'));
}

const webhook = '/webhooks/:application/:token';

/** The app itself, its gateway address, the servers it is in, its commands, and answers to interactions. */
export const applicationRoutes: readonly Route[] = [
  route('GET /gateway', ({ gateway }) => ok({ url: `ws://${gateway.host}` })),
  route('GET /gateway/bot', gatewayAddress),
  route('GET /applications/@me', application),
  route('GET /oauth2/applications/@me', application),
  route('GET /users/@me', ({ world }) => ok(world.bot)),
  route('POST /users/@me/channels', openDm),
  route('GET /guilds/:guild', guild),
  ...commandRoutes('/applications/:application/commands', () => 'global'),
  ...commandRoutes('/applications/:application/guilds/:guild/commands', (call) =>
    call.param('guild'),
  ),
  route('POST /interactions/:id/:token/callback', callback),
  route(`POST ${webhook}`, (call) =>
    ok(call.interactions.followUp(ofToken(call), call.body as MessageDraft)),
  ),
  route(`GET ${webhook}/messages/:message`, (call) =>
    ok(call.interactions.message(ofToken(call), call.param('message'))),
  ),
  route(`PATCH ${webhook}/messages/:message`, (call) =>
    ok(call.interactions.edit(ofToken(call), call.param('message'), call.body as MessageDraft)),
  ),
  route(`DELETE ${webhook}/messages/:message`, (call) => {
    call.interactions.remove(ofToken(call), call.param('message'));
    return noContent;
  }),
];
