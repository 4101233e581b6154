import { hash } from 'node:crypto';

/**
 * What messages said when last seen, as fingerprints, so that a redelivered event and an edit that changes no word (Discord
 * adding a link preview) are told from news. It forgets the oldest first and never holds any text.
 */
export class SeenMessages {
  readonly #most: number;
  readonly #fingerprints = new Map<string, string>();

  /** `most` bounds its memory: about 150 bytes a message. */
  constructor(most = 20_000) {
    this.#most = most;
  }

  /** True the first time. */
  isNew(id: string, text: string): boolean {
    if (this.#fingerprints.has(id)) return false;
    this.#keep(id, fingerprint(text));
    return true;
  }

  /** Whether an update says something else than before; `edited` is what Discord says of messages not seen here. */
  hasChanged(id: string, text: string, edited: boolean): boolean {
    const now = fingerprint(text);
    const before = this.#fingerprints.get(id);
    this.#keep(id, now);
    return before === undefined ? edited : before !== now;
  }

  #keep(id: string, print: string): void {
    this.#fingerprints.delete(id);
    this.#fingerprints.set(id, print);
    if (this.#fingerprints.size <= this.#most) return;
    const [oldest] = this.#fingerprints.keys();
    if (oldest !== undefined) this.#fingerprints.delete(oldest);
  }
}

function fingerprint(text: string): string {
  return hash('sha1', text, 'base64').slice(0, 12);
}
