import { PlainSearch } from '../match/plain-search.ts';
import { WEIGHTS } from '../match/weights.ts';
import type { Ground } from './evaluate.ts';
import { fitWords } from './fit-words.ts';
import { readLabelled } from './labelled.ts';
import { RUMOURS, type Rumours } from './rumours/rumours.ts';

/** The nearest claim of a message, and whether the message repeats it. */
interface Top {
  readonly score: number;
  readonly right: boolean;
}

/** The precision at which recall is told. */
const PRECISION = 0.95;

/**
 * How well claims without conditions are found: each collection of rumours that has messages repeating none is held out, the model
 * over words is fitted on all else, and the messages are tried on the held-out claims. Lines of text.
 */
export function heldOut({ claims, labelled }: Ground): readonly string[] {
  const messages = readLabelled(labelled, 'fit');
  return RUMOURS.flatMap((held, at) => {
    if (held.others.length === 0) return [];
    const others = RUMOURS.filter((one) => one !== held);
    const search = new PlainSearch(
      held.claims.map(({ text, title }, id) => ({ id: `${id}`, text, ...(title && { title }) })),
      fitWords(claims, messages, others),
    );
    return [`collection ${at + 1}: ${measured(held, search)}`];
  });
}

function measured({ claims, others }: Rumours, search: PlainSearch): string {
  const topOf = (text: string, claim?: number): Top => {
    const best = search.results(text)[0];
    return { score: best?.score ?? 0, right: best !== undefined && best.claim === claim };
  };
  const repeats = claims.flatMap((one, claim) => one.messages.map((text) => topOf(text, claim)));
  const tops = [...repeats, ...others.map((text) => topOf(text))];
  const accepted = tops.filter(({ score }) => score >= WEIGHTS.bars.accept);
  return [
    `${claims.length} claims, ${repeats.length} messages that repeat one, ${others.length} that repeat none`,
    `right claim first ${share(repeats.filter(({ right }) => right).length, repeats.length)}`,
    `recall at a precision of ${PRECISION} ${share(foundAt(tops), repeats.length)}`,
    `accepted rightly ${accepted.filter(({ right }) => right).length} of ${accepted.length}`,
  ].join('; ');
}

/** How many are right above the lowest score at which enough are. */
function foundAt(tops: readonly Top[]): number {
  let right = 0;
  let most = 0;
  for (const [at, top] of tops.toSorted((a, b) => b.score - a.score).entries()) {
    if (top.right) right += 1;
    if (right / (at + 1) >= PRECISION) most = right;
  }
  return most;
}

function share(part: number, whole: number): string {
  return (part / whole).toFixed(3);
}
