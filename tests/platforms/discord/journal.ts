interface Waiter<T> {
  matches: (entry: T) => boolean;
  resolve: (entry: T) => void;
}

/**
 * Things that happened, in order, and a way to wait for one without polling.
 * A wait looks at what already happened first, so it cannot miss an entry by being late.
 */
export class Journal<T> {
  readonly #what: string;
  readonly #entries: T[] = [];
  readonly #waiters = new Set<Waiter<T>>();
  readonly #followers: ((entry: T) => void)[] = [];

  /** `what` names an entry in the error of a wait that ran out, as "message". */
  constructor(what: string) {
    this.#what = what;
  }

  get entries(): readonly T[] {
    return this.#entries;
  }

  append(entry: T): void {
    this.#entries.push(entry);
    for (const follow of this.#followers) follow(entry);
    for (const waiter of this.#waiters) {
      if (!waiter.matches(entry)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(entry);
    }
  }

  /** Calls back for every entry from now on. */
  follow(callback: (entry: T) => void): void {
    this.#followers.push(callback);
  }

  /** The first entry that matches, past or to come; rejects after `timeoutMs`. */
  waitFor(matches: (entry: T) => boolean, timeoutMs: number): Promise<T> {
    const past = this.#entries.find(matches);
    if (past !== undefined) return Promise.resolve(past);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const waiter: Waiter<T> = { matches, resolve };
    this.#waiters.add(waiter);
    const ranOut = new Error(
      `no ${this.#what} matched within ${timeoutMs} ms; ${this.#entries.length} others were seen`,
    );
    const timer = setTimeout(() => {
      this.#waiters.delete(waiter);
      reject(ranOut);
    }, timeoutMs);
    return promise.finally(() => clearTimeout(timer));
  }
}
