import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayIntentBits } from 'discord.js';
import { WebSocketServer } from 'ws';
import { type Close, type ConnectionEvent, GatewayConnection } from './connection.ts';
import { Journal } from './journal.ts';
import { guildCreatePayload, memberPayload } from './payloads.ts';
import { GatewaySession } from './session.ts';
import type { GatewayEvent, World } from './world.ts';

/** What a gateway is told when it is made. */
export interface GatewayOptions {
  readonly heartbeatIntervalMs: number;
  /** Events kept per session for a resume. */
  readonly resumeBuffer: number;
  /** `session_start_limit`: identifies in all, and how many may run at once. */
  readonly sessionStarts: number;
  readonly maxConcurrency: number;
  /** Whether the portal's "Server Members Intent" is on. */
  readonly membersIntent: boolean;
}

/** Every intent bit there is; anything else is 4013. */
const knownIntents = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

/** The WebSocket side: sessions, and who gets which event. */
export class Gateway {
  readonly world: World;
  readonly options: GatewayOptions;
  readonly sessions = new Map<string, GatewaySession>();
  readonly connections = new Set<GatewayConnection>();
  readonly events = new Journal<ConnectionEvent>('gateway event');
  acknowledgesHeartbeats = true;
  startsLeft: number;
  /** Host and port, set once the server listens. */
  host = '';
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });

  constructor(world: World, options: GatewayOptions) {
    this.world = world;
    this.options = options;
    this.startsLeft = options.sessionStarts;
    world.deliverTo((event) => this.#deliver(event));
  }

  /** Takes over an HTTP upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { searchParams } = new URL(request.url ?? '/', 'ws://loopback');
    this.#server.handleUpgrade(request, socket, head, (ws) => {
      const connection = new GatewayConnection(this, ws);
      this.connections.add(connection);
      connection.open(searchParams.get('v'));
    });
  }

  hello(): Record<string, unknown> {
    return { heartbeat_interval: this.options.heartbeatIntervalMs, _trace: [] };
  }

  /** Closes every connection with this code. */
  closeAll(code: number): void {
    for (const { socket } of this.connections) socket.close(code);
  }

  /** Sends a frame that is no event to every connection that has identified. */
  sendToAll(op: number, d: unknown): void {
    for (const connection of this.connections) {
      if (connection.session !== null) connection.send(op, d);
    }
  }

  /** Op 9: sessions leave their connections, and are gone unless they may be resumed. */
  invalidate(resumable: boolean): void {
    for (const connection of this.connections) {
      if (connection.session !== null) connection.invalidate(resumable);
    }
    if (!resumable) this.sessions.clear();
  }

  /** GUILD_CREATE to every session that serves the guild. */
  announceGuild(guildId: string): void {
    const guild = this.world.guilds.get(guildId);
    if (guild === undefined) return;
    const data = guildCreatePayload(guild, this.world.botIn(guild));
    this.world.dispatchToGuild('GUILD_CREATE', guild, data);
  }

  /** Cuts every connection and stops accepting new ones. */
  close(): void {
    for (const { socket } of this.connections) socket.terminate();
    this.#server.close();
  }

  /** A new session for an identify, or the code to close with. */
  identify(data: unknown): GatewaySession | Close {
    this.startsLeft -= 1;
    const { token, intents, shard } = data as Record<string, unknown>;
    const [shardId, shards] = Array.isArray(shard) ? shard.map(Number) : [0, 1];
    if (token !== this.world.token) return [4004, 'Authentication failed.'];
    if (shardId === undefined || shards === undefined || !(shardId >= 0 && shardId < shards)) {
      return [4010, 'Invalid shard.'];
    }
    const bits = Number(intents);
    if (!Number.isInteger(intents) || bits & ~knownIntents) return [4013, 'Invalid intent(s).'];
    if (bits & this.#refusedIntents()) return [4014, 'Disallowed intent(s).'];
    const id = `session-${this.world.ids.next()}`;
    const session = new GatewaySession(id, bits, [shardId, shards], this.options.resumeBuffer);
    this.sessions.set(id, session);
    return session;
  }

  /** READY with the guilds as stubs, then one GUILD_CREATE for each that is not in an outage. */
  greet(session: GatewaySession): void {
    const { world } = this;
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
    if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
    for (const guild of guilds.filter(({ available }) => available)) {
      const data = guildCreatePayload(guild, world.botIn(guild));
      session.dispatch('GUILD_CREATE', JSON.stringify(data));
    }
  }

  /** The session of a resume with what it missed; null when it is gone; or the code to close with. */
  resume(data: unknown): { session: GatewaySession; missed: string[] } | Close | null {
    const { token, session_id: id, seq } = data as Record<string, unknown>;
    if (token !== this.world.token) return [4004, 'Authentication failed.'];
    const session = this.sessions.get(String(id));
    if (session === undefined) return null;
    if (Number(seq) > session.sequence) return [4007, 'Invalid seq.'];
    const missed = session.framesAfter(Number(seq));
    return missed === null ? null : { session, missed };
  }

  /** GUILD_MEMBERS_CHUNK for a request of members, by id or all. */
  sendMembers(session: GatewaySession, data: unknown): void {
    const { guild_id: guildId, user_ids: ids, nonce } = data as Record<string, unknown>;
    const guild = this.world.guilds.get(String(guildId));
    if (guild === undefined) return;
    const wanted = ids === undefined ? null : [ids].flat().map(String);
    const members = [...guild.members.values()]
      .filter(({ user }) => wanted === null || wanted.includes(user.id))
      .map(memberPayload);
    const chunk = { guild_id: guild.id, members, chunk_index: 0, chunk_count: 1, nonce };
    session.dispatch('GUILD_MEMBERS_CHUNK', JSON.stringify(chunk));
  }

  #refusedIntents(): number {
    let refused: number = GatewayIntentBits.GuildPresences;
    if (!this.options.membersIntent) refused |= GatewayIntentBits.GuildMembers;
    if (this.world.messageContent === 'none') refused |= GatewayIntentBits.MessageContent;
    return refused;
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
}
