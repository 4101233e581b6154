/**
 * The messages seen last, so that `app_mention` beside `message` and a redelivery are worked on once. What was seen before a
 * restart is the store's to know. It forgets the oldest first and holds ids alone.
 */
export class SeenMessages {
  readonly #most: number;
  readonly #ids = new Set<string>();

  /** `most` bounds its memory: about 100 bytes a message. */
  constructor(most = 20_000) {
    this.#most = most;
  }

  /** True the first time. */
  isNew(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > this.#most && oldest !== undefined) this.#ids.delete(oldest);
    return true;
  }

  /** What failed may come again. */
  forget(id: string): void {
    this.#ids.delete(id);
  }
}
