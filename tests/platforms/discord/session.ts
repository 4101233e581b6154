import type { WebSocket } from 'ws';

interface SentFrame {
  readonly sequence: number;
  readonly text: string;
}

/**
 * One gateway session: survives its connection, numbers its events and keeps the latest of them
 * for a resume. The buffer is a ring, so a flood neither grows it nor slows it.
 */
export class GatewaySession {
  readonly id: string;
  readonly intents: number;
  /** [shard id, number of shards] */
  readonly shard: readonly [number, number];
  sequence = 0;
  socket: WebSocket | null = null;
  readonly #ring: SentFrame[] = [];
  readonly #capacity: number;

  constructor(id: string, intents: number, shard: readonly [number, number], capacity: number) {
    this.id = id;
    this.intents = intents;
    this.shard = shard;
    this.#capacity = capacity;
  }

  /** Sends a dispatch, or keeps it for a resume while nobody is connected. */
  dispatch(name: string, dataJson: string): void {
    this.sequence += 1;
    const sequence = this.sequence;
    const text = `{"op":0,"t":"${name}","s":${sequence},"d":${dataJson}}`;
    this.#ring[sequence % this.#capacity] = { sequence, text };
    this.socket?.send(text);
  }

  /** Whether this session is responsible for a guild; direct conversations belong to shard 0. */
  serves(guildId: string | null): boolean {
    const [shardId, shards] = this.shard;
    if (guildId === null) return shardId === 0;
    return Number((BigInt(guildId) >> 22n) % BigInt(shards)) === shardId;
  }

  /** The frames after `sequence` in order, or null when some are no longer kept. */
  framesAfter(sequence: number): string[] | null {
    const frames: string[] = [];
    for (let wanted = sequence + 1; wanted <= this.sequence; wanted += 1) {
      const frame = this.#ring[wanted % this.#capacity];
      if (frame?.sequence !== wanted) return null;
      frames.push(frame.text);
    }
    return frames;
  }

  /** Resolves once what was sent so far has left for the network; at once without a connection. */
  async drained(): Promise<void> {
    const { socket } = this;
    if (socket === null || socket.readyState !== socket.OPEN || socket.bufferedAmount === 0) return;
    await new Promise<void>((resolve) => socket.ping(undefined, undefined, () => resolve()));
  }
}
