import { isDeepStrictEqual } from 'node:util';
import { HOLDS, SILENCES } from '../../src/moderate/decision.ts';
import { RUNGS, type Rung } from '../../src/moderate/rung.ts';
import { cardNow } from '../../src/moderator/cards.ts';
import type { Core } from '../../src/moderator/core.ts';
import type { CardRow } from '../../src/store/cards.ts';
import type { DecisionRow } from '../../src/store/decisions.ts';
import type { Wall } from '../fixtures/wall.ts';

const HOUR = 3_600_000;

/** A promise that was not kept, in words. */
export type Broken = string;

/** Never two cards for one message, whatever was lost or delivered twice; and every card on the wall is known. */
export function noDoubles(wall: Wall, cards: readonly CardRow[]): Broken[] {
  const under = Map.groupBy(wall.standing, ({ task }) => `${task.place.channel}/${task.message}`);
  const doubles = [...under].filter(([, all]) => all.length > 1);
  const known = new Set(cards.map((card) => card.posted_message));
  const mayBePresumed = new Set(
    cards
      .filter(({ state }) => state === 'presumed' || state === 'gone')
      .map(({ message }) => message),
  );
  const strangers = wall.standing.filter(
    ({ posted, removed, task }) =>
      !removed && !known.has(posted.message) && !mayBePresumed.has(task.message ?? null),
  );
  return [
    ...doubles.map(([message, all]) => `${all.length} cards under message ${message}`),
    ...strangers.map(({ posted }) => `the card ${posted.message} stands but is not known`),
  ];
}

/** Cards that somebody may have seen and that nobody asked for. */
function unasked(cards: readonly CardRow[]): readonly CardRow[] {
  return cards.filter(
    ({ made_by, state }) => made_by === 'decision' && !['cancelled', 'refused'].includes(state),
  );
}

/** No claim twice in a channel within its cooldown, in milliseconds. */
export function cooldownKept(cards: readonly CardRow[], cooldown: number): Broken[] {
  const all = Map.groupBy(unasked(cards), ({ channel, claim }) => `${claim} in ${channel}`);
  return [...all].flatMap(([what, group]) => {
    const times = group.map(({ created_at }) => created_at).toSorted((a, b) => a - b);
    const close = times.filter((at, index) => at - (times[index - 1] ?? -Infinity) < cooldown);
    return close.map((at) => `${what} again within the cooldown, at ${new Date(at).toISOString()}`);
  });
}

/** No more cards in a channel and hour than the budget. */
export function budgetKept(cards: readonly CardRow[], budget: number): Broken[] {
  const all = Map.groupBy(unasked(cards), ({ channel }) => channel);
  return [...all].flatMap(([channel, group]) => {
    const times = group.map(({ created_at }) => created_at).toSorted((a, b) => a - b);
    const over = times.filter((at, index) => at - (times[index - budget] ?? -Infinity) < HOUR);
    return over.map((at) => `more than ${budget} cards in ${channel} in the hour before ${at}`);
  });
}

/** No card above the rung that was in force when it was decided on. */
export function rungKept(
  cards: readonly CardRow[],
  rungAt: (channel: string, at: number) => Rung,
): Broken[] {
  return unasked(cards)
    .filter(
      (card) => RUNGS.indexOf(card.rung) > RUNGS.indexOf(rungAt(card.channel, card.created_at)),
    )
    .map(({ id, channel, rung }) => `card ${id} stands as ${rung} in ${channel}, above its rung`);
}

/** Every card that can be reached says what its claim says now. */
export function cardsCurrent(
  wall: Wall,
  cards: readonly CardRow[],
  core: Pick<Core, 'reader'>,
): Broken[] {
  const byMessage = new Map(cards.map((card) => [card.posted_message, card]));
  return wall.standing.flatMap(({ posted, card, removed, notes }) => {
    const row = byMessage.get(posted.message);
    if (removed || row?.state !== 'posted') return [];
    const now = cardNow(core, row.claim);
    if (isDeepStrictEqual(card, now)) return [];
    if (row.uneditable === 1 && notes.length > 0) return [];
    return [`the card ${posted.message} of ${row.claim} does not show the current claim`];
  });
}

/** No card is left under a message that was deleted or rewritten. */
export function noneLeft(
  wall: Wall,
  gone: ReadonlySet<string>,
  cards: readonly CardRow[],
): Broken[] {
  const lost = new Set(cards.filter(({ state }) => state === 'gone').map(({ message }) => message));
  return [...gone]
    .filter((message) => !lost.has(message) && wall.under(message).length > 0)
    .map((message) => `a card is left under message ${message}, which is gone`);
}

/** Every message is accounted for: counted, or a row with a reason of the list. */
export function everySilenceNamed(
  decisions: readonly DecisionRow[],
  counted: number,
  written: number,
): Broken[] {
  const reasons = new Set<string>([...SILENCES, ...HOLDS, 'match']);
  const nameless = decisions.filter(({ reason }) => !reasons.has(reason));
  const missing = written - counted - decisions.length;
  return [
    ...nameless.map(
      ({ message, reason }) => `message ${message} has the unknown reason "${reason}"`,
    ),
    ...(missing === 0 ? [] : [`${missing} of ${written} messages are not accounted for`]),
  ];
}

/** What explains a card is the decision to post it, whatever was delivered again afterwards. */
export function decisionsStand(
  decisions: readonly DecisionRow[],
  cards: readonly CardRow[],
): Broken[] {
  const reasons = new Map(decisions.map((row) => [`${row.channel}/${row.message}`, row.reason]));
  return cards
    .filter(({ made_by }) => made_by === 'decision')
    .flatMap(({ id, channel, message }) => {
      const reason = reasons.get(`${channel}/${message}`) ?? 'none';
      return reason === 'match' || reason === 'edited-away'
        ? []
        : [`card ${id} stands, but its decision says ${reason}`];
    });
}

/** Decisions to post came to an end, one way or the other. */
export function nothingLost(
  decisions: readonly DecisionRow[],
  cards: readonly CardRow[],
): Broken[] {
  const byMessage = new Map(cards.map((card) => [`${card.channel}/${card.message}`, card]));
  return decisions
    .filter(({ kind }) => kind === 'card')
    .flatMap(({ channel, message }) => {
      const state = byMessage.get(`${channel}/${message}`)?.state ?? 'missing';
      return state === 'pending' || state === 'missing'
        ? [`the card of message ${message} is ${state}`]
        : [];
    });
}
