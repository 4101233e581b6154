import { MessageReader } from '../match/message-reader.ts';
import { CURATED_FEATURES } from '../match/standing.ts';
import { WEIGHTS, type Weights } from '../match/weights.ts';
import type { Ground } from './evaluate.ts';
import { fitCurated } from './fit-curated.ts';
import { examplesOf, type Labelled, readLabelled } from './labelled.ts';

/** The precision at which recalls are compared. */
const PRECISION = 0.99;

/**
 * What each part of the score is worth: the model is fitted again without it, and its recall at a precision of 0.99 and the
 * logarithmic loss of its best match are taken on the choosing part. Lines of text.
 */
export function ablate({ claims, vocabulary, labelled }: Ground): readonly string[] {
  const input = { claims, imported: [], vocabulary };
  const reader = new MessageReader(input);
  const fitting = [...examplesOf(claims), ...readLabelled(labelled, 'fit')];
  const choosing = readLabelled(labelled, 'choose');
  const without = (feature?: string): Weights => ({
    ...WEIGHTS,
    curated: fitCurated(reader, fitting, choosing, feature),
  });
  const line = (name: string, weights: Weights, messages = choosing) =>
    `${name.padEnd(24)} ${measured(new MessageReader(input, weights), messages)}`;
  const whole = without();
  const alone = choosing.map((message) => ({ ...message, context: [] }));
  return [
    `${'without'.padEnd(24)} recall at 0.99  log loss`,
    line('nothing', whole),
    line('the conversation', whole, alone),
    ...CURATED_FEATURES.map((feature) => line(feature, without(feature))),
  ];
}

function measured(reader: MessageReader, messages: readonly Labelled[]): string {
  const tops = messages
    .map(({ text, context, claims }) => {
      const best = reader.read(text, context).matches[0];
      return {
        score: best?.score ?? 0,
        posts: best?.complete ?? false,
        right: claims.includes(best?.claim ?? ''),
      };
    })
    .toSorted((a, b) => b.score - a.score);
  const cards = tops.filter(({ posts }) => posts);
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
