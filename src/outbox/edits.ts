import type { Card } from '../moderate/card.ts';
import { fingerprint } from '../moderate/fingerprint.ts';
import type { Outcome } from '../moderate/task.ts';
import type { Core } from '../moderator/core.ts';
import { reviewNotices } from '../moderator/notices.ts';
import { type CardRow, changeCard } from '../store/cards.ts';
import { isBehind, leaseEdit, nextEdits } from '../store/edits.ts';
import { addEffects } from '../store/effects.ts';
import { placeOf } from '../store/place.ts';
import { perform } from './deliver.ts';
import { renderEdit } from './render.ts';
import { linkTo, notice } from './telling.ts';

/** An edit under way belongs to its process for so long, in milliseconds. */
const LEASE = 60_000;
/** After an edit without an answer. */
const AGAIN = 10_000;
/** Slack allows some fifty edits a minute; nobody waits for an edit as for a card. In milliseconds. */
export const PACE = 1_200;

/** Edits one card of a platform whose text is behind. Resolves to whether there was one to edit. */
export async function editNext(core: Core, platform: string): Promise<boolean> {
  const performer = core.platform(platform);
  if (performer === undefined) return false;
  for (const row of await nextEdits(core.store.db, platform, core.now())) {
    const rendered = renderEdit(core, row);
    if (rendered === undefined || !(await leaseEdit(core.store.db, row, core.now() + LEASE)))
      continue;
    const outcome = await perform(core, performer, rendered.task);
    await afterEdit(core, row, rendered.card, outcome);
    return true;
  }
  return false;
}

async function afterEdit(core: Core, row: CardRow, card: Card, outcome: Outcome): Promise<void> {
  const { db } = core.store;
  switch (outcome.kind) {
    case 'done':
      return changeCard(db, row.id, { shown: fingerprint(card), edit_after: 0 });
    case 'gone':
      if (await isBehind(db, row.id)) await changeCard(db, row.id, { state: 'gone' });
      return reviewNotices(db, placeOf(row), `card:${row.id}`, core.now());
    case 'refused':
      return giveUp(core, row);
    case 'later':
      return changeCard(db, row.id, { edit_after: core.now() + outcome.after });
    case 'unknown':
      return changeCard(db, row.id, { edit_after: core.now() + AGAIN });
  }
}

/** A card that cannot be edited gets a line under it instead, and moderators are told. */
async function giveUp(core: Core, row: CardRow): Promise<void> {
  await core.store.locked([], async (db) => {
    await changeCard(db, row.id, { uneditable: 1 });
    const key = `note:${row.id}:${row.revision}`;
    const effect = { kind: 'note-under-card', key, card: row.id } as const;
    await addEffects(db, [{ ...effect, place: placeOf(row) }], core.now());
    const details = { claim: row.claim, ...linkTo(core, row) };
    await notice(db, core, row, 'card-not-editable', row.id, details);
  });
}
