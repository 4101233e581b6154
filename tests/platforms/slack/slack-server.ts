import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BOT_EVENTS, ChatEvents } from './chat-events.ts';
import { Conversation } from './conversation.ts';
import { EventDeliveries } from './event-deliveries.ts';
import { HttpRequests } from './events-http.ts';
import { Faults } from './faults.ts';
import { Grants } from './grants.ts';
import { Interactions } from './interactions.ts';
import { answerResponseUrl } from './response-url.ts';
import { SocketMode } from './socket-mode.ts';
import { Timeline } from './timeline.ts';
import type { Transport } from './transport.ts';
import { answerApiCall } from './web-api.ts';
import { type StoredView, type Workspace, WorkspaceState } from './workspace-state.ts';
import type { ApiCall, BotOutput, RecordedViolation, World } from './world.ts';

/** Every scope that a method of the loopback asks for. */
export const ALL_SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'team:read',
  'usergroups:read',
  'users:read',
] as const;

export type LoopbackSlackOptions = {
  /** How payloads reach the app; default Socket Mode. As on Slack, never both at once. */
  mode?: 'socket' | 'http';
  /** Milliseconds since 1970; expiry of trigger_ids and response_urls, ts and signatures follow it. */
  now?: () => number;
  /** Scopes of the first workspace's bot token; default ALL_SCOPES (without chat:write.public). */
  scopes?: Iterable<string>;
  /** Bot events the app subscribed to; default all of BOT_EVENTS. */
  botEvents?: Iterable<string>;
  /** Default 3000, Slack's three seconds. */
  ackDeadlineMs?: number;
  /** The wait before each retry of an event; default Slack's 0, 1 and 5 minutes. */
  retryDelaysMs?: readonly number[];
  /** Default 5000. */
  pingIntervalMs?: number;
  /** Default: any free one. */
  port?: number;
};

/** The side of Slack that the app sees, with everything it did on record. */
export class SlackServer {
  readonly appId = 'A0LOOPBACK';
  readonly appToken = 'xapp-loopback';
  readonly signingSecret = 'loopback-signing-secret';
  /** The first workspace; more come from `createWorkspace`. */
  readonly workspace: Workspace;
  readonly state: WorkspaceState;
  readonly faults: Faults;
  readonly deliveries: EventDeliveries;
  readonly socket: SocketMode;
  readonly http: HttpRequests;
  readonly events: ChatEvents;
  /** Every Web API call of the app, without tokens. */
  readonly calls = new Timeline<ApiCall>();
  /** Everything that people see because of the app. */
  readonly outputs = new Timeline<BotOutput>();
  /** Every state of every modal and home page. */
  readonly views = new Timeline<StoredView>();
  /** Every limit the app broke; a suite expects this to be empty. */
  readonly violations: RecordedViolation[] = [];
  /** The parts in each other's hands. */
  protected readonly world: World;
  readonly #server: Server;
  protected readonly interactions: Interactions;
  #mode: 'socket' | 'http';
  #origin = '';

  constructor(options: LoopbackSlackOptions) {
    const { now = Date.now, ackDeadlineMs = 3000, pingIntervalMs = 5000 } = options;
    const { appId, signingSecret } = this;
    this.#mode = options.mode ?? 'socket';
    this.state = new WorkspaceState(now);
    this.workspace = this.state.createWorkspace('Newsroom', options.scopes ?? ALL_SCOPES);
    this.faults = new Faults(now);
    this.socket = new SocketMode({ appId, ackDeadlineMs, pingIntervalMs });
    this.http = new HttpRequests({ signingSecret, now, ackDeadlineMs });
    const transport = () => ({ transport: this.#transport(), http: this.#mode === 'http' });
    this.deliveries = new EventDeliveries(transport, options.retryDelaysMs ?? [0, 60_000, 300_000]);
    const botEvents = options.botEvents ?? BOT_EVENTS;
    this.events = new ChatEvents(this.state, this.deliveries, { appId, botEvents });
    this.world = this.#makeWorld(now);
    const responseBase = () => `${this.#origin}/response/`;
    this.interactions = new Interactions(this.world, () => this.#transport(), responseBase);
    this.#server = createServer((request, response) => {
      this.#route(request, response).catch((error: unknown) => response.destroy(asError(error)));
    });
    this.#server.on('upgrade', (request, socket, head) =>
      this.socket.accept(request, socket, head),
    );
  }

  /** Opens the server; `startLoopbackSlack` has done it. */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
    this.#origin = `http://127.0.0.1:${address.port}`;
  }

  /** Ends retries, connections and the server. */
  async stop(): Promise<void> {
    this.deliveries.stop();
    await this.socket.stop();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** The Web API's base, for `slackApiUrl` and SLACK_API_URL; ends with a slash. */
  get apiUrl(): string {
    return `${this.#origin}/api/`;
  }

  /** The bot token of the first workspace. */
  get botToken(): string {
    return this.workspace.bot.token;
  }

  /** Switches to HTTP delivery at this URL, as changing the app's settings does. */
  sendTo(url: string): void {
    this.#mode = 'http';
    this.http.url = url;
  }

  #transport(): Transport {
    return this.#mode === 'socket' ? this.socket : this.http;
  }

  #makeWorld(now: () => number): World {
    const { appId, appToken, state, faults, calls, outputs, violations, views } = this;
    const conversation = new Conversation(state, this.events, appId);
    const grants = new Grants(now);
    const socketUrl = () =>
      `${this.#origin.replace('http', 'ws')}/link/?ticket=${this.socket.issueTicket()}`;
    const shared = { appId, appToken, state, faults, calls, outputs, violations, views };
    return { ...shared, now, conversation, grants, viewOpeners: new Map(), socketUrl };
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    if (pathname.startsWith('/api/')) return answerApiCall(this.world, request, response);
    const token = /^\/response\/(.+)$/.exec(pathname)?.[1];
    if (token !== undefined) return answerResponseUrl(this.world, token, request, response);
    response.writeHead(404).end();
  }
}
function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
