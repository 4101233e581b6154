import { type APIMessage, type APIUser, GatewayOpcodes } from 'discord.js';
import { Acts } from './acts.ts';
import { CommandRegistry } from './commands.ts';
import type { ConnectionEvent } from './connection.ts';
import type { Fault } from './faults.ts';
import { Gateway } from './gateway.ts';
import { Interactions, type InteractionTimes } from './interactions.ts';
import { specCheck, specCheckFromEnvironment } from './openapi.ts';
import { Places } from './places.ts';
import type { RateLimit } from './rate-limits.ts';
import { type RecordedRequest, RestServer } from './rest-server.ts';
import { Talk } from './talk.ts';
import { type Deletion, type MessageContentSetting, type Violation, World } from './world.ts';

/** How a loopback Discord is set up; everything has a default that is as Discord does. */
export interface LoopbackOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly token?: string;
  /** The portal's "Message Content Intent"; `limited`, on for an unverified app, by default. */
  readonly messageContent?: MessageContentSetting;
  /** The portal's "Server Members Intent"; off by default. */
  readonly membersIntent?: boolean;
  /** 41,250 ms by default. */
  readonly heartbeatIntervalMs?: number;
  /** Events kept per session for a resume; 5,000 by default. */
  readonly resumeBuffer?: number;
  /** Identifies left before `login()` is refused; 1,000 by default. */
  readonly sessionStarts?: number;
  readonly maxConcurrency?: number;
  /** 3,000 ms by default. */
  readonly interactionDeadlineMs?: number;
  /** 15 minutes by default. */
  readonly interactionTokenLifeMs?: number;
  /** Another source of the time, in ms since 1970. */
  readonly now?: () => number;
  /** The OpenAPI file; by default the one DISCORD_OPENAPI names. */
  readonly openapi?: string;
}

/** Starts a Discord on loopback that real clients can log in to. */
export async function startLoopbackDiscord(
  options: LoopbackOptions = {},
): Promise<LoopbackDiscord> {
  const discord = new LoopbackDiscord(options);
  await discord.listen(options.port ?? 0);
  return discord;
}

/** A Discord on loopback: what the app sees, what people do, what goes wrong, what was seen. */
export class LoopbackDiscord {
  /** Guilds, channels, roles, members. */
  readonly places: Places;
  /** Messages of people. */
  readonly talk: Talk;
  /** Commands, buttons, modals. */
  readonly acts: Acts;
  readonly commands: CommandRegistry;
  readonly gateway: Gateway;
  readonly rest: RestServer;
  readonly world: World;
  readonly #interactions: Interactions;
  #port = 0;

  constructor(options: LoopbackOptions) {
    const { now, token, messageContent = 'limited' } = options;
    const world = new World({ ...(now && { now }), ...(token && { token }), messageContent });
    const times: InteractionTimes = {
      deadlineMs: options.interactionDeadlineMs ?? 3000,
      tokenLifeMs: options.interactionTokenLifeMs ?? 15 * 60_000,
    };
    this.world = world;
    this.gateway = new Gateway(world, {
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
      resumeBuffer: options.resumeBuffer ?? 5000,
      sessionStarts: options.sessionStarts ?? 1000,
      maxConcurrency: options.maxConcurrency ?? 1,
      membersIntent: options.membersIntent ?? false,
    });
    this.commands = new CommandRegistry(world);
    this.#interactions = new Interactions(world, times);
    const server = {
      world,
      gateway: this.gateway,
      commands: this.commands,
      interactions: this.#interactions,
    };
    const check =
      options.openapi === undefined ? specCheckFromEnvironment() : specCheck(options.openapi);
    this.rest = new RestServer(server, check);
    this.places = new Places(world, this.gateway);
    this.talk = new Talk(world, () => this.gateway.sessions.values());
    this.acts = new Acts(world, this.commands, this.#interactions);
  }

  /** Starts to listen; `startLoopbackDiscord` does it. */
  async listen(port: number): Promise<void> {
    this.#port = await this.rest.listen(port);
    this.gateway.host = `127.0.0.1:${this.#port}`;
  }

  /** For discord.js's `rest.api`, and for DISCORD_API_URL. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  /** For DISCORD_TOKEN. */
  get token(): string {
    return this.world.token;
  }

  get bot(): APIUser {
    return this.world.bot;
  }

  /** Bodies and frames that Discord would refuse. A suite asserts that this is empty. */
  get violations(): readonly Violation[] {
    return this.world.violations;
  }

  /** Every request so far, oldest first. */
  get requests(): readonly RecordedRequest[] {
    return this.rest.requests.entries;
  }

  /** Every message the bot posted so far, ephemeral ones included, as posted. */
  get posted(): readonly APIMessage[] {
    return this.world.posted.entries;
  }

  /** The first message of the bot that matches, past or to come. */
  waitForMessage(matches: (message: APIMessage) => boolean, timeoutMs = 5000): Promise<APIMessage> {
    return this.world.posted.waitFor(matches, timeoutMs);
  }

  /** The first state of one of the bot's messages after an edit that matches, past or to come. */
  waitForEdit(matches: (message: APIMessage) => boolean, timeoutMs = 5000): Promise<APIMessage> {
    return this.world.edited.waitFor(matches, timeoutMs);
  }

  /** The first deletion by the bot that matches, past or to come. */
  waitForDeletion(matches: (deletion: Deletion) => boolean, timeoutMs = 5000): Promise<Deletion> {
    return this.world.deleted.waitFor(matches, timeoutMs);
  }

  /** The first request that matches, past or to come, once it is decided how it is answered. */
  waitForRequest(
    matches: (request: RecordedRequest) => boolean,
    timeoutMs = 5000,
  ): Promise<RecordedRequest> {
    return this.rest.requests.waitFor(matches, timeoutMs);
  }

  /** The first event on a gateway connection that matches, past or to come. */
  waitForConnection(
    matches: (event: ConnectionEvent) => boolean,
    timeoutMs = 5000,
  ): Promise<ConnectionEvent> {
    return this.gateway.events.waitFor(matches, timeoutMs);
  }

  /** The next `times` requests to a route meet a fault; patterns as in faults.ts. */
  failNext(route: string, fault: Fault, times = 1): void {
    this.rest.faults.plan(route, fault, times);
  }

  /** Gives the routes that fit a pattern this rate limit instead of a generous one. */
  limitRoute(route: string, limit: RateLimit): void {
    this.rest.limits.set(route, limit);
  }

  /** Closes every gateway connection with a code. */
  disconnect(code: number): void {
    this.gateway.closeAll(code);
  }

  /** Cuts every gateway connection without a goodbye. */
  cutConnections(): void {
    for (const { socket } of this.gateway.connections) socket.terminate();
  }

  /** Op 7: reconnect now, and resume. */
  requestReconnect(): void {
    this.gateway.sendToAll(GatewayOpcodes.Reconnect, null);
  }

  /** Op 9; when not resumable, the sessions are gone. */
  invalidateSession(resumable: boolean): void {
    this.gateway.invalidate(resumable);
  }

  /** No heartbeat is acknowledged from now on, or again. */
  withholdHeartbeatAcks(withhold = true): void {
    this.gateway.acknowledgesHeartbeats = !withhold;
  }

  /** Switches the portal's setting; takes effect on the next identify and over REST at once. */
  setMessageContent(setting: MessageContentSetting): void {
    this.world.messageContent = setting;
  }

  /** The token is reset in the portal: 401 over REST, 4004 on the gateway. */
  revokeToken(): void {
    this.world.token = `revoked.${this.world.ids.next()}`;
    this.disconnect(4004);
  }

  /** Moves the server's clock forward: deadlines, token lives, nonces, rate limits, slow mode. */
  advanceTime(ms: number): void {
    this.world.clock.advance(ms);
    this.#interactions.expire();
  }

  async stop(): Promise<void> {
    this.#interactions.close();
    this.gateway.close();
    await this.rest.close();
  }
}
