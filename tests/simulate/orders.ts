import type { Message, Place } from '../../src/message.ts';
import type { Rung } from '../../src/moderate/rung.ts';
import {
  decideSuggestion,
  type QueueDecision,
  type Settling,
  type TakingBack,
  undoSuggestion,
} from '../../src/moderator/queue.ts';
import type { Moderator } from '../../src/moderator.ts';
import { setMuted } from '../../src/store/claim-states.ts';
import { changeLayer } from '../../src/store/settings.ts';
import { queue } from '../../src/store/suggestions.ts';
import { type ClaimChanges, callReader } from '../fixtures/calls.ts';
import { placeIn } from './week.ts';

/** What a moderator in a process of its own can be told, by name. What is given and answered crosses as JSON. */
export type Orders = ReturnType<typeof ordersOf>;

/** Carries out orders with a moderator. Each is acknowledged when what it changed is kept. */
export function ordersOf({ handlers, outbox, core, reload }: Moderator) {
  const { db } = core.store;
  const by = () => ({ moderator: 'mod', at: core.now() });
  return {
    message: (message: Message) => handlers.message(message),
    edited: (message: Message) => handlers.edited(message),
    deleted: (place: Place, ids: readonly string[]) => handlers.deleted(place, ids),
    /** Mutes a claim. */
    mute: (claim: string) => setMuted(db, placeIn(''), claim, true, by()),
    rung: (channel: string, rung: Rung): Promise<unknown> =>
      changeLayer(db, placeIn(channel), { scope: 'channel', id: channel }, { rung }, by()),
    claims: (changes: ClaimChanges) => reload(callReader(changes)),
    /** The suggestion that has been open for the longest time. */
    oldest: async (): Promise<string | undefined> => (await queue(db))[0]?.id,
    press: (suggestion: string, decision: QueueDecision, moderator: string): Promise<Settling> =>
      decideSuggestion(core, suggestion, decision, moderator),
    undo: (suggestion: string, moderator: string): Promise<TakingBack> =>
      undoSuggestion(core, suggestion, moderator),
    /** Does all that is due, and writes down what was only counted. */
    settle: () => outbox.settled(),
  };
}
