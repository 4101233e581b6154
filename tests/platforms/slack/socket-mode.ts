import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject, parseObject } from './json.ts';
import { Timeline } from './timeline.ts';
import type { Acknowledgement, Dispatch, Transport } from './transport.ts';

/** Why Slack asks a connection to end; `too_many_websockets` is known from bolt-js issue 2225. */
export type DisconnectReason =
  | 'warning'
  | 'refresh_requested'
  | 'link_disabled'
  | 'too_many_websockets';

export type SocketModeOptions = {
  appId: string;
  /** An acknowledgement after this many milliseconds counts as failed. */
  ackDeadlineMs: number;
  /** Slack pings every few seconds; the client gives up after 30 s without one. */
  pingIntervalMs: number;
};

/** One WebSocket of the app. */
export type SocketConnection = {
  number: number;
  /** Whether payloads still go here. */
  open: boolean;
  /** How many payloads were sent here. */
  delivered: number;
  closeCode: number | undefined;
};

type Link = SocketConnection & { socket: WebSocket; beat: NodeJS.Timeout };
type Pending = { link: Link; sentAt: number; settle: (ack: Acknowledgement) => void };

/** docs.slack.dev, Using Socket Mode. */
const MAX_CONNECTIONS = 10;

/** How long Slack keeps a connection after the frame: a warning comes about 10 s ahead (docs.slack.dev). */
const GRACE_MS: Record<DisconnectReason, number> = {
  warning: 10_000,
  refresh_requested: 0,
  link_disabled: 0,
  too_many_websockets: 0,
};

/** How long a client may take to answer the closing handshake when the loopback stops. */
const CLOSE_PATIENCE_MS = 500;

/** The server's end of Socket Mode: tickets, connections, envelopes and their acknowledgements. */
export class SocketMode implements Transport {
  /** Every connection that was ever made, in order. */
  readonly connections = new Timeline<SocketConnection>();
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #links: Link[] = [];
  readonly #pending = new Map<string, Pending>();
  readonly #tickets = new Set<string>();
  readonly #options: SocketModeOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  #turn = 0;

  constructor(options: SocketModeOptions) {
    this.#options = options;
  }

  /** A ticket for one connection, as apps.connections.open hands out inside its URL. */
  issueTicket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  /** Takes an HTTP upgrade; without a fresh ticket the socket is refused. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://loopback').searchParams.get('ticket');
    if (ticket === null || !this.#tickets.delete(ticket)) {
      socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#connect(webSocket));
  }

  /** Sends to one of the open connections, each in turn, and waits for its acknowledgement. */
  deliver({ kind, body, retryNum, retryReason }: Dispatch): Promise<Acknowledgement> {
    const open = this.#links.filter((link) => link.open);
    const link = open[this.#turn % Math.max(1, open.length)];
    this.#turn += 1;
    if (!link) return Promise.resolve({ outcome: 'undeliverable', payload: {} });
    const envelopeId = randomUUID();
    const events = kind === 'events_api';
    const envelope = {
      envelope_id: envelopeId,
      type: kind,
      payload: body,
      accepts_response_payload: !events,
      ...(events && { retry_attempt: retryNum, retry_reason: retryReason ?? '' }),
    };
    link.delivered += 1;
    return new Promise((resolve) => {
      this.#expectAck(envelopeId, link, resolve);
      link.socket.send(JSON.stringify(envelope));
    });
  }

  /** How many connections take payloads now. */
  get openCount(): number {
    return this.#links.filter((link) => link.open).length;
  }

  /** Resolves when `count` connections were made in all, closed ones counted. */
  async waitForConnection(count = 1, timeoutMs = 10_000): Promise<SocketConnection> {
    return this.connections.waitFor(() => true, timeoutMs, 'connection', count);
  }

  /**
   * Sends a disconnect frame to the newest open connection (or to all) and closes it after `closeAfterMs`:
   * 10 s for a warning, at once for the other reasons, unless given. A warned connection takes payloads until then.
   */
  disconnect(
    reason: DisconnectReason,
    { all = false, closeAfterMs = GRACE_MS[reason] }: { all?: boolean; closeAfterMs?: number } = {},
  ): void {
    const open = this.#links.filter((link) => link.open);
    for (const link of all ? open : open.slice(-1)) {
      const debug = { host: 'applink-loopback' };
      link.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: debug }));
      if (reason !== 'warning') link.open = false;
      this.#later(closeAfterMs, () => link.socket.close(1000));
    }
  }

  /** Cuts every connection without a word, as a network fault does. */
  cut(): void {
    for (const link of this.#links) link.socket.terminate();
  }

  /** Ends all connections and timers. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    const closed = this.#links.map(({ socket }) => whenClosed(socket));
    for (const { socket } of this.#links) socket.close(1001);
    const patience = setTimeout(() => this.cut(), CLOSE_PATIENCE_MS);
    await Promise.all(closed);
    clearTimeout(patience);
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #connect(socket: WebSocket): void {
    const beat = setInterval(() => socket.ping('Ping from loopback'), this.#options.pingIntervalMs);
    const number = this.#links.length + 1;
    const link: Link = { number, open: true, delivered: 0, closeCode: undefined, socket, beat };
    this.#links.push(link);
    socket.on('message', (data) => this.#acknowledge(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => this.#closed(link, code));
    if (this.openCount > MAX_CONNECTIONS) {
      this.disconnect('too_many_websockets');
      return;
    }
    socket.send(JSON.stringify(this.#hello()));
    this.connections.push(link);
  }

  #hello(): object {
    return {
      type: 'hello',
      num_connections: this.openCount,
      debug_info: { host: 'applink-loopback', approximate_connection_time: 18_060 },
      connection_info: { app_id: this.#options.appId },
    };
  }

  #closed(link: Link, code: number): void {
    link.open = false;
    link.closeCode = code;
    clearInterval(link.beat);
    for (const [envelopeId, pending] of this.#pending) {
      if (pending.link !== link) continue;
      this.#pending.delete(envelopeId);
      pending.settle({ outcome: 'undeliverable', payload: {} });
    }
  }

  #expectAck(envelopeId: string, link: Link, resolve: (ack: Acknowledgement) => void): void {
    const unanswered: Acknowledgement = { outcome: 'unanswered', payload: {} };
    const deadline = this.#later(this.#options.ackDeadlineMs, () => resolve(unanswered));
    const settle = (ack: Acknowledgement) => {
      clearTimeout(deadline);
      this.#timers.delete(deadline);
      const late = (ack.ms ?? 0) > this.#options.ackDeadlineMs;
      if (ack.outcome === 'acknowledged') {
        Object.assign(unanswered, ack, late && { outcome: 'late' });
        resolve(unanswered);
      } else resolve(ack);
    };
    this.#pending.set(envelopeId, { link, sentAt: performance.now(), settle });
  }

  #acknowledge(data: string): void {
    const frame = parseObject(data);
    const envelopeId = String(frame?.envelope_id);
    const pending = this.#pending.get(envelopeId);
    if (!pending) return;
    this.#pending.delete(envelopeId);
    const payload = isObject(frame?.payload) ? frame.payload : {};
    const ms = performance.now() - pending.sentAt;
    pending.settle({ outcome: 'acknowledged', ms, payload });
  }

  #later(ms: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }
}

function whenClosed(socket: WebSocket): Promise<void> {
  if (socket.readyState === socket.CLOSED) return Promise.resolve();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}
