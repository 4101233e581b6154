import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Work in the order in which it came, apart for each key: a deletion must not overtake the message it deletes, and one channel must
 * not wait for another. Before each piece the event loop makes a turn, so that in a flood what arrives is still read and
 * acknowledged, however little the work itself waits for.
 */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Does the work when all that came before under this key has ended, well or badly; settles as the work does. */
  take(key: string, work: () => Promise<void>): Promise<void> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const begin = () => nextTurn().then(work);
    const mine = before.then(begin, begin);
    this.#last.set(key, mine);
    const forget = () => {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    };
    mine.then(forget, forget);
    return mine;
  }
}
