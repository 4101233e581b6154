/**
 * Things in the order they happened, which a test can wait for. A wait also sees what happened before it began, so a test
 * never has to start waiting before it causes something.
 */
export class Timeline<T> {
  readonly items: T[] = [];
  readonly #waiting = new Set<(item: T) => void>();

  /** Adds an item and wakes those that wait for it. */
  push(item: T): void {
    this.items.push(item);
    for (const wake of [...this.#waiting]) wake(item);
  }

  /** Calls back for each later item; the answer stops it. */
  onPush(listener: (item: T) => void): () => void {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
  }

  /**
   * Resolves with the `count`th item that passes (1: the first), past or future. Rejects after `timeoutMs`
   * with an error that names `what` and how many items there were.
   */
  waitFor(accepts: (item: T) => boolean, timeoutMs = 5000, what = 'item', count = 1): Promise<T> {
    const found = this.items.filter(accepts)[count - 1];
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const stop = this.onPush(() => {
        const item = this.items.filter(accepts)[count - 1];
        if (item === undefined) return;
        clearTimeout(timer);
        stop();
        resolve(item);
      });
      const timer = setTimeout(() => {
        stop();
        const seen = `${this.items.length} seen, ${this.items.filter(accepts).length} that fit`;
        reject(new Error(`no ${what} within ${timeoutMs} ms (${seen}, ${count} wanted)`));
      }, timeoutMs);
    });
  }
}
