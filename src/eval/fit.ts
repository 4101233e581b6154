import { NOTHING_TAUGHT } from '../match/classifier.ts';
import { mayPost } from '../match/match.ts';
import { MessageReader } from '../match/message-reader.ts';
import type { Weights } from '../match/weights.ts';
import type { Ground } from './evaluate.ts';
import { fitClassifier } from './fit-classifier.ts';
import { fitCurated, NOT_TAUGHT, NOT_UNTAUGHT } from './fit-curated.ts';
import { fitWords } from './fit-words.ts';
import { examplesOf, type Labelled, readLabelled } from './labelled.ts';

/** Of the cards on messages that the score was not fitted on, at least this share must be right at the posting bar. */
const POST_PRECISION = 0.99;
/** No card below this score, however well the choosing part went: one in ten wrong at the margin is the most. */
const LEAST_POST = 0.9;
/** A suggestion costs a moderator a look: one in five is right at the margin. */
const SUGGEST = 0.2;
/** Enough for a claim without conditions to count as found: of rumours held out, 99 in 100 above it were right. */
const ACCEPT = 0.88;

const UNFITTED: Omit<Weights, 'words'> = {
  classifier: NOTHING_TAUGHT,
  curated: { bias: 0, weights: {} },
  untaught: { bias: 0, weights: {} },
  bars: { post: 1, partly: 1, suggest: SUGGEST, accept: ACCEPT },
};

/**
 * Fits all weights: the model over words and the classifier on the fitting part with the claims' own examples; then, on the
 * choosing part, what the models over curated claims make of these, which trust the classifier only as far as messages that it was not
 * taught by allow; and the posting bars. The same files give the same weights.
 */
export function fit({ claims, vocabulary, labelled }: Ground): Weights {
  const input = { claims, imported: [], vocabulary };
  const fitting = readLabelled(labelled, 'fit');
  const choosing = readLabelled(labelled, 'choose');
  const begun = { ...UNFITTED, words: fitWords(claims, fitting) };
  const teaching = [...examplesOf(claims), ...fitting];
  const classifier = fitClassifier(new MessageReader(input, begun), claims, teaching);
  const reader = new MessageReader(input, { ...begun, classifier });
  const weights = {
    ...begun,
    classifier,
    curated: fitCurated(reader, choosing, NOT_TAUGHT),
    untaught: fitCurated(reader, choosing, NOT_UNTAUGHT),
  };
  const cards = cardsOf(new MessageReader(input, weights), choosing);
  const post = postingBar(cards.filter(({ complete }) => complete));
  const partly = postingBar(cards.filter(({ complete }) => !complete));
  return { ...weights, bars: { ...weights.bars, post, partly } };
}

/** The best match of a message, where nothing but its score could keep it from a card. */
interface Card {
  readonly score: number;
  readonly complete: boolean;
  readonly right: boolean;
}

function cardsOf(reader: MessageReader, messages: readonly Labelled[]): readonly Card[] {
  return messages.flatMap(({ text, context, claims }) => {
    const best = reader.read(text, context).matches[0];
    if (best === undefined || best.score < LEAST_POST || !mayPost(best)) return [];
    const { score, complete } = best;
    return [{ score, complete, right: claims.includes(best.claim) }];
  });
}

/** The lowest bar at which enough of the cards are right. */
function postingBar(cards: readonly Card[]): number {
  const best = cards.toSorted((a, b) => b.score - a.score);
  let right = 0;
  let enough = 0;
  for (const [at, card] of best.entries()) {
    if (card.right) right += 1;
    if (right / (at + 1) >= POST_PRECISION) enough = at + 1;
  }
  if (enough === 0) return 1;
  const lowest = best[enough - 1]?.score ?? 1;
  return enough === best.length ? LEAST_POST : Math.ceil(lowest * 100) / 100;
}
