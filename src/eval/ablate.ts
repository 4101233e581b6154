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
  const input = { claims, imported: [], vocabulary };
  const choosing = readLabelled(labelled, 'choose');
  const alone = choosing.map((message) => ({ ...message, context: [] }));
  const readerOf = (weights: Weights) => new MessageReader(input, weights);
  const line = (
    name: string,
    begun: Weights,
    without: readonly CuratedFeature[],
    messages = choosing,
  ) => {
    const tops = turns(messages, (others) => {
      const model = fitCurated(readerOf(begun), others, without);
      return readerOf({ ...begun, curated: model, untaught: model });
    });
    return `${name.padEnd(24)} ${measured(tops, messages)}`;
  };
  const untaught = { ...WEIGHTS, classifier: { claims: [], bias: [], features: {} } };
  const worth = (begun: Weights, besides: readonly CuratedFeature[]) =>
    CURATED_FEATURES.filter((feature) => !besides.includes(feature)).map((feature) =>
      line(`  ${feature}`, begun, [...besides, feature]),
    );
  return [
    `${'without'.padEnd(24)} recall at 0.99  log loss`,
    line('nothing', WEIGHTS, NOT_TAUGHT),
    line('the conversation', WEIGHTS, NOT_TAUGHT, alone),
    ...worth(WEIGHTS, NOT_TAUGHT),
    line('the classifier', untaught, NOT_UNTAUGHT),
    ...worth(untaught, NOT_UNTAUGHT),
  ];
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
    posts: best !== undefined && (best.complete || best.taught),
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
