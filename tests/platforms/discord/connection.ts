import { GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';
import type { Gateway } from './gateway.ts';
import type { GatewaySession } from './session.ts';

/** Something that happened on a gateway connection. */
export interface ConnectionEvent {
  readonly kind:
    | 'hello'
    | 'identify'
    | 'ready'
    | 'resume'
    | 'resumed'
    | 'invalid'
    | 'heartbeat'
    | 'closed';
  readonly sessionId: string | null;
  /** How many events a resume replayed; the code of a close; else 0. */
  readonly detail: number;
}

/** A close code with its reason. */
export type Close = readonly [code: number, reason: string];

interface Frame {
  readonly op: number;
  readonly d: unknown;
}

/** Frames sent by an app: at most 4096 bytes, 120 in 60 s. Source: DD Gateway. */
const largestFrameBytes = 4096;
const framesPerMinute = 120;
const accepted: readonly number[] = [
  GatewayOpcodes.PresenceUpdate,
  GatewayOpcodes.VoiceStateUpdate,
];

/** One WebSocket connection of an app: reads its frames and answers or closes as Discord does. */
export class GatewayConnection {
  readonly socket: WebSocket;
  session: GatewaySession | null = null;
  readonly #gateway: Gateway;
  #frameTimes: number[] = [];

  constructor(gateway: Gateway, socket: WebSocket) {
    this.#gateway = gateway;
    this.socket = socket;
    socket.on('message', (data) => this.#receive(data.toString()));
    socket.on('close', (code) => this.#closed(code));
    socket.on('error', () => socket.terminate());
  }

  /** Greets, or refuses another version of the API. */
  open(version: string | null): void {
    if (version !== '10') this.socket.close(4012, 'Invalid API version');
    else this.send(GatewayOpcodes.Hello, this.#gateway.hello());
    this.#note('hello');
  }

  send(op: number, d: unknown): void {
    this.socket.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  /** Op 9: the session leaves this connection, on which the app may resume or identify again. */
  invalidate(resumable: boolean): void {
    this.send(GatewayOpcodes.InvalidSession, resumable);
    this.#note('invalid');
    if (this.session !== null) this.session.socket = null;
    this.session = null;
  }

  #receive(text: string): void {
    const close = this.#tooMuch(text) ?? this.#handle(parseFrame(text));
    if (close !== null) this.socket.close(...close);
  }

  #tooMuch(text: string): Close | null {
    const now = this.#gateway.world.clock.now();
    this.#frameTimes = this.#frameTimes.filter((time) => time > now - 60_000);
    this.#frameTimes.push(now);
    let close: Close | null = null;
    if (Buffer.byteLength(text) > largestFrameBytes) close = [4002, 'frame above 4096 bytes'];
    if (this.#frameTimes.length > framesPerMinute) close = [4008, 'above 120 frames in 60 s'];
    if (close !== null) {
      const body = text.slice(0, 200);
      this.#gateway.world.violations.push({ where: 'gateway', faults: [close[1]], body });
    }
    return close;
  }

  #handle(frame: Frame | null): Close | null {
    if (frame === null) return [4002, 'Error while decoding payload.'];
    if (frame.op === GatewayOpcodes.Heartbeat) return this.#heartbeat();
    if (frame.op === GatewayOpcodes.Identify) return this.#identify(frame.d);
    if (frame.op === GatewayOpcodes.Resume) return this.#resume(frame.d);
    if (this.session === null) return [4003, 'Not authenticated.'];
    if (frame.op === GatewayOpcodes.RequestGuildMembers) {
      this.#gateway.sendMembers(this.session, frame.d);
      return null;
    }
    return accepted.includes(frame.op) ? null : [4001, 'Unknown opcode.'];
  }

  #heartbeat(): null {
    this.#note('heartbeat');
    if (this.#gateway.acknowledgesHeartbeats) this.send(GatewayOpcodes.HeartbeatAck, null);
    return null;
  }

  #identify(data: unknown): Close | null {
    if (this.session !== null) return [4005, 'Already authenticated.'];
    this.#note('identify');
    const session = this.#gateway.identify(data);
    if (!('id' in session)) return session;
    session.socket = this.socket;
    this.session = session;
    this.#gateway.greet(session);
    this.#note('ready');
    return null;
  }

  #resume(data: unknown): Close | null {
    this.#note('resume');
    const found = this.#gateway.resume(data);
    if (found === null) {
      this.send(GatewayOpcodes.InvalidSession, false);
      this.#note('invalid');
      return null;
    }
    if (!('missed' in found)) return found;
    for (const text of found.missed) this.socket.send(text);
    found.session.socket = this.socket;
    this.session = found.session;
    found.session.dispatch('RESUMED', '{"_trace":[]}');
    this.#note('resumed', found.missed.length);
    return null;
  }

  /** A goodbye with 1000 or 1001 throws the session away; any other end keeps it for a resume. */
  #closed(code: number): void {
    this.#gateway.connections.delete(this);
    this.#note('closed', code);
    if (this.session === null || this.session.socket !== this.socket) return;
    this.session.socket = null;
    if (code === 1000 || code === 1001) this.#gateway.sessions.delete(this.session.id);
  }

  #note(kind: ConnectionEvent['kind'], detail = 0): void {
    this.#gateway.events.append({ kind, sessionId: this.session?.id ?? null, detail });
  }
}

function parseFrame(text: string): Frame | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('op' in value)) return null;
    const d = 'd' in value ? value.d : null;
    if (typeof value.op !== 'number') return null;
    const needsObject = value.op === GatewayOpcodes.Identify || value.op === GatewayOpcodes.Resume;
    return needsObject && (typeof d !== 'object' || d === null) ? null : { op: value.op, d };
  } catch {
    return null;
  }
}
