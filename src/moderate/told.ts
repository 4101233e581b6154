import type { Answer } from './answer.ts';
import type { Card } from './card.ts';
import { fullControl } from './card-controls.ts';

/** What an asker is told, in private, when a claim that answers their question was published. `words` are their own. */
export function toldAnswer(card: Card, words: string): Answer {
  return {
    kind: 'reply',
    parts: [
      {
        kind: 'lines',
        lines: [
          [{ text: `You asked Sidenote about “${shortened(words)}”. There is an answer now:` }],
        ],
      },
      { kind: 'card', card },
      {
        kind: 'lines',
        lines: [[{ text: 'Your question and your name with it are no longer kept.' }]],
      },
    ],
    controls: [fullControl(card)],
  };
}

function shortened(words: string): string {
  return words.length <= 120 ? words : `${words.slice(0, 119).trimEnd()}…`;
}
