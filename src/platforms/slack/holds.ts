/**
 * Which methods Slack has asked to leave alone for a while, in which channels. A 429 says so for one of them; calls of another
 * method or to another channel go on.
 */
export class Holds {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds to wait before this method may be called for this channel; 0 when it may be now. */
  left(method: string, channel: string): number {
    const key = `${method}/${channel}`;
    const left = (this.#until.get(key) ?? 0) - this.#now();
    if (left <= 0) this.#until.delete(key);
    return Math.max(0, left);
  }

  /** Leaves it alone for so many milliseconds. */
  hold(method: string, channel: string, after: number): void {
    this.#until.set(`${method}/${channel}`, this.#now() + after);
  }
}
