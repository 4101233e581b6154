/** What can be told to bring no more for a while. */
export interface Sluice {
  close(): void;
  open(): void;
}

/** How long events are begun at a stretch before everything else has its turn, in ms. */
const STRETCH = 8;
/** With so many events waiting or under way no more are read; with so few, they are again. */
const FULL = 256;
const EMPTIED = 64;

/**
 * Begins events in the order in which they came, a short stretch at a time, so that a flood of messages neither holds up buttons and
 * heartbeats nor fills the memory: past a bound nothing more is read from the connection until there is room.
 */
export class Intake {
  readonly #sluice: Sluice;
  readonly #waiting: (() => Promise<void>)[] = [];
  #running = 0;
  #scheduled = false;
  #closed = false;
  #idle: (() => void)[] = [];

  constructor(sluice: Sluice) {
    this.#sluice = sluice;
  }

  /** Puts a piece of work at the end; it must not reject. */
  add(work: () => Promise<void>): void {
    this.#waiting.push(work);
    this.#schedule();
    if (this.#closed || this.#load < FULL) return;
    this.#closed = true;
    this.#sluice.close();
  }

  /** Resolves when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    if (this.#load > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  get #load(): number {
    return this.#waiting.length + this.#running;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => void this.#stretch());
  }

  async #stretch(): Promise<void> {
    const until = performance.now() + STRETCH;
    for (let work = this.#waiting.shift(); work !== undefined; work = this.#waiting.shift()) {
      await endOrTick(this.#run(work));
      if (performance.now() > until) break;
    }
    this.#scheduled = false;
    if (this.#waiting.length > 0) this.#schedule();
  }

  async #run(work: () => Promise<void>): Promise<void> {
    this.#running += 1;
    await work();
    this.#running -= 1;
    if (this.#closed && this.#load <= EMPTIED) {
      this.#closed = false;
      this.#sluice.open();
    }
    if (this.#load === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }
}

/** Waits for work that only computes; work that waits for something itself does not hold up the next. */
async function endOrTick(work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const tick = setImmediate(resolve);
  await Promise.race([work, promise]);
  clearImmediate(tick);
}
