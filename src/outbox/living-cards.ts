import {
  fingerprint,
  type ShownStatus,
  statusDiffers,
  statusShown,
} from '../moderate/fingerprint.ts';
import { cardNow } from '../moderator/cards.ts';
import type { Core } from '../moderator/core.ts';
import type { CardRow } from '../store/cards.ts';
import { cardsBehind, claimsShown, wantVersion } from '../store/edits.ts';
import { addEffects, cancelEffects } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import { placeOf } from '../store/place.ts';

/**
 * Wants the current version of every card that stands or is on its way: at start and after a reload. What the status or the
 * responses changed also gets a line under the card. Resolves to how many cards are to be edited.
 */
export async function wantCurrent(core: Core): Promise<number> {
  const shown = await claimsShown(core.store.db);
  let changed = 0;
  for (const claim of new Set(shown.map((row) => row.claim)))
    changed += await wantClaim(core, claim);
  if (changed > 0) {
    core.logger.info({ cards: changed }, 'cards are to be edited');
    core.wake();
  }
  return changed;
}

async function wantClaim(core: Core, claim: string): Promise<number> {
  const card = cardNow(core, claim);
  if (card === undefined) return 0;
  const wanted = fingerprint(card);
  return core.store.locked([`claim:${claim}`], async (db) => {
    const behind = await cardsBehind(db, claim, wanted);
    for (const row of behind) {
      const won = await wantVersion(db, row, wanted);
      if (won && row.state === 'posted')
        await noteChange(db, core, { ...row, wanted, revision: row.revision + 1 });
    }
    return behind.length;
  });
}

/** Writes a line under a posted card whose status or responses differ from what was last shown or noted there. */
export async function noteChange(db: Db, core: Core, row: CardRow): Promise<void> {
  const card = cardNow(core, row.claim);
  if (card === undefined) return;
  const now = core.now();
  await cancelEffects(db, row.id, now, ['note-under-card']);
  const before = JSON.parse(row.shown_status) as ShownStatus;
  if (row.uneditable === 0 && !statusDiffers(before, statusShown(card))) return;
  const key = `note:${row.id}:${row.revision}`;
  const effect = { kind: 'note-under-card', key, card: row.id, place: placeOf(row) } as const;
  await addEffects(db, [effect], now);
}
