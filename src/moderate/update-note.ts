import type { Line } from './answer.ts';
import { type Card, verificationWord } from './card.ts';
import { type ShownStatus, statusShown } from './fingerprint.ts';

/** The one line under a card whose claim changed. `edited`: the card above shows it already. */
export function updateNote(before: ShownStatus, card: Card, edited: boolean): Line {
  const after = statusShown(card);
  return [
    { text: 'Updated', strong: true },
    { text: `: ${change(before, after, card)}${edited ? '; the card above shows it' : ''}.` },
  ];
}

function change(before: ShownStatus, after: ShownStatus, card: Card): string {
  if (after.retired && !before.retired) return 'this claim was withdrawn by its editors';
  if (before.retired && !after.retired)
    return `this claim stands again as ${verificationWord(card.verification).toLowerCase()}`;
  if (before.verification !== after.verification)
    return `the status is now “${verificationWord(after.verification)}”, it was “${verificationWord(before.verification)}”`;
  if (before.responses !== after.responses) return 'the responses to this claim changed';
  return 'the wording of this claim changed; its full context has the new one';
}
