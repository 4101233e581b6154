import type { Place } from '../../src/message.ts';
import type { Rung } from '../../src/moderate/rung.ts';
import type { Outcome, Task } from '../../src/moderate/task.ts';
import { decideSuggestion, undoSuggestion } from '../../src/moderator/queue.ts';
import type { StoreAddress } from '../../src/store/open.ts';
import { changeLayer } from '../../src/store/settings.ts';
import { queue } from '../../src/store/suggestions.ts';
import { castVote } from '../../src/store/votes.ts';
import { changeWorkspace } from '../../src/store/workspaces.ts';
import { type Bench, bench, START } from '../fixtures/bench.ts';
import { callReader } from '../fixtures/calls.ts';
import { Wall } from '../fixtures/wall.ts';
import * as invariants from './invariants.ts';
import type { Random } from './random.ts';
import { type Happening, MARK, placeIn, week } from './week.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Messages of so long are delivered at once, from several connections. */
const BURST = 9 * MINUTE;

/** What a simulated week came to. */
export interface Outcomes {
  readonly broken: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** What to simulate. `processes` moderators work on the same store, each with connections of its own. */
export interface Simulation {
  readonly address: StoreAddress;
  readonly processes: number;
  readonly messages: number;
  readonly random: Random;
}

/** Runs a week and checks every invariant at its end. */
export async function simulate(simulation: Simulation): Promise<Outcomes> {
  const world = new World(simulation);
  await world.begin();
  for (const happening of week(simulation.random, simulation.messages))
    await world.happen(happening);
  return world.finish();
}

class World {
  readonly #given: Simulation;
  readonly #wall = new Wall();
  readonly #clock = { now: START };
  readonly #rungs = new Map<string, { at: number; rung: Rung }[]>();
  readonly #gone = new Set<string>();
  /** How many of the cards on the wall somebody has looked at. */
  #seen = 0;
  readonly #logs: string[][] = [];
  #members: Bench[] = [];
  #claims = {};
  #burst: Extract<Happening, { kind: 'message' }>[] = [];
  #written = 0;

  constructor(given: Simulation) {
    this.#given = given;
  }

  async begin(): Promise<void> {
    this.#wall.outcome = (task) => this.#trouble(task);
    for (let index = 0; index < this.#given.processes; index++)
      this.#members.push(await this.#member());
    const db = this.#members[0]?.store.db;
    if (db !== undefined)
      await changeWorkspace(db, placeIn(''), START, { moderators_channel: 'moderators' });
  }

  async happen(happening: Happening): Promise<void> {
    const first = this.#burst[0];
    const over = first !== undefined && happening.at - first.at > BURST;
    if (over || happening.kind !== 'message') await this.#deliver();
    switch (happening.kind) {
      case 'message':
        this.#burst.push(happening);
        return;
      case 'rung':
        return this.#setRung(happening);
      case 'claims':
        this.#clock.now = happening.at;
        this.#claims = { ...this.#claims, ...happening.changed };
        for (const member of this.#members) await member.moderator.reload(callReader(this.#claims));
        return;
      case 'restart':
        return this.#restart();
    }
  }

  async finish(): Promise<Outcomes> {
    await this.#deliver();
    this.#wall.outcome = () => undefined;
    for (let round = 0; round < 4; round++) {
      this.#clock.now += 3 * MINUTE;
      for (const { moderator } of this.#members) await moderator.reload(callReader(this.#claims));
      await this.#settle();
    }
    const result = await this.#check();
    for (const member of this.#members) await member.end();
    return result;
  }

  async #member(): Promise<Bench> {
    const one = await bench(this.#given.address, {
      rung: 'channel',
      reader: callReader(this.#claims),
      wall: this.#wall,
      clock: this.#clock,
    });
    this.#logs.push(one.log);
    return one;
  }

  /** One call in twelve goes wrong, in all the ways there are. */
  #trouble(task: Task): Outcome | 'performed but lost' | undefined {
    const { random } = this.#given;
    if (!random.chance(1 / 12)) return undefined;
    if (task.do === 'edit' && random.chance(0.2))
      return { kind: 'refused', missing: 'edit_window_closed' };
    return random.pick([
      'performed but lost' as const,
      { kind: 'unknown' } as const,
      { kind: 'later', after: 1000 + random.below(20_000) } as const,
    ]);
  }

  /** Delivers what was written to one process each; a rumour in three to all of them at the same moment. */
  async #deliver(): Promise<void> {
    const { random } = this.#given;
    const messages = this.#burst.splice(0).map(({ message }) => message);
    this.#clock.now = Math.max(this.#clock.now, messages.at(-1)?.at ?? 0);
    this.#written += messages.length;
    await Promise.all(
      messages.flatMap((message) => {
        const doubled = message.text.includes('bridge builder') && random.chance(0.35);
        const to =
          doubled && !message.text.startsWith('>') ? this.#members : [random.pick(this.#members)];
        return to.map(({ moderator }) => moderator.handlers.message(message));
      }),
    );
    if (!messages.some(({ text }) => text.includes('bridge builder'))) return;
    await this.#settle();
    await this.#meddle();
    // Soon enough for what got no answer to be resolved.
    this.#clock.now += 15_000;
    await this.#settle();
  }

  async #settle(): Promise<void> {
    await Promise.all(this.#members.map(({ moderator }) => moderator.outbox.settled()));
  }

  /** People delete, rewrite, moderate and vote. */
  async #meddle(): Promise<void> {
    const { random } = this.#given;
    const { handlers } = random.pick(this.#members).moderator;
    const fresh = this.#wall.standing.slice(this.#seen).filter(({ removed }) => !removed);
    this.#seen = this.#wall.standing.length;
    for (const one of fresh) {
      const { place, message = '' } = one.task;
      if (random.chance(0.06)) {
        this.#gone.add(message);
        await handlers.deleted(place, [message]);
      } else if (random.chance(0.04)) {
        this.#gone.add(message);
        await handlers.edited(rewritten(place, message, this.#clock.now));
      } else if (random.chance(0.02)) {
        one.removed = true;
        await handlers.deleted(place, [one.posted.message]);
      }
    }
    if (random.chance(0.3)) await this.#moderate();
  }

  /** Two moderators press at once, in different processes; what they said is sometimes taken back. */
  async #moderate(): Promise<void> {
    const { random } = this.#given;
    const [open] = await queue(random.pick(this.#members).store.db);
    if (open === undefined) return;
    const choices = ['posted', 'posted', 'posted', 'not-about'] as const;
    const presses = [0, 1].map(() => {
      const { core } = random.pick(this.#members).moderator;
      return decideSuggestion(core, open.id, random.pick(choices), `moderator-${random.below(3)}`);
    });
    const settled = await Promise.all(presses);
    const won = settled.filter(({ kind }) => kind === 'done').length;
    if (won > 1) throw new Error(`${won} moderators decided on one suggestion`);
    const { core } = random.pick(this.#members).moderator;
    if (random.chance(0.5) || settled.some((one) => one.kind === 'done' && one.card === undefined))
      await undoSuggestion(core, open.id, 'moderator-0');
  }

  async #setRung({ at, channel, rung }: Extract<Happening, { kind: 'rung' }>): Promise<void> {
    this.#clock.now = at;
    this.#rungs.set(channel, [...(this.#rungs.get(channel) ?? []), { at, rung }]);
    const { db } = this.#given.random.pick(this.#members).store;
    const by = { moderator: 'admin', at };
    await changeLayer(db, placeIn(channel), { scope: 'channel', id: channel }, { rung }, by);
  }

  async #restart(): Promise<void> {
    const leaving = this.#given.random.below(this.#members.length);
    await this.#members[leaving]?.end();
    this.#members[leaving] = await this.#member();
    await this.#members[leaving]?.moderator.reload(callReader(this.#claims));
  }

  async #check(): Promise<Outcomes> {
    const [member] = this.#members;
    if (member === undefined) throw new Error('nobody is left');
    const { db } = member.store;
    await this.#raid(member);
    const cards = await db.selectFrom('cards').selectAll().execute();
    const decisions = await db.selectFrom('decisions').selectAll().execute();
    const counts = await db.selectFrom('counts').selectAll().execute();
    const counted = counts
      .filter(({ name }) => ['no-match', 'quoted', 'code'].includes(name))
      .reduce((sum, { count }) => sum + count, 0);
    const rungAt = (channel: string, at: number) =>
      this.#rungs.get(channel)?.findLast((set) => set.at <= at)?.rung ?? 'channel';
    const wall = this.#wall;
    const broken = [
      ...invariants.noDoubles(wall, cards),
      ...invariants.cooldownKept(cards, 12 * HOUR),
      ...invariants.budgetKept(cards, 3),
      ...invariants.rungKept(cards, rungAt),
      ...invariants.cardsCurrent(wall, cards, member.moderator.core),
      ...invariants.noneLeft(wall, this.#gone, cards),
      ...invariants.everySilenceNamed(decisions, counted, this.#written),
      ...invariants.decisionsStand(decisions, cards),
      ...invariants.nothingLost(decisions, cards),
      ...(this.#logs.some((log) => log.some((line) => line.includes(MARK)))
        ? ['a log holds words of a message']
        : []),
    ];
    const did = (name: Task['do']) => wall.did(name).length;
    // A week in which little happens keeps every promise: it says nothing.
    for (const happened of ['post', 'edit', 'note', 'remove', 'notify'] as const)
      if (did(happened) < this.#written / 1000) broken.push(`too few tasks "${happened}" to tell`);
    if (wall.standing.length < this.#written / 50) broken.push('too few cards to tell');
    return {
      broken,
      figures: {
        messages: this.#written,
        decisions: decisions.length,
        cards: wall.standing.length,
        edits: did('edit'),
        notes: did('note'),
        removals: did('remove'),
        notices: did('notify'),
      },
    };
  }

  /** A thousand readers vote on one card; that changes nothing but a count. */
  async #raid(member: Bench): Promise<void> {
    const { db, locked } = member.store;
    const card = await db.selectFrom('cards').select(['id', 'claim']).executeTakeFirstOrThrow();
    const before = await db.selectFrom('claim_states').selectAll().execute();
    await locked([], async (transaction) => {
      for (let voter = 0; voter < 1000; voter++)
        await castVote(transaction, card.id, `reader-${voter}`, 'not-helpful', this.#clock.now);
    });
    const after = await db.selectFrom('claim_states').selectAll().execute();
    if (JSON.stringify(before) !== JSON.stringify(after))
      throw new Error('readers lowered a claim');
  }
}

function rewritten(place: Place, id: string, at: number) {
  const author = { id: 'person-0', kind: 'person', roles: [] } as const;
  return { place, id, author, at, text: `never mind, I was wrong ${MARK}` };
}
