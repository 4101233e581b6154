import type { SlackMessage } from './channel-history.ts';
import type { SayOptions } from './conversation.ts';
import type { Entered, EnteredValues } from './element-values.ts';
import type { DeliveryAttempt, EventDelivery } from './event-deliveries.ts';
import type { Fault } from './faults.ts';
import type { InteractionOutcome, MessagePlace } from './interactions.ts';
import { ALL_SCOPES, type LoopbackSlackOptions, SlackServer } from './slack-server.ts';
import type {
  Channel,
  ChannelOptions,
  StoredView,
  User,
  UserGroup,
  UserOptions,
  Workspace,
} from './workspace-state.ts';
import type { ApiCall, BotOutput } from './world.ts';

/** What `press` can press on. */
export type PressTarget = MessagePlace | StoredView;

/**
 * Starts a Slack of its own on loopback, with one workspace that has the app installed. Nothing leaves the machine.
 */
export async function startLoopbackSlack(
  options: LoopbackSlackOptions = {},
): Promise<LoopbackSlack> {
  const slack = new LoopbackSlack(options);
  await slack.listen(options.port ?? 0);
  return slack;
}

/** A Slack on loopback, as a test drives it: what people do, what goes wrong, and what the app made of it. */
export class LoopbackSlack extends SlackServer {
  // --- Who and where ---

  /** Another workspace with the app installed, with a token of its own. */
  createWorkspace(name: string, scopes: Iterable<string> = ALL_SCOPES): Workspace {
    return this.state.createWorkspace(name, scopes);
  }

  createUser(name: string, options: UserOptions = {}, workspace = this.workspace): User {
    return this.state.createUser(workspace, name, options);
  }

  /** A channel with the bot in it unless `withBot` is false; everybody in `members` is in it too. */
  createChannel(name: string, options: ChannelOptions = {}, workspace = this.workspace): Channel {
    return this.state.createChannel(workspace, name, options);
  }

  createUserGroup(handle: string, users: readonly string[], workspace = this.workspace): UserGroup {
    return this.state.createUserGroup(workspace, handle, users);
  }

  /** The direct conversation between the bot and a user. */
  directMessages(user: string): Channel {
    return this.state.directMessages(this.state.workspace(this.state.user(user).teamId), user);
  }

  // --- What people do in channels; ids in, ts out; the events are on their way when these return ---

  /** Writes a message, as Slack puts it on the wire (see `wireText`); answers its ts. Joins a public channel quietly. */
  say(channel: string, user: string, text: string, options: SayOptions = {}): string {
    const place = this.state.channel(channel);
    place.members.add(user);
    return this.world.conversation.say(place, this.state.user(user), text, options).ts;
  }

  /** A message of another integration. */
  sayAsBot(channel: string, text: string, threadTs?: string): string {
    const place = this.state.channel(channel);
    return this.world.conversation.sayAsBot(place, 'B0OTHER', text, threadTs).ts;
  }

  /** The author edits. */
  edit(channel: string, ts: string, text: string): void {
    const place = this.state.channel(channel);
    const { user } = this.world.conversation.find(place, ts);
    this.world.conversation.change(place, ts, { text }, user);
  }

  /** A link preview arrives: message_changed with the text unchanged. */
  attachPreview(channel: string, ts: string, title: string): void {
    const attachments = [{ title, fallback: title, from_url: 'https://example.org/' }];
    this.world.conversation.change(this.state.channel(channel), ts, { attachments });
  }

  /** The author deletes; a parent with replies leaves a tombstone. */
  delete(channel: string, ts: string): void {
    this.world.conversation.remove(this.state.channel(channel), ts);
  }

  /** Somebody, or the bot, enters a channel. */
  join(channel: string, user: string, inviter?: string): void {
    this.world.conversation.join(this.state.channel(channel), this.state.user(user), inviter);
  }

  /** Somebody, or the bot, leaves a channel; no event is sent. */
  leave(channel: string, user: string): void {
    this.state.channel(channel).members.delete(user);
  }

  /** A message that stands in a channel now, metadata included. */
  message(channel: string, ts: string): SlackMessage | undefined {
    return this.state.channel(channel).history.find(ts);
  }

  // --- What people do with the app; each resolves when the app acknowledged, or failed to ---

  /** Types a slash command such as `/context`. */
  command(user: string, channel: string, command: string, text = ''): Promise<InteractionOutcome> {
    return this.interactions.command(this.#user(user), this.state.channel(channel), command, text);
  }

  /** Presses a button (told apart by `value` if several share an action_id) or chooses an option. */
  press(
    user: string,
    target: PressTarget,
    actionId: string,
    value?: Entered,
  ): Promise<InteractionOutcome> {
    const person = this.#user(user);
    if ('hash' in target) {
      return this.interactions.pressInView(person, this.#view(target.id), actionId, value);
    }
    const channel = this.state.channel(target.channel);
    return this.interactions.pressOnMessage(person, channel, target.ts, actionId, value);
  }

  /** Submits a modal with what was entered. */
  submitView(
    user: string,
    viewId: string,
    entered: EnteredValues = {},
  ): Promise<InteractionOutcome> {
    return this.interactions.submitView(this.#user(user), this.#view(viewId), entered);
  }

  /** Closes a modal; undefined when the view did not ask to be told. */
  closeView(user: string, viewId: string): Promise<InteractionOutcome | undefined> {
    return this.interactions.closeView(this.#user(user), this.#view(viewId));
  }

  messageShortcut(
    user: string,
    channel: string,
    ts: string,
    callbackId: string,
  ): Promise<InteractionOutcome> {
    const place = this.state.channel(channel);
    return this.interactions.messageShortcut(this.#user(user), place, ts, callbackId);
  }

  globalShortcut(user: string, callbackId: string): Promise<InteractionOutcome> {
    return this.interactions.globalShortcut(this.#user(user), callbackId);
  }

  /** Opens the app's home tab; the page itself arrives by views.publish. */
  async openHome(user: string): Promise<EventDelivery | undefined> {
    const { id, teamId } = this.#user(user);
    const workspace = this.state.workspace(teamId);
    const view = workspace.homes.get(id);
    const channel = this.state.directMessages(workspace, id).id;
    const about = { type: 'app_home_opened', user: id, channel, tab: 'home' };
    const event = { ...about, event_ts: this.state.nextTs(), ...(view && { view }) };
    const delivery = this.events.send(workspace, event);
    await this.settled();
    return delivery;
  }

  /** The home page that a user has now. */
  home(user: string): StoredView | undefined {
    return this.state.workspace(this.state.user(user).teamId).homes.get(user);
  }

  // --- What happens to the app ---

  /** Removes the app: the token dies, app_uninstalled and tokens_revoked go out in no fixed order. */
  uninstall(workspace = this.workspace): void {
    workspace.tokenState = 'account_inactive';
    const tokens = { oauth: [], bot: [workspace.bot.userId] };
    const event_ts = this.state.nextTs();
    this.events.send(workspace, { type: 'tokens_revoked', tokens, event_ts });
    this.events.send(workspace, { type: 'app_uninstalled', event_ts });
  }

  /** Sends app_rate_limited, the payload without an inner event. */
  rateLimitEvents(workspace = this.workspace): EventDelivery {
    return this.events.rateLimited(workspace, Math.floor(this.world.now() / 60_000));
  }

  /** Delivers an event again, with the same event_id and the next retry numbers. */
  redeliver(eventId: string, times = 1): Promise<DeliveryAttempt[]> {
    return this.deliveries.redeliver(eventId, times);
  }

  /** The next `times` calls of a method (in one channel, if given) go wrong. */
  failNext(method: string, fault: Fault, times = 1, channel?: string): void {
    this.faults.plan(method, fault, times, channel);
  }

  // --- Waiting; what already happened counts ---

  /** The `count`th output of the app that passes. */
  waitForMessage(
    accepts: (output: BotOutput) => boolean,
    timeoutMs = 5000,
    count = 1,
  ): Promise<BotOutput> {
    return this.outputs.waitFor(accepts, timeoutMs, 'message of the app', count);
  }

  /** The `count`th call of a method since the start. */
  waitForCall(method: string, timeoutMs = 5000, count = 1): Promise<ApiCall> {
    return this.calls.waitFor(
      (call) => call.method === method,
      timeoutMs,
      `call of ${method}`,
      count,
    );
  }

  /** Resolves when every event sent so far was answered once, or failed. Retries that still wait do not count. */
  settled(): Promise<void> {
    return this.deliveries.settled();
  }

  #user(id: string): User {
    return this.state.user(id);
  }

  #view(id: string): StoredView {
    const all = [...this.state.workspaces.values()].map(({ views }) => views.get(id));
    const view = all.find((candidate) => candidate !== undefined);
    if (!view) throw new Error(`the loopback Slack has no view ${id}`);
    return view;
  }
}
