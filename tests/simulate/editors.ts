import { CALLERS, type ClaimChanges } from '../fixtures/calls.ts';
import type { Wall } from '../fixtures/wall.ts';
import type { Crew } from './crew.ts';
import type { Random } from './random.ts';
import { changeOf } from './week.ts';

/** Those who change the claims that all processes speak by. */
export class Editors {
  readonly #crew: Crew;
  readonly #wall: Wall;
  readonly #random: Random;
  #claims: ClaimChanges = {};
  #looks = 0;

  constructor(crew: Crew, wall: Wall, random: Random) {
    this.#crew = crew;
    this.#wall = wall;
    this.#random = random;
  }

  /** How the claims differ by now from their first version. */
  get claims(): ClaimChanges {
    return this.#claims;
  }

  /** Changes claims, in all processes at once. */
  async change(changed: ClaimChanges): Promise<void> {
    this.#claims = { ...this.#claims, ...changed };
    await this.#crew.reload(this.#claims);
  }

  /** Changes the claim whose card was asked for last: when nobody knows yet whether it was posted. */
  async lookAgain(): Promise<void> {
    const claim = this.#wall.did('post').at(-1)?.card.claim;
    const who = CALLERS.find((caller) => claim === `${caller}-call`);
    const look = ++this.#looks;
    if (who !== undefined)
      await this.change(changeOf(this.#random.of(`look ${look}`), who, 100 + look));
  }
}
