import type { SlackMessage } from './channel-history.ts';
import type { EventDeliveries, EventDelivery } from './event-deliveries.ts';
import type { JsonObject } from './json.ts';
import type { Channel, ChannelKind, Workspace, WorkspaceState } from './workspace-state.ts';

/** Every bot event that the loopback can send; an app subscribes to some of them. */
export const BOT_EVENTS = [
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'app_mention',
  'app_home_opened',
  'member_joined_channel',
  'app_uninstalled',
  'tokens_revoked',
] as const;

/** The words Slack uses for each kind of conversation: in events, and in subscriptions and scopes. */
export const KIND_WORDS: Record<ChannelKind, { event: string; scope: string }> = {
  public: { event: 'channel', scope: 'channels' },
  private: { event: 'group', scope: 'groups' },
  im: { event: 'im', scope: 'im' },
  mpim: { event: 'mpim', scope: 'mpim' },
};

/** Turns what happens in channels into events, and sends those that the app may see. */
export class ChatEvents {
  readonly #state: WorkspaceState;
  readonly #deliveries: EventDeliveries;
  readonly #appId: string;
  readonly #subscribed: ReadonlySet<string>;

  constructor(
    state: WorkspaceState,
    deliveries: EventDeliveries,
    { appId, botEvents }: { appId: string; botEvents: Iterable<string> },
  ) {
    this.#state = state;
    this.#deliveries = deliveries;
    this.#appId = appId;
    this.#subscribed = new Set(botEvents);
  }

  /** A new message: `message`, and beside it `app_mention` with an event_id of its own where the bot is named. */
  posted(channel: Channel, message: SlackMessage): void {
    const { metadata: _unseen, ...visible } = message;
    this.#message(channel, { ...visible, event_ts: message.ts });
    const { bot } = this.#state.workspace(channel.teamId);
    const names = message.text.includes(`<@${bot.userId}>`) && message.user !== bot.userId;
    if (!names || channel.kind === 'im' || message.subtype === 'bot_message') return;
    const { subtype: _none, ...mention } = visible;
    const event = { ...mention, type: 'app_mention', channel: channel.id, event_ts: message.ts };
    if (bot.scopes.has('app_mentions:read') && this.#sees(channel)) this.emit(channel, event);
  }

  /** An edit, or a link preview: then the text of both messages is the same. */
  changed(channel: Channel, message: SlackMessage, previous: SlackMessage): void {
    this.#hidden(channel, 'message_changed', { message, previous_message: previous });
  }

  /** A deletion; a parent that left a tombstone is reported as changed instead. */
  removed(channel: Channel, message: SlackMessage, tombstone: SlackMessage | undefined): void {
    const fields = { deleted_ts: message.ts, previous_message: message };
    if (tombstone) this.changed(channel, tombstone, message);
    else this.#hidden(channel, 'message_deleted', fields);
  }

  /** member_joined_channel and the channel_join message that stands in the channel. */
  joined(channel: Channel, message: SlackMessage): void {
    this.posted(channel, message);
    this.emit(channel, {
      type: 'member_joined_channel',
      user: message.user,
      channel: channel.id,
      channel_type: channel.kind === 'public' ? 'C' : 'G',
      team: channel.teamId,
      ...(message.inviter !== undefined && { inviter: message.inviter }),
      event_ts: message.ts,
    });
  }

  /** Any event of a channel, if the app subscribed to its type. */
  emit(channel: Channel, event: JsonObject): EventDelivery | undefined {
    const workspace = this.#state.workspace(channel.teamId);
    return this.send(workspace, event, { is_ext_shared_channel: channel.extShared });
  }

  /** Any event of a workspace, if the app subscribed to its type; sent even when the token no longer works. */
  send(workspace: Workspace, event: JsonObject, outer: JsonObject = {}): EventDelivery | undefined {
    if (event.type !== 'message' && !this.#subscribed.has(String(event.type))) return undefined;
    const eventId = this.#state.nextId('Ev');
    const bot = { team_id: workspace.id, user_id: workspace.bot.userId, is_bot: true };
    const body = {
      token: 'loopback-verification',
      team_id: workspace.id,
      context_team_id: workspace.id,
      context_enterprise_id: null,
      api_app_id: this.#appId,
      event,
      type: 'event_callback',
      event_id: eventId,
      event_time: Math.floor(Number(event.event_ts ?? 0)),
      authorizations: [{ enterprise_id: null, ...bot, is_enterprise_install: false }],
      is_ext_shared_channel: false,
      ...outer,
    };
    return this.#deliveries.send(eventId, workspace.id, String(event.type), body);
  }

  /** The payload Slack sends when an app gets too many events: it has no inner event. */
  rateLimited(workspace: Workspace, minute: number): EventDelivery {
    const type = 'app_rate_limited';
    const team = { team_id: workspace.id, api_app_id: this.#appId };
    const body = { token: 'loopback-verification', type, ...team, minute_rate_limited: minute };
    return this.#deliveries.send(this.#state.nextId('Ev'), workspace.id, type, body);
  }

  #hidden(channel: Channel, subtype: string, fields: JsonObject): void {
    const ts = this.#state.nextTs();
    const event = { type: 'message', subtype, ts, hidden: true, event_ts: ts, ...fields };
    this.#message(channel, structuredClone(event));
  }

  #message(channel: Channel, event: JsonObject): void {
    const { event: kind, scope } = KIND_WORDS[channel.kind];
    const subscription = channel.kind === 'im' || channel.kind === 'mpim' ? channel.kind : scope;
    const { bot } = this.#state.workspace(channel.teamId);
    if (!this.#subscribed.has(`message.${subscription}`) || !this.#sees(channel)) return;
    if (!bot.scopes.has(`${scope}:history`)) return;
    this.emit(channel, { ...event, channel: channel.id, channel_type: kind });
  }

  #sees(channel: Channel): boolean {
    return channel.members.has(this.#state.workspace(channel.teamId).bot.userId);
  }
}
