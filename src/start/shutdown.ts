import type { Logger } from 'pino';

/** After so long we end although something still hangs, in milliseconds: a supervisor would kill us anyway. */
const PATIENCE = 900;

/** What to stop and in which order: the last started first, each before the next. */
export class Shutdown {
  readonly #steps: { name: string; stop: () => Promise<void> | void }[] = [];
  readonly #logger: Pick<Logger, 'info' | 'error'>;
  #ending: Promise<void> | undefined;

  constructor(logger: Pick<Logger, 'info' | 'error'>) {
    this.#logger = logger;
  }

  /** Adds what must be stopped before everything added earlier. */
  add(name: string, stop: () => Promise<void> | void): void {
    this.#steps.unshift({ name, stop });
  }

  /** Stops everything once, however often it is called. A step that fails does not keep the others from stopping. */
  run(): Promise<void> {
    this.#ending ??= this.#stopAll();
    return this.#ending;
  }

  /**
   * Ends the process after a clean stop when it is told to end: SIGTERM, or Ctrl-C. A promise that a library left unheeded is
   * logged by name and message alone (its other fields may hold a token), and the process goes on: each platform's own
   * connection logic decides whether it can.
   */
  listen(): void {
    process.on('unhandledRejection', (reason) => {
      this.#logger.error(
        { error: reason instanceof Error ? `${reason.name}: ${reason.message}` : typeof reason },
        'unheeded failure',
      );
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        setTimeout(() => process.exit(1), PATIENCE).unref();
        void this.run().then(() => {
          this.#logger.info({ signal }, 'stopped');
          process.exit(0);
        });
      });
    }
  }

  async #stopAll(): Promise<void> {
    for (const { name, stop } of this.#steps) {
      try {
        await stop();
      } catch (error) {
        this.#logger.error(
          { error: error instanceof Error ? error.message : typeof error, step: name },
          'did not stop cleanly',
        );
      }
    }
  }
}
