import type { Place } from '../../src/message.ts';
import type { Settling } from '../../src/moderator/queue.ts';
import type { Standing, Wall } from '../fixtures/wall.ts';
import type { Crew } from './crew.ts';
import type { Broken } from './invariants.ts';
import type { Random } from './random.ts';
import { MARK } from './week.ts';

/** What people do with the cards that stand: they delete and rewrite what they wrote, take cards away, and moderate. */
export class People {
  /** Messages that were deleted, or rewritten to say something else. */
  readonly gone = new Set<string>();
  /** What was found broken on the way. */
  readonly broken: Broken[] = [];
  readonly #crew: Crew;
  readonly #wall: Wall;
  readonly #random: Random;
  /** How many of the cards on the wall somebody has looked at. */
  #seen = 0;
  #rounds = 0;

  constructor(crew: Crew, wall: Wall, random: Random) {
    this.#crew = crew;
    this.#wall = wall;
    this.#random = random;
  }

  /** They look at what is new. What happens to a card hangs on the message that it answers. */
  async meddle(now: number): Promise<void> {
    const fresh = this.#wall.standing.slice(this.#seen).filter(({ removed }) => !removed);
    this.#seen = this.#wall.standing.length;
    for (const one of fresh) await this.#lookAt(one, now);
    const random = this.#random.of(`round ${++this.#rounds}`);
    if (random.chance(0.3)) await this.#moderate(random);
  }

  async #lookAt(one: Standing, now: number): Promise<void> {
    const { place, message = '' } = one.task;
    const random = this.#random.of(`meddle ${message}`);
    const seat = random.pick(this.#crew.seats);
    if (random.chance(0.06)) {
      this.gone.add(message);
      await this.#crew.order(seat, 'deleted', place, [message]);
    } else if (random.chance(0.04)) {
      this.gone.add(message);
      await this.#crew.order(seat, 'edited', rewritten(place, message, now));
    } else if (random.chance(0.02)) {
      one.removed = true;
      await this.#crew.order(seat, 'deleted', place, [one.posted.message]);
    }
  }

  /** Two moderators press at once, in different processes; what they said is sometimes taken back. */
  async #moderate(random: Random): Promise<void> {
    const seat = random.pick(this.#crew.seats);
    const open = await this.#crew.order(seat, 'oldest');
    if (open === undefined) return;
    const presses = [0, 1].map((press) => this.#press(random, open, press));
    const settled = await Promise.all(presses);
    const won = settled.filter(({ kind }) => kind === 'done');
    if (won.length > 1) this.broken.push(`${won.length} moderators decided on one suggestion`);
    const isVerdict = won.some((one) => one.kind === 'done' && one.card === undefined);
    if (random.chance(0.5) || isVerdict) await this.#crew.order(seat, 'undo', open, 'moderator-0');
  }

  #press(random: Random, suggestion: string, press: number): Promise<Settling> {
    const decision = random.pick(['posted', 'posted', 'posted', 'not-about'] as const);
    const seat = press % this.#crew.seats.length;
    const moderator = `moderator-${random.below(3)}`;
    return this.#crew.order(seat, 'press', suggestion, decision, moderator);
  }
}

function rewritten(place: Place, id: string, at: number) {
  const author = { id: 'person-0', kind: 'person', roles: [] } as const;
  return { place, id, author, at, text: `never mind, I was wrong ${MARK}` };
}
