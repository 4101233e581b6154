import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { guildCreatePayload, memberPayload } from './payloads.ts';
import { Journal } from './journal.ts';
import { GatewaySession } from './session.ts';
import type { GatewayEvent, World } from './world.ts';

/** What a gateway is told when it is made. */
export interface GatewayOptions {
  readonly heartbeatIntervalMs: number;
  /** Events kept per session for a resume. */
  readonly resumeBuffer: number;
  /** `session_start_limit`: identifies left, and how many may run at once. */
  readonly sessionStarts: number;
  readonly maxConcurrency: number;
}

/** Something that happened on a gateway connection. */
export interface ConnectionEvent {
  readonly kind: 'hello' | 'identify' | 'ready' | 'resume' | 'resumed' | 'invalid' | 'heartbeat' | 'closed';
  readonly sessionId: string | null;
  /** How many events a resume replayed; the code of a close. */
  readonly detail: number;
}

interface Frame {
  readonly op: number;
  readonly d: unknown;
}

interface Connection {
  readonly socket: WebSocket;
  readonly url: URL;
  session: GatewaySession | null;
  /** When frames came in, in ms, for the limit of 120 in 60 s. */
  frameTimes: number[];
}

/** Every intent bit there is; anything else is 4013. */
const knownIntents = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);
const privilegedNotOffered = GatewayIntentBits.GuildPresences;
/** Frames sent by an app: at most 4096 bytes, 120 in 60 s. Source: DD Gateway. */
const largestFrameBytes = 4096;
const framesPerMinute = 120;

/** The WebSocket side: sessions, opcodes, sequence numbers, resume. */
export class Gateway {
  readonly sessions = new Map<string, GatewaySession>();
  readonly events = new Journal<ConnectionEvent>('gateway event');
  readonly connections = new Set<Connection>();
  readonly options: GatewayOptions;
  acknowledgesHeartbeats = true;
  /** Whether the portal's "Server Members Intent" is on. */
  membersIntent = false;
  startsLeft: number;
  readonly #world: World;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });

  constructor(world: World, options: GatewayOptions) {
    this.#world = world;
    this.options = options;
    this.startsLeft = options.sessionStarts;
    world.deliverTo((event) => this.#deliver(event));
  }

  /** Takes over an HTTP upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#open(ws, request));
  }

  /** Closes every connection with this code. */
  closeAll(code: number, reason = ''): void {
    for (const { socket } of this.connections) socket.close(code, reason);
  }

  /** Sends a frame that is no event to every connection that has identified. */
  sendToAll(op: number, d: unknown): void {
    for (const { socket, session } of this.connections) {
      if (session !== null) socket.send(JSON.stringify({ op, d }));
    }
  }

  /** GUILD_CREATE to every session that serves the guild. */
  announceGuild(guildId: string): void {
    const guild = this.#world.guilds.get(guildId);
    if (guild === undefined) return;
    const data = guildCreatePayload(guild, this.#world.botIn(guild));
    this.#world.dispatchToGuild('GUILD_CREATE', guild, data);
  }

  /** Cuts every connection and stops accepting new ones. */
  close(): void {
    for (const { socket } of this.connections) socket.terminate();
    this.#server.close();
  }

  /** Serialises once for readers with content and once for those without. */
  #deliver(event: GatewayEvent): void {
    const json = new Map<boolean, string>();
    for (const session of this.sessions.values()) {
      if (event.intents !== 0 && (session.intents & event.intents) === 0) continue;
      if (!session.serves(event.guildId)) continue;
      const contentVisible = (session.intents & GatewayIntentBits.MessageContent) !== 0;
      const text = json.get(contentVisible) ?? JSON.stringify(event.data(contentVisible));
      json.set(contentVisible, text);
      session.dispatch(event.name, text);
    }
  }

  #open(socket: WebSocket, request: IncomingMessage): void {
    const url = new URL(request.url ?? '/', 'ws://loopback');
    const connection: Connection = { socket, url, session: null, frameTimes: [] };
    this.connections.add(connection);
    socket.on('message', (data) => this.#receive(connection, data.toString()));
    socket.on('close', (code) => this.#closed(connection, code));
    socket.on('error', () => socket.terminate());
    if (url.searchParams.get('v') !== '10') return socket.close(4012, 'Invalid API version');
    this.#send(connection, GatewayOpcodes.Hello, {
      heartbeat_interval: this.options.heartbeatIntervalMs,
    });
    this.#note('hello', connection);
  }

  #closed(connection: Connection, code: number): void {
    this.connections.delete(connection);
    this.#note('closed', connection, code);
    const { session } = connection;
    if (session === null || session.socket !== connection.socket) return;
    session.socket = null;
    if (code === 1000 || code === 1001) this.sessions.delete(session.id);
  }

  #receive(connection: Connection, text: string): void {
    const { socket } = connection;
    const fault = this.#frameFault(connection, text);
    if (fault !== null) {
      this.#world.violations.push({ where: 'gateway', faults: [fault[1]], body: text.slice(0, 200) });
      return socket.close(...fault);
    }
    const frame = parseFrame(text);
    if (frame === null) return socket.close(4002, 'Error while decoding payload.');
    if (frame.op === GatewayOpcodes.Heartbeat) return this.#heartbeat(connection);
    if (frame.op === GatewayOpcodes.Identify) return this.#identify(connection, frame.d);
    if (frame.op === GatewayOpcodes.Resume) return this.#resume(connection, frame.d);
    if (connection.session === null) return socket.close(4003, 'Not authenticated.');
    if (frame.op === GatewayOpcodes.RequestGuildMembers) {
      return this.#sendMembers(connection.session, frame.d);
    }
    const accepted: number[] = [GatewayOpcodes.PresenceUpdate, GatewayOpcodes.VoiceStateUpdate];
    if (!accepted.includes(frame.op)) socket.close(4001, 'Unknown opcode.');
  }

  #frameFault(connection: Connection, text: string): [number, string] | null {
    if (Buffer.byteLength(text) > largestFrameBytes) return [4002, 'frame above 4096 bytes'];
    const now = this.#world.clock.now();
    connection.frameTimes = connection.frameTimes.filter((time) => time > now - 60_000);
    connection.frameTimes.push(now);
    return connection.frameTimes.length > framesPerMinute ? [4008, 'above 120 frames in 60 s'] : null;
  }

  #heartbeat(connection: Connection): void {
    this.#note('heartbeat', connection);
    if (this.acknowledgesHeartbeats) this.#send(connection, GatewayOpcodes.HeartbeatAck, null);
  }

  #identify(connection: Connection, data: unknown): void {
    const { socket } = connection;
    if (connection.session !== null) return socket.close(4005, 'Already authenticated.');
    const { token, intents, shard = [0, 1] } = data as {
      token?: unknown;
      intents?: unknown;
      shard?: [number, number];
    };
    this.startsLeft -= 1;
    this.#note('identify', connection);
    const refused = this.#identifyFault(token, intents, shard);
    if (refused !== null) return socket.close(...refused);
    const id = `session-${this.#world.ids.next()}`;
    const session = new GatewaySession(id, Number(intents), shard, this.options.resumeBuffer);
    session.socket = socket;
    connection.session = session;
    this.sessions.set(id, session);
    this.#greet(connection, session);
  }

  #identifyFault(
    token: unknown,
    intents: unknown,
    [shardId, shards]: readonly [number, number],
  ): [number, string] | null {
    if (token !== this.#world.token) return [4004, 'Authentication failed.'];
    if (!(shardId >= 0 && shardId < shards)) return [4010, 'Invalid shard.'];
    if (!Number.isInteger(intents) || Number(intents) & ~knownIntents) {
      return [4013, 'Invalid intent(s).'];
    }
    let refused: number = privilegedNotOffered;
    if (!this.membersIntent) refused |= GatewayIntentBits.GuildMembers;
    if (this.#world.messageContent === 'none') refused |= GatewayIntentBits.MessageContent;
    return Number(intents) & refused ? [4014, 'Disallowed intent(s).'] : null;
  }

  /** READY with the guilds as stubs, then one GUILD_CREATE for each that is not in an outage. */
  #greet(connection: Connection, session: GatewaySession): void {
    const world = this.#world;
    const guilds = [...world.guilds.values()].filter(
      (guild) => guild.botIsMember && session.serves(guild.id),
    );
    const ready = {
      v: 10,
      user: { ...world.bot, verified: true, mfa_enabled: false, flags: 0, email: null },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: `ws://${this.host}/resume`,
      shard: session.shard,
      application: { id: world.applicationId, flags: world.applicationFlags },
    };
    session.dispatch('READY', JSON.stringify(ready));
    this.#note('ready', connection);
    if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
    for (const guild of guilds.filter(({ available }) => available)) {
      session.dispatch('GUILD_CREATE', JSON.stringify(guildCreatePayload(guild, world.botIn(guild))));
    }
  }

  /** Host and port of the gateway, set once the server listens. */
  host = '';

  #resume(connection: Connection, data: unknown): void {
    const { socket } = connection;
    const { token, session_id: id, seq } = data as Record<string, unknown>;
    this.#note('resume', connection);
    if (token !== this.#world.token) return socket.close(4004, 'Authentication failed.');
    const session = this.sessions.get(String(id));
    if (session !== undefined && Number(seq) > session.sequence) {
      return socket.close(4007, 'Invalid seq.');
    }
    const missed = session?.framesAfter(Number(seq)) ?? null;
    if (session === undefined || missed === null) return this.#invalidate(connection);
    for (const text of missed) socket.send(text);
    session.socket = socket;
    connection.session = session;
    session.dispatch('RESUMED', '{"_trace":[]}');
    this.#note('resumed', connection, missed.length);
  }

  #invalidate(connection: Connection): void {
    this.#send(connection, GatewayOpcodes.InvalidSession, false);
    this.#note('invalid', connection);
  }

  #sendMembers(session: GatewaySession, data: unknown): void {
    const { guild_id: guildId, user_ids: userIds, nonce } = data as Record<string, unknown>;
    const guild = this.#world.guilds.get(String(guildId));
    if (guild === undefined) return;
    const wanted = userIds === undefined ? null : [userIds].flat().map(String);
    const members = [...guild.members.values()].filter(
      ({ user }) => wanted === null || wanted.includes(user.id),
    );
    const chunk = {
      guild_id: guild.id,
      members: members.map(memberPayload),
      chunk_index: 0,
      chunk_count: 1,
      nonce,
    };
    session.dispatch('GUILD_MEMBERS_CHUNK', JSON.stringify(chunk));
  }

  #send({ socket }: Connection, op: number, d: unknown): void {
    socket.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  #note(kind: ConnectionEvent['kind'], { session }: Connection, detail = 0): void {
    this.events.append({ kind, sessionId: session?.id ?? null, detail });
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
