/** Discord's epoch: snowflakes count milliseconds from 2015-01-01. Source: DD Reference. */
const discordEpochMs = 1_420_070_400_000n;

/** The one clock of a loopback Discord: real time, plus whatever a test has advanced it by. */
export class LoopbackClock {
  readonly #source: () => number;
  #aheadMs = 0;

  constructor(source: () => number = Date.now) {
    this.#source = source;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#source() + this.#aheadMs;
  }

  /** Now as an ISO 8601 timestamp. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** Moves time forward; deadlines, nonces and rate-limit windows see it at once. */
  advance(ms: number): void {
    this.#aheadMs += ms;
  }
}

/** Makes ids in Discord's shape, strictly ascending, so that a message's time can be read off its id. */
export class Snowflakes {
  readonly #clock: LoopbackClock;
  #last = 0n;

  constructor(clock: LoopbackClock) {
    this.#clock = clock;
  }

  next(): string {
    const fromClock = (BigInt(Math.floor(this.#clock.now())) - discordEpochMs) << 22n;
    this.#last = fromClock > this.#last ? fromClock : this.#last + 1n;
    return this.#last.toString();
  }
}
