import { type Answer, reply } from '../moderate/answer.ts';
import type { Noted } from '../moderate/context-answer.ts';
import { willTellAnswer } from '../moderate/context-answer.ts';
import { ASKS_A_DAY, ASKS_WINDOW, keptWords, likenessOf } from '../moderate/demand.ts';
import { findFor } from '../moderate/found.ts';
import type { Ask, Press } from '../moderate/request.ts';
import {
  type AskRow,
  addAsk,
  askById,
  askedBefore,
  asksOf,
  asksToTell,
  setTell,
} from '../store/asks.ts';
import { addEffects } from '../store/effects.ts';
import { placeOf } from '../store/place.ts';
import { StoreError } from '../store/store-error.ts';
import { type Core, newId } from './core.ts';
import { knowledgeOf } from './knowledge.ts';

/** Notes a question that nothing answers, within the limit per person; the same question of the same person once. */
export async function noteAsk(core: Core, { place, person }: Ask, about: string): Promise<Noted> {
  const likeness = likenessOf(about);
  if (likeness === '') return { kind: 'says-nothing' };
  const asker = core.hash(place, person.id);
  const now = core.now();
  try {
    return await core.store.locked([`asker:${asker}`], async (db) => {
      const before = await askedBefore(db, asker, likeness);
      if (before !== undefined) return { kind: 'noted', ask: before.id };
      if ((await asksOf(db, asker, now - ASKS_WINDOW)) >= ASKS_A_DAY) return { kind: 'too-many' };
      const id = newId();
      const { platform, workspace, channel } = place;
      const where = { platform, workspace, channel };
      await addAsk(db, {
        ...where,
        id,
        words: keptWords(about),
        likeness,
        asker,
        tell: null,
        asked_at: now,
      });
      return { kind: 'noted', ask: id };
    });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    core.logger.error({ fault: error.fault, what: 'ask' }, error.message);
    return { kind: 'not-kept' };
  }
}

/** "Tell me": keeps the asker's id with their own question until they are told. */
export async function pressTell(core: Core, { place, person }: Press, id: string): Promise<Answer> {
  const ask = await askById(core.store.db, id);
  if (ask === undefined || ask.asker !== core.hash(place, person.id))
    return reply(
      'That question is no longer kept. Ask it again, and press the button under the answer.',
    );
  await setTell(core.store.db, id, person.id);
  // A claim may have been published between the answer and the press.
  await tellAskers(core);
  return willTellAnswer();
}

/** Has everybody told who wanted it and whose question the claims answer by now: after each reload. */
export async function tellAskers(core: Core): Promise<void> {
  const effects = (await asksToTell(core.store.db)).flatMap((ask) => tellingOf(core, ask));
  if (effects.length === 0) return;
  await addEffects(core.store.db, effects, core.now());
  core.wake();
}

function tellingOf(core: Core, ask: AskRow) {
  const found = findFor(ask.words, knowledgeOf(core));
  const claim =
    found.kind === 'several' ? found.claims[0] : found.kind === 'claim' ? found.claim : undefined;
  if (claim === undefined) return [];
  const key = `tell:${ask.id}`;
  return [{ kind: 'tell-asker', key, ask: ask.id, claim: claim.id, place: placeOf(ask) } as const];
}
