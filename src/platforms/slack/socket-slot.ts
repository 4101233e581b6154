import type { Logger } from 'pino';
import { outcomeOf, slackError, told } from './refusal.ts';
import { connect, type Envelope, type Socket } from './socket.ts';

/** Milliseconds before the next try: doubled with each failure, up to the most. */
const FIRST_WAIT = 500;
const MOST_WAIT = 30_000;
/** Milliseconds where trying soon helps nothing: a token that is not taken, too many connections. */
const LONG_WAIT = 60_000;

/** Where a slot gets its connections from, and what it does with them. */
export interface SlotWork {
  /** A fresh address for one connection. */
  address(): Promise<string>;
  take(envelope: Envelope): void;
  readonly logger: Logger;
}

/** Keeps one connection up. When Slack announces an end, the next connection stands before the old one is closed. */
export class SocketSlot {
  readonly #work: SlotWork;
  #socket: Socket | undefined;
  #failures = 0;
  /** Milliseconds that the next try has to wait in any case. */
  #atLeast = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(work: SlotWork) {
    this.#work = work;
  }

  /** Connects once; rejects when that fails. */
  async connect(): Promise<void> {
    let ended = false;
    const socket: Socket = await connect(await this.#work.address(), {
      envelope: (envelope) => this.#work.take(envelope),
      leaving: (reason) => this.#leave(reason),
      closed: () => {
        ended = true;
        if (this.#socket === socket) this.#again(this.#atLeast);
      },
    });
    if (this.#stopped) return socket.close();
    if (ended) throw new Error('Slack closed the socket at once');
    this.#socket = socket;
    this.#failures = 0;
    this.#atLeast = 0;
  }

  /** Connects, and goes on trying until it is stopped; resolves after the first try. */
  async keep(): Promise<void> {
    try {
      await this.connect();
    } catch (error) {
      this.#failed(error);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#socket?.close();
  }

  #leave(reason: string): void {
    const { logger } = this.#work;
    if (reason === 'link_disabled') {
      logger.error('Socket Mode was switched off in the app settings; switch it on and restart');
      this.#stopped = true;
    } else if (reason === 'too_many_websockets') {
      logger.warn('Slack takes no more connections of this app; ten is its limit');
      this.#atLeast = LONG_WAIT;
    } else void this.#replace();
  }

  async #replace(): Promise<void> {
    const old = this.#socket;
    this.#socket = undefined;
    await this.keep();
    await old?.close();
  }

  #failed(error: unknown): void {
    this.#failures += 1;
    const backOff = Math.min(MOST_WAIT, FIRST_WAIT * 2 ** (this.#failures - 1));
    const outcome = outcomeOf(error);
    const asked = outcome.kind === 'later' ? outcome.after : 0;
    const wait = slackError(error) === undefined ? backOff : LONG_WAIT;
    this.#work.logger.error(`no connection to Slack, will try again: ${told(error)}`);
    this.#again(Math.max(wait, asked, this.#atLeast));
  }

  #again(after: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), after);
  }
}
