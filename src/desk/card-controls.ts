import type { Control } from '../moderate/answer.ts';
import type { Card } from '../moderate/card.ts';

/** What can be pressed under a posted card; in a preview it only stands there. */
export function cardControls(card: Card): readonly Control[] {
  const full: Control =
    card.page === undefined
      ? { kind: 'button', label: 'Full context', style: 'neutral', press: `full:${card.claim}` }
      : { kind: 'link', label: 'Full context', url: card.page };
  return [
    full,
    { kind: 'button', label: 'Why this card?', style: 'neutral', press: 'why:preview' },
    { kind: 'button', label: 'Helpful', style: 'neutral', press: 'vote:preview:helpful' },
    { kind: 'button', label: 'Not helpful', style: 'neutral', press: 'vote:preview:not-helpful' },
  ];
}
