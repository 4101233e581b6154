import { MessageReader } from '../match/message-reader.ts';
import type { Model } from '../match/model.ts';
import type { Weights } from '../match/weights.ts';
import type { Ground } from './evaluate.ts';
import { fitCurated } from './fit-curated.ts';
import { fitWords } from './fit-words.ts';
import { examplesOf, type Labelled, readLabelled } from './labelled.ts';

/** Of the cards on messages that the score was not fitted on, at least this share must be right at the posting bar. */
const POST_PRECISION = 0.99;
/** No card below this score, however well the choosing part went: one in twenty wrong at the margin is the most. */
const LEAST_POST = 0.95;
/** A suggestion costs a moderator a look: one in ten may be right. Plain chat stays below it. */
const SUGGEST = 0.1;
/** Enough for a claim without conditions to count as found. */
const ACCEPT = 0.85;

const NO_MODEL: Model = { bias: 0, weights: {}, slope: 1, shift: 0 };

/**
 * Fits all weights: the model over words, then on top of it the model over curated claims, on the fitting part and the
 * claims' own examples; its calibration and the posting bar on the choosing part. The same files give the same weights.
 */
export function fit({ claims, vocabulary, labelled }: Ground): Weights {
  const fitting = readLabelled(labelled, 'fit');
  const choosing = readLabelled(labelled, 'choose');
  const begun: Weights = {
    words: fitWords(claims, fitting),
    curated: NO_MODEL,
    bars: { post: 1, suggest: SUGGEST, accept: ACCEPT },
    claimBars: {},
  };
  const input = { claims, imported: [], vocabulary };
  const curated = fitCurated(
    new MessageReader(input, begun),
    [...examplesOf(claims), ...fitting],
    choosing,
  );
  const weights = { ...begun, curated };
  const reader = new MessageReader(input, weights);
  return { ...weights, bars: { ...weights.bars, post: postingBar(reader, choosing) } };
}

/** The lowest bar at which enough of the cards are right. */
function postingBar(reader: MessageReader, choosing: readonly Labelled[]): number {
  const cards = choosing
    .flatMap(({ text, context, claims }) => {
      const best = reader.read(text, context).matches[0];
      if (best === undefined || !best.complete || best.score < LEAST_POST) return [];
      return [{ score: best.score, right: claims.includes(best.claim) }];
    })
    .toSorted((a, b) => b.score - a.score);
  let right = 0;
  let bar = 1;
  for (const [at, card] of cards.entries()) {
    if (card.right) right += 1;
    if (right / (at + 1) >= POST_PRECISION) bar = card.score;
  }
  return Math.floor(bar * 100) / 100;
}
