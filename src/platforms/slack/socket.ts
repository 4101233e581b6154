import { WebSocket } from 'ws';

/** Something Slack delivers over a socket; `acknowledge` may be called once, and does nothing on a closed socket. */
export interface Envelope {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly retry: number | undefined;
  readonly retryReason: string | undefined;
  acknowledge(answer?: unknown): void;
}

/** What happens on a socket. `closed` comes once, after `hello`, whoever closed it. */
export interface SocketListener {
  envelope(envelope: Envelope): void;
  /** Slack is about to close it: warning, refresh_requested, link_disabled, too_many_websockets. */
  leaving(reason: string): void;
  closed(): void;
}

/** An open connection of Socket Mode. */
export interface Socket {
  /** Closes it; resolves when it is closed, within a second or two. */
  close(): Promise<void>;
}

interface Frame {
  readonly type?: string;
  readonly reason?: string;
  readonly envelope_id?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
}

/** Milliseconds from connecting to `hello`. */
const HELLO_WITHIN = 10_000;
/** Milliseconds between our pings, and without any sign of Slack before the connection counts as dead. */
const PING_EVERY = 10_000;
const DEAD_AFTER = 30_000;
/** Milliseconds that Slack has to answer a closing handshake. */
const CLOSE_WITHIN = 1000;

/** Connects to an address of `apps.connections.open`; resolves at Slack's hello, rejects when none comes. */
export function connect(address: string, listener: SocketListener): Promise<Socket> {
  const ws = new WebSocket(address, { handshakeTimeout: HELLO_WITHIN });
  const socket = { close: () => close(ws) };
  return new Promise((resolve, reject) => {
    let greeted = false;
    const patience = setTimeout(() => ws.terminate(), HELLO_WITHIN);
    const dead = watch(ws);
    ws.on('error', () => ws.terminate());
    ws.on('close', () => {
      clearTimeout(patience);
      clearInterval(dead);
      if (greeted) listener.closed();
      else reject(new Error('Slack closed the socket before saying hello'));
    });
    ws.on('message', (data) => {
      const frame = parsed(String(data));
      if (frame?.type === 'hello') {
        greeted = true;
        clearTimeout(patience);
        resolve(socket);
      } else if (frame?.type === 'disconnect') listener.leaving(frame.reason ?? 'unknown');
      else if (frame?.envelope_id !== undefined) listener.envelope(asEnvelope(ws, frame));
    });
  });
}

/** Slack pings every few seconds and answers ours; a socket that shows no life is cut, so that it can be made anew. */
function watch(ws: WebSocket): NodeJS.Timeout {
  let alive = Date.now();
  const sign = () => {
    alive = Date.now();
  };
  ws.on('message', sign).on('ping', sign).on('pong', sign);
  return setInterval(() => {
    if (Date.now() - alive > DEAD_AFTER) ws.terminate();
    else if (ws.readyState === WebSocket.OPEN) ws.ping();
  }, PING_EVERY);
}

function asEnvelope(ws: WebSocket, frame: Frame): Envelope {
  return {
    payload: frame.payload ?? {},
    retry: frame.retry_attempt,
    retryReason: frame.retry_reason,
    acknowledge(answer) {
      if (ws.readyState !== WebSocket.OPEN) return;
      const payload = answer === undefined || answer === '' ? {} : { payload: answer };
      ws.send(JSON.stringify({ envelope_id: frame.envelope_id, ...payload }));
    },
  };
}

async function close(ws: WebSocket): Promise<void> {
  if (ws.readyState === WebSocket.CLOSED) return;
  const closed = new Promise<void>((resolve) => ws.once('close', () => resolve()));
  const patience = setTimeout(() => ws.terminate(), CLOSE_WITHIN);
  ws.close(1000);
  await closed;
  clearTimeout(patience);
}

function parsed(data: string): Frame | undefined {
  try {
    return JSON.parse(data) as Frame;
  } catch {
    return undefined;
  }
}
