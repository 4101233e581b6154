import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome, Task } from '../../src/moderate/task.ts';
import type { Birth, FromProcess, ToProcess } from './moderator-process.ts';
import type { Orders } from './orders.ts';

const PROGRAM = join(import.meta.dirname, 'moderator-process.ts');
const COMPILED = join(tmpdir(), 'sidenote-compiled');

/** What a process needs of the world around it. */
export interface Surroundings {
  /** The platform. Undefined: it never answers. */
  perform(task: Task, by: RemoteModerator): Promise<Outcome | undefined>;
  /** The moment that is handed over with all that the process is told; without it the process goes by the real time. */
  now?(): number;
  /** The file to which all is added that the process writes to its output, its log among it; without one it goes where ours goes. */
  readonly file?: string;
}

type Answer<Name extends keyof Orders> = Awaited<ReturnType<Orders[Name]>>;

/** A moderator in a process of its own, with store and connections of its own, and a platform that is here. */
export class RemoteModerator {
  /** Resolves when the process is no more. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #around: Surroundings;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #told = 0;
  #mayEnd = false;
  /** How it ended: as it may, or by a fault of ours. */
  #death: 'died' | Error | undefined;

  private constructor(child: ChildProcess, around: Surroundings) {
    this.#child = child;
    this.#around = around;
    this.ended = new Promise((resolve) => child.once('exit', () => resolve()));
    void this.ended.then(() => this.#bury());
  }

  /** Starts a process; resolves when it works. */
  static born(birth: Birth, around: Surroundings): Promise<RemoteModerator> {
    const output = around.file === undefined ? 'inherit' : openSync(around.file, 'a');
    const child = fork(PROGRAM, [JSON.stringify(birth)], {
      stdio: ['ignore', output, output, 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    });
    if (typeof output === 'number') closeSync(output);
    const one = new RemoteModerator(child, around);
    return new Promise((resolve, reject) => {
      const fail = () => reject(one.#fault('before it was ready'));
      child.once('exit', fail);
      child.on('message', (words: FromProcess) => {
        if (words.tells !== 'ready') return one.#hear(words);
        child.off('exit', fail);
        resolve(one);
      });
    });
  }

  /**
   * Tells it something to do. Resolves to its answer, or to `died` when it was killed before it acknowledged. Rejects with its last
   * words when it died of its own accord.
   */
  order<Name extends keyof Orders>(
    order: Name,
    ...given: Parameters<Orders[Name]>
  ): Promise<Answer<Name> | 'died'> {
    return this.#tell(order, given) as Promise<Answer<Name> | 'died'>;
  }

  /** Kills it, in the middle of whatever it does. */
  kill(): void {
    this.#mayEnd = true;
    this.#child.kill('SIGKILL');
  }

  /** Stops it as a program is stopped: what is under way is done first. */
  async leave(): Promise<void> {
    this.#mayEnd = true;
    await this.#tell('leave', []);
    if (this.#child.connected) this.#child.disconnect();
    await this.ended;
  }

  #tell(order: keyof Orders | 'leave', given: readonly unknown[]): Promise<unknown> {
    const n = ++this.#told;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(n, waiting);
    if (this.#death === undefined) this.#send({ tells: 'order', n, order, given });
    else this.#release(this.#death);
    return waiting.promise;
  }

  #hear(words: FromProcess): void {
    if (words.tells === 'perform') void this.#perform(words.n, words.task);
    if (words.tells !== 'done') return;
    this.#waiting.get(words.n)?.resolve(words.answer);
    this.#waiting.delete(words.n);
  }

  async #perform(n: number, task: Task): Promise<void> {
    const outcome = await this.#around.perform(task, this);
    if (outcome !== undefined) this.#send({ tells: 'outcome', n, outcome });
  }

  #send(words: ToProcess): void {
    if (!this.#child.connected) return;
    const at = this.#around.now?.();
    // What a process that is dying is told is lost; it is not our fault.
    this.#child.send({ ...words, ...(at === undefined ? {} : { at }) }, () => {});
  }

  #bury(): void {
    this.#death = this.#mayEnd ? 'died' : this.#fault('of its own accord');
    this.#release(this.#death);
  }

  #release(death: 'died' | Error): void {
    for (const { resolve, reject } of this.#waiting.values())
      if (death === 'died') resolve(death);
      else reject(death);
    this.#waiting.clear();
  }

  #fault(how: string): Error {
    const { file } = this.#around;
    const words = file === undefined ? '' : readFileSync(file, 'utf8').slice(-2000);
    return new Error(`a moderator died ${how}; its last words: ${words}`);
  }
}
