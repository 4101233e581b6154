import { Intake, type Sluice } from './intake.ts';

/** Work that was begun and must end before the bot stops; what goes wrong in it ends at `failed`. */
export class Underway {
  readonly #intake: Intake;
  readonly #failed: (error: unknown, what: string) => void;
  readonly #atOnce = new Set<Promise<void>>();

  constructor(sluice: Sluice, failed: (error: unknown, what: string) => void) {
    this.#intake = new Intake(sluice);
    this.#failed = failed;
  }

  /** Begins when its turn comes, after all that came before. */
  inTurn(what: string, work: () => Promise<void>): void {
    this.#intake.add(() => this.#caught(what, work));
  }

  /** Begins now: somebody waits for it. */
  atOnce(what: string, work: () => Promise<void>): void {
    const running = this.#caught(what, work);
    this.#atOnce.add(running);
    void running.then(() => this.#atOnce.delete(running));
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await Promise.all([this.#intake.idle(), ...this.#atOnce]);
  }

  async #caught(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failed(error, what);
    }
  }
}
