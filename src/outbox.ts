import type { Core } from './moderator/core.ts';
import { deliver, taking } from './outbox/deliver.ts';
import { editNext, PACE } from './outbox/edits.ts';
import { expireSuggestions, retain, writeCounts } from './outbox/housekeeping.ts';
import { dueEffects, type EffectRow } from './store/effects.ts';
import { StoreError } from './store/store-error.ts';

/** How often it looks for what another process wrote, or for what had to wait, in milliseconds. */
const POLL = 1_000;
/** After the store failed. */
const POLL_IN_TROUBLE = 5_000;
const HOUR = 3_600_000;
const HALF_MINUTE = 30_000;
/** Effects under way at once, each in another channel. */
const AT_ONCE = 16;
const LOOK_AT = 256;

/** Hands recorded effects to the platforms, paces edits, and keeps the store tidy. */
export interface Outbox {
  /** There is something new. */
  wake(): void;
  /** Works until `stop`. */
  start(): void;
  /** Starts nothing new and waits for what is under way. */
  stop(): Promise<void>;
  /** Does all that is due at this moment, edits included, without regard to their pace; for tests and for a clean end. */
  settled(): Promise<void>;
}

/** What may be set apart from the usual. */
export interface OutboxOptions {
  /** Milliseconds between two edits on a platform. */
  readonly pace?: number;
}

/** Makes the outbox; nothing happens before `start`. */
export function createOutbox(core: Core, options: OutboxOptions = {}): Outbox {
  return new Worker(core, options.pace ?? PACE);
}

class Worker implements Outbox {
  readonly #core: Core;
  readonly #pace: number;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #editing = new Map<string, Promise<void>>();
  readonly #turns = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #pumping: Promise<number> | undefined;
  #more = false;
  #fault: unknown;
  #tidied = Number.NEGATIVE_INFINITY;
  #counted = Number.NEGATIVE_INFINITY;

  constructor(core: Core, pace: number) {
    this.#core = core;
    this.#pace = pace;
  }

  wake(): void {
    if (this.#running) this.#schedule(0);
  }

  start(): void {
    this.#running = true;
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await this.#pumping;
    await Promise.all(this.#turns);
    await Promise.all([...this.#busy.values(), ...this.#editing.values()]);
    await writeCounts(this.#core);
  }

  async settled(): Promise<void> {
    await expireSuggestions(this.#core);
    let started = 1;
    while (started > 0) {
      started = await this.#pump();
      await Promise.all(this.#busy.values());
      for (const platform of this.#core.platforms())
        while (await editNext(this.#core, platform)) started++;
    }
    await writeCounts(this.#core);
    await Promise.all(this.#turns);
    if (this.#fault !== undefined) throw this.#fault;
  }

  #schedule(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const turn = this.#turn().finally(() => this.#turns.delete(turn));
      this.#turns.add(turn);
    }, after);
  }

  /** One look around; the next is scheduled whatever happens in this one. */
  async #turn(): Promise<void> {
    let next = POLL;
    try {
      await this.#pump();
      for (const platform of this.#core.platforms()) this.#edit(platform);
      await this.#tidy();
    } catch (error) {
      this.#report(error);
      next = POLL_IN_TROUBLE;
    }
    if (this.#running) this.#schedule(next);
  }

  /** Starts what is due, at most one effect a channel; resolves to how many were started. */
  async #pump(): Promise<number> {
    if (this.#pumping !== undefined) {
      this.#more = true;
      return this.#pumping;
    }
    this.#pumping = this.#startDue();
    try {
      return await this.#pumping;
    } finally {
      this.#pumping = undefined;
      if (this.#more && this.#running) this.#schedule(0);
      this.#more = false;
    }
  }

  async #startDue(): Promise<number> {
    const due = await dueEffects(this.#core.store.db, taking(this.#core), LOOK_AT);
    let started = 0;
    for (const row of due) {
      const channel = `${row.platform}/${row.workspace}/${row.channel}`;
      if (this.#busy.has(channel) || this.#busy.size >= AT_ONCE) continue;
      this.#busy.set(channel, this.#deliver(row, channel));
      started++;
    }
    return started;
  }

  async #deliver(row: EffectRow, channel: string): Promise<void> {
    try {
      await deliver(this.#core, row);
    } catch (error) {
      this.#report(error);
    } finally {
      this.#busy.delete(channel);
      this.wake();
    }
  }

  /** Keeps one edit a platform under way, and its pace. */
  #edit(platform: string): void {
    if (this.#editing.has(platform)) return;
    const edits = async () => {
      while (this.#running && (await editNext(this.#core, platform))) await wait(this.#pace);
    };
    const worker = edits()
      .catch((error) => this.#report(error))
      .finally(() => this.#editing.delete(platform));
    this.#editing.set(platform, worker);
  }

  async #tidy(): Promise<void> {
    const now = this.#core.now();
    if (now - this.#counted >= HALF_MINUTE) {
      this.#counted = now;
      await expireSuggestions(this.#core);
      await writeCounts(this.#core);
    }
    if (now - this.#tidied >= HOUR) {
      this.#tidied = now;
      await retain(this.#core);
    }
  }

  /** A failing store heals or is repaired; a fault of ours is kept for `settled`. Neither stops the outbox. */
  #report(error: unknown): void {
    const { logger } = this.#core;
    if (error instanceof StoreError) {
      logger.error({ fault: error.fault, what: 'outbox' }, error.message);
    } else {
      this.#fault = error;
      logger.error({ err: error, what: 'outbox' }, 'the outbox failed');
    }
  }
}

function wait(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}
