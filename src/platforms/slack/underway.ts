/** Work that was begun and must end before the bot stops. */
export class Underway {
  #count = 0;
  #idle: (() => void)[] = [];

  /** Begins a piece of work; what goes wrong in it ends at `failed`. */
  begin(work: () => Promise<void>, failed: (error: unknown) => void): void {
    this.#count += 1;
    void this.#finish(work, failed);
  }

  async #finish(work: () => Promise<void>, failed: (error: unknown) => void): Promise<void> {
    try {
      await work();
    } catch (error) {
      failed(error);
    }
    this.#count -= 1;
    if (this.#count > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    if (this.#count > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }
}
