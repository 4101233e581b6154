import { join } from 'node:path';
import type { Outcome, Task } from '../../src/moderate/task.ts';
import type { StoreAddress } from '../../src/store/open.ts';
import type { ClaimChanges } from '../fixtures/calls.ts';
import type { Wall } from '../fixtures/wall.ts';
import type { Orders } from './orders.ts';
import type { Random } from './random.ts';
import { RemoteModerator } from './remote-moderator.ts';
import type { Ending } from './week.ts';

/** How a process is killed. */
export type Kill = Exclude<Ending, 'stopped'>;
/** A message is decided on and posted within some milliseconds: a kill at any moment comes in that time. */
const WORKS_FOR = 10;

/** What the processes of a crew have in common. */
export interface Workplace {
  readonly address: StoreAddress;
  readonly wall: Wall;
  /** The time of all of them, milliseconds since 1970. */
  readonly clock: { readonly now: number };
  /** Where each writes its log. */
  readonly folder: string;
  readonly random: Random;
}

/**
 * Moderators in processes of their own on one store, each at a seat. Whoever dies is followed by a new one at the same seat, who is
 * told again what was not acknowledged, as platforms deliver again.
 */
export class Crew {
  /** How many were killed, and how. */
  readonly kills: Record<Kill, number> = { 'before-post': 0, 'after-post': 0, 'any-moment': 0 };
  readonly seats: readonly number[];
  readonly #work: Workplace;
  readonly #members: Promise<RemoteModerator>[] = [];
  readonly #moments: Random;
  #claims: ClaimChanges = {};
  #armed: Kill | undefined;
  #coming: Promise<void> | undefined;
  #isAbandoned = false;

  constructor(work: Workplace, processes: number) {
    this.#work = work;
    this.#moments = work.random.of('moments');
    this.seats = Array.from({ length: processes }, (_, seat) => seat);
    for (const seat of this.seats) this.#fill(seat, this.#bear(seat));
  }

  /** Has the one at a seat do something, or, when that one is killed, the next; resolves to the answer. */
  async order<Name extends keyof Orders>(
    seat: number,
    name: Name,
    ...given: Parameters<Orders[Name]>
  ): Promise<Awaited<ReturnType<Orders[Name]>>> {
    for (;;) {
      const member = await this.#members[seat];
      if (member === undefined) throw new RangeError(`nobody at seat ${seat}`);
      const answering = member.order(name, ...given);
      if (name === 'message' && this.#armed === 'any-moment') this.#killSoon(seat, member);
      const answer = await answering;
      if (answer !== 'died') return answer;
      if (this.#isAbandoned) throw new Error('the crew was abandoned');
    }
  }

  /** Has all of them do something at once. */
  async everyone<Name extends keyof Orders>(
    name: Name,
    ...given: Parameters<Orders[Name]>
  ): Promise<void> {
    await Promise.all(this.seats.map((seat) => this.order(seat, name, ...given)));
  }

  /** Has all of them, and all who follow, speak by changed claims. */
  async reload(changes: ClaimChanges): Promise<void> {
    this.#claims = changes;
    await this.everyone('claims', changes);
  }

  /** Stops the one at a seat, and starts another there; meanwhile the others go on. */
  restart(seat: number): void {
    const leaving = this.#members[seat];
    const next = async () => {
      await (await leaving)?.leave();
      return this.#bear(seat);
    };
    this.#fill(seat, next());
  }

  /** From now on the next chance to kill somebody in this way is taken. */
  arm(kill: Kill): void {
    this.#armed = kill;
  }

  /** From now on nobody is killed. Resolves to whether there was a chance since it was armed. */
  async disarm(): Promise<boolean> {
    const taken = this.#armed === undefined;
    this.#armed = undefined;
    await this.#coming;
    this.#coming = undefined;
    return taken;
  }

  /** Stops all of them. */
  async end(): Promise<void> {
    for (const member of this.#members) await (await member).leave();
  }

  /** Kills all of them, to be rid of them. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true;
    const members = await Promise.allSettled(this.#members);
    const alive = members.filter((member) => member.status === 'fulfilled');
    for (const { value } of alive) value.kill();
    await Promise.all(alive.map(({ value }) => value.ended));
  }

  /** Who has an order for the next one hears of it when that one could not be born. */
  #fill(seat: number, next: Promise<RemoteModerator>): void {
    next.catch(() => {});
    this.#members[seat] = next;
  }

  #bear(seat: number): Promise<RemoteModerator> {
    const { address, clock, folder } = this.#work;
    return RemoteModerator.born(
      { address, at: clock.now, claims: this.#claims, level: 'debug' },
      {
        file: join(folder, `moderator-${seat}.log`),
        now: () => clock.now,
        perform: (task, by) => this.#perform(task, seat, by),
      },
    );
  }

  async #perform(task: Task, seat: number, by: RemoteModerator): Promise<Outcome | undefined> {
    const { wall } = this.#work;
    const kill = this.#armed;
    if (task.do !== 'post' || kill === undefined || kill === 'any-moment')
      return wall.perform(task);
    this.#kill(kill, seat, by);
    if (kill === 'after-post') await wall.perform(task);
    return undefined;
  }

  #killSoon(seat: number, member: RemoteModerator): void {
    this.#armed = undefined;
    this.#coming = new Promise((resolve) => {
      const kill = () => {
        this.#kill('any-moment', seat, member);
        resolve();
      };
      setTimeout(kill, this.#moments.below(WORKS_FOR));
    });
  }

  #kill(kill: Kill, seat: number, member: RemoteModerator): void {
    this.#armed = undefined;
    this.kills[kill]++;
    member.kill();
    this.#fill(
      seat,
      member.ended.then(() => this.#bear(seat)),
    );
  }
}
