import { viewContent } from './content.ts';
import {
  type Entered,
  type EnteredValues,
  findElement,
  valueIn,
  viewState,
} from './element-values.ts';
import type { Grant, Origin, ResponseMessage } from './grants.ts';
import { isObject, type JsonObject, parseObject } from './json.ts';
import { showResponse } from './response-url.ts';
import type { Timeline } from './timeline.ts';
import type { Acknowledgement, DispatchKind, Transport } from './transport.ts';
import { pushModal, replaceView } from './view-methods.ts';
import type { Channel, StoredView, User, Workspace } from './workspace-state.ts';
import { SlackError, type World } from './world.ts';

/** What became of an interaction. The timelines go on filling after the acknowledgement. */
export type InteractionOutcome = {
  /** Anything but `acknowledged` means that the person saw an error. */
  ack: Acknowledgement;
  /** Messages shown as the answer itself or through the response_url. */
  responses: Timeline<ResponseMessage>;
  /** Modals opened with the trigger_id, and each later state of them. */
  views: Timeline<StoredView>;
  triggerId: string;
  responseUrl: string;
  /** Why Slack refused the content of the acknowledgement, such as `invalid_blocks`. */
  refused?: string;
};

/** A message that a button stands on: in a channel, or ephemeral. */
export type MessagePlace = { channel: string; ts: string };

type Begun = { user: User; workspace: Workspace; grant: Grant };

/** What people do with the app: commands, presses, forms, shortcuts. */
export class Interactions {
  readonly #world: World;
  readonly #transport: () => Transport;
  readonly #responseBase: () => string;

  constructor(world: World, transport: () => Transport, responseBase: () => string) {
    this.#world = world;
    this.#transport = transport;
    this.#responseBase = responseBase;
  }

  /** A slash command; it reaches the app from every channel, also where the bot is no member. */
  async command(
    user: User,
    channel: Channel,
    command: string,
    text: string,
  ): Promise<InteractionOutcome> {
    const begun = this.#begin(user, channel, undefined, undefined);
    const body = {
      token: 'loopback-verification',
      team_id: begun.workspace.id,
      team_domain: begun.workspace.domain,
      channel_id: channel.id,
      channel_name: shownName(channel),
      user_id: user.id,
      user_name: user.name,
      command,
      text,
      api_app_id: this.#world.appId,
      is_enterprise_install: 'false',
      response_url: this.#responseUrl(begun.grant),
      trigger_id: begun.grant.triggerId,
    };
    const outcome = await this.#dispatch('slash_commands', begun, body);
    return this.#showAck(begun.grant, outcome);
  }

  /** A press on a button, or a choice in a select, on a message. */
  async pressOnMessage(
    user: User,
    channel: Channel,
    ts: string,
    actionId: string,
    value?: Entered,
  ): Promise<InteractionOutcome> {
    const workspace = this.#world.state.workspace(channel.teamId);
    const ephemeral = workspace.ephemerals.find((message) => message.ts === ts && !message.deleted);
    if (ephemeral && ephemeral.seenBy !== user.id)
      throw new Error(`${user.name} does not see ${ts}`);
    const message = ephemeral ?? this.#world.conversation.find(channel, ts);
    const action = actionOf(message.blocks ?? [], actionId, value, this.#world.state.nextTs());
    const origin = { channel: channel.id, ts, ephemeral: ephemeral !== undefined };
    const begun = this.#begin(user, channel, origin, undefined);
    const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
    return this.#dispatch('interactive', begun, {
      ...this.#envelope('block_actions', begun),
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel.id,
        is_ephemeral: origin.ephemeral,
        ...thread,
      },
      channel: { id: channel.id, name: shownName(channel) },
      ...(!ephemeral && { message: structuredClone(message) }),
      state: { values: {} },
      response_url: this.#responseUrl(begun.grant),
      actions: [action],
    });
  }

  /** A press or a choice in a modal or on the home page. */
  async pressInView(
    user: User,
    view: StoredView,
    actionId: string,
    value?: Entered,
    entered: EnteredValues = {},
  ): Promise<InteractionOutcome> {
    const begun = this.#begin(user, undefined, undefined, view.id);
    const action = actionOf(view.blocks, actionId, value, this.#world.state.nextTs());
    return this.#dispatch('interactive', begun, {
      ...this.#envelope('block_actions', begun),
      container: { type: 'view', view_id: view.id },
      view: structuredClone({ ...view, state: stateSoFar(view, entered) }),
      actions: [action],
    });
  }

  /** A submitted modal. What the acknowledgement orders (update, push, clear) is done; `errors` leave it open. */
  async submitView(
    user: User,
    view: StoredView,
    entered: EnteredValues,
  ): Promise<InteractionOutcome> {
    const begun = this.#begin(user, undefined, undefined, view.id);
    const outcome = await this.#dispatch('interactive', begun, {
      ...this.#envelope('view_submission', begun),
      view: structuredClone({ ...view, state: viewState(view, entered) }),
      response_urls: [],
    });
    if (outcome.ack.outcome !== 'acknowledged') return outcome;
    return this.#orRefused(outcome, () => this.#follow(begun, view, outcome.ack.payload));
  }

  /** A modal closed by its user; sent to the app only if the view asked for it. */
  async closeView(user: User, view: StoredView): Promise<InteractionOutcome | undefined> {
    const begun = this.#begin(user, undefined, undefined, view.id);
    this.#takeFromStack(begun, view);
    if (view.notify_on_close !== true) return undefined;
    return this.#dispatch('interactive', begun, {
      ...this.#envelope('view_closed', begun),
      view: structuredClone(view),
      is_cleared: false,
    });
  }

  /** A shortcut on a message, also inside threads and where the bot is no member. */
  async messageShortcut(
    user: User,
    channel: Channel,
    ts: string,
    callbackId: string,
  ): Promise<InteractionOutcome> {
    const message = this.#world.conversation.find(channel, ts);
    const begun = this.#begin(user, channel, undefined, undefined);
    return this.#dispatch('interactive', begun, {
      ...this.#envelope('message_action', begun),
      callback_id: callbackId,
      action_ts: this.#world.state.nextTs(),
      message_ts: ts,
      channel: { id: channel.id, name: shownName(channel) },
      message: structuredClone(message),
      response_url: this.#responseUrl(begun.grant),
    });
  }

  /** A shortcut from the search or the plus menu: there is no channel and no response_url. */
  async globalShortcut(user: User, callbackId: string): Promise<InteractionOutcome> {
    const begun = this.#begin(user, undefined, undefined, undefined);
    return this.#dispatch('interactive', begun, {
      ...this.#envelope('shortcut', begun),
      callback_id: callbackId,
      action_ts: this.#world.state.nextTs(),
    });
  }

  #begin(
    user: User,
    channel: Channel | undefined,
    origin: Origin | undefined,
    viewId: string | undefined,
  ): Begun {
    const teamId = channel?.teamId ?? user.teamId;
    const of = { teamId, userId: user.id, channelId: channel?.id, origin, viewId };
    const grant = this.#world.grants.issue(of);
    return { user, workspace: this.#world.state.workspace(teamId), grant };
  }

  #envelope(type: string, { user, workspace, grant }: Begun): JsonObject {
    return {
      type,
      token: 'loopback-verification',
      api_app_id: this.#world.appId,
      team: { id: workspace.id, domain: workspace.domain },
      user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: grant.triggerId,
    };
  }

  async #dispatch(
    kind: DispatchKind,
    { grant }: Begun,
    body: JsonObject,
  ): Promise<InteractionOutcome> {
    const ack = await this.#transport().deliver({ kind, body, retryNum: 0 });
    const { responses, views, triggerId } = grant;
    return { ack, responses, views, triggerId, responseUrl: this.#responseUrl(grant) };
  }

  /** A command may be answered with a message in the acknowledgement itself. */
  #showAck(grant: Grant, outcome: InteractionOutcome): InteractionOutcome {
    const { payload } = outcome.ack;
    if (outcome.ack.outcome !== 'acknowledged' || Object.keys(payload).length === 0) return outcome;
    const body =
      typeof payload.text === 'string' ? (parseObject(payload.text) ?? payload) : payload;
    return this.#orRefused(outcome, () => showResponse(this.#world, grant, body, 'ack'));
  }

  #orRefused(outcome: InteractionOutcome, act: () => void): InteractionOutcome {
    try {
      act();
      return outcome;
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      return { ...outcome, refused: error.message };
    }
  }

  #follow(begun: Begun, view: StoredView, payload: JsonObject): void {
    const action = payload.response_action;
    if (action === 'errors') return;
    if (action === 'update' || action === 'push') {
      const content = viewContent(this.#world, 'ack', payload.view);
      if (action === 'push') pushModal(this.#world, begun.workspace, begun.grant, content);
      else replaceView(this.#world, view, content);
    } else if (action === 'clear') begun.workspace.modals.set(begun.user.id, []);
    else this.#takeFromStack(begun, view);
  }

  #takeFromStack({ workspace, user }: Begun, view: StoredView): void {
    const stack = workspace.modals.get(user.id) ?? [];
    const left = stack.filter(({ id }) => id !== view.id);
    workspace.modals.set(user.id, left);
  }

  #responseUrl({ responseToken }: Grant): string {
    return `${this.#responseBase()}${responseToken}`;
  }
}

/** Slack hides the names of private conversations in payloads. */
function shownName({ kind, name }: Channel): string {
  if (kind === 'im') return 'directmessage';
  return kind === 'public' ? name : 'privategroup';
}

function actionOf(
  blocks: readonly JsonObject[],
  actionId: string,
  value: Entered | undefined,
  actionTs: string,
): JsonObject {
  const { element, blockId } = findElement(blocks, actionId, value);
  const { type, text } = element;
  return {
    type,
    action_id: actionId,
    block_id: blockId,
    ...(isObject(text) && { text }),
    ...valueIn(element, value),
    action_ts: actionTs,
  };
}

/** The state while a view is still being filled in: empty inputs are fine then. */
function stateSoFar(view: StoredView, entered: EnteredValues): JsonObject {
  const optional = view.blocks.map((block) => ({ ...block, optional: true }));
  return viewState({ ...view, blocks: optional }, entered);
}
