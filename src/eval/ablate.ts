import { NOTHING_TAUGHT } from '../match/classifier.ts';
import { mayPost } from '../match/match.ts';
import { MessageReader } from '../match/message-reader.ts';
import { CURATED_FEATURES } from '../match/standing.ts';
import { WEIGHTS, type Weights } from '../match/weights.ts';
import type { Ground } from './evaluate.ts';
import { type CuratedFeature, fitCurated, NOT_TAUGHT, NOT_UNTAUGHT } from './fit-curated.ts';
import { type Labelled, readLabelled } from './labelled.ts';

/** The precision at which recalls are compared. */
const PRECISION = 0.99;
/** The choosing part is taken in so many turns, each measured by a model that was fitted on the others. */
const TURNS = 4;

/** The best match of a message, and whether it is right. */
interface Top {
  readonly score: number;
  readonly posts: boolean;
  readonly right: boolean;
}

/**
 * What each part of the score is worth: the models are fitted again without it, and their recall at a precision of 0.99 and the
 * logarithmic loss of their best match are taken on messages of the choosing part that they were not fitted on. Lines of text.
 */
export function ablate({ claims, vocabulary, labelled }: Ground): readonly string[] {
  const choosing = readLabelled(labelled, 'choose');
  const alone = choosing.map((message) => ({ ...message, context: [] }));
  const untaught = { ...WEIGHTS, classifier: NOTHING_TAUGHT };
  const variants: readonly Variant[] = [
    { name: 'nothing', weights: WEIGHTS, without: NOT_TAUGHT, messages: choosing },
    { name: 'the conversation', weights: WEIGHTS, without: NOT_TAUGHT, messages: alone },
    ...withoutEach(WEIGHTS, NOT_TAUGHT, choosing),
    { name: 'the classifier', weights: untaught, without: NOT_UNTAUGHT, messages: choosing },
    ...withoutEach(untaught, NOT_UNTAUGHT, choosing),
  ];
  const readerOf = (weights: Weights) =>
    new MessageReader({ claims, imported: [], vocabulary }, weights);
  return [
    `${'without'.padEnd(24)} recall at 0.99  log loss`,
    ...variants.map((variant) => line(variant, readerOf)),
  ];
}

/** A score that does without something. */
interface Variant {
  readonly name: string;
  readonly weights: Weights;
  readonly without: readonly CuratedFeature[];
  readonly messages: readonly Labelled[];
}

function withoutEach(
  weights: Weights,
  besides: readonly CuratedFeature[],
  messages: readonly Labelled[],
): readonly Variant[] {
  return CURATED_FEATURES.filter((feature) => !besides.includes(feature)).map((feature) => ({
    name: `  ${feature}`,
    weights,
    without: [...besides, feature],
    messages,
  }));
}

function line(
  { name, weights, without, messages }: Variant,
  readerOf: (weights: Weights) => MessageReader,
): string {
  const begun = readerOf(weights);
  const tops = turns(messages, (others) => {
    const model = fitCurated(begun, others, without);
    return readerOf({ ...weights, curated: model, untaught: model });
  });
  return `${name.padEnd(24)} ${measured(tops, messages)}`;
}

function turns(
  messages: readonly Labelled[],
  fittedOn: (others: readonly Labelled[]) => MessageReader,
): readonly Top[] {
  return Array.from({ length: TURNS }, (_, turn) => {
    const reader = fittedOn(messages.filter((__, at) => at % TURNS !== turn));
    return messages
      .filter((__, at) => at % TURNS === turn)
      .map((message) => topOf(reader, message));
  }).flat();
}

function topOf(reader: MessageReader, { text, context, claims }: Labelled): Top {
  const best = reader.read(text, context).matches[0];
  return {
    score: best?.score ?? 0,
    posts: best !== undefined && mayPost(best),
    right: claims.includes(best?.claim ?? ''),
  };
}

function measured(tops: readonly Top[], messages: readonly Labelled[]): string {
  const cards = tops.filter(({ posts }) => posts).toSorted((a, b) => b.score - a.score);
  let right = 0;
  let most = 0;
  for (const [at, card] of cards.entries()) {
    if (card.right) right += 1;
    if (right / (at + 1) >= PRECISION) most = right;
  }
  const positive = messages.filter(({ claims }) => claims.length > 0).length;
  const loss = tops.reduce(
    (sum, top) => sum - Math.log(Math.max(1e-6, top.right ? top.score : 1 - top.score)),
    0,
  );
  return `${(most / positive).toFixed(3).padStart(14)}  ${(loss / tops.length).toFixed(4).padStart(8)}`;
}
