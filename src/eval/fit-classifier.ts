import type { Claim } from '../claims/claim.ts';
import type { ClassifierWeights } from '../match/classifier.ts';
import type { MessageReader } from '../match/message-reader.ts';
import { fitSparse, type SparseExamples, type SparseFit } from './dual-ascent.ts';
import type { Labelled } from './labelled.ts';

/** A feature in fewer messages than this is chance. */
const SEEN = 3;
/** A weight nearer to nothing than this is left out: it changes no score that matters, and there are many. */
const LEAST = 0.05;
/** How much one message may pull, chosen on the choosing part. */
const STRENGTH = 3;

/** Teaches the classifier by labelled messages, and by the claims' own statements and wordings. Deterministic. */
export function fitClassifier(
  reader: MessageReader,
  claims: readonly Claim[],
  labelled: readonly Labelled[],
): ClassifierWeights {
  const messages = [...labelled, ...claims.flatMap(wordingsOf)];
  const met = messages.map(({ text, context }) => reader.features(text, context));
  const features = seenOften(met);
  const numbers = new Map(features.map((feature, at) => [feature, at]));
  const rows = met.map((set) => [...set].flatMap((feature) => numbers.get(feature) ?? []));
  const examples = { rows, features: features.length };
  const fits = claims.map(({ id }) => fitOne(id, messages, examples));
  return {
    claims: claims.map(({ id }) => id),
    bias: fits.map(({ bias }) => rounded(bias)),
    features: Object.fromEntries(
      features
        .map((feature, at): [string, number[]] => [feature, weightsAt(fits, at)])
        .filter(([, weights]) => weights.length > 0),
    ),
  };
}

/** A claim's texts as messages about it. */
function wordingsOf({ id, statement, wordings, parts = [] }: Claim): readonly Labelled[] {
  const texts = [statement, ...wordings, ...parts.map((part) => part.statement)];
  return texts.map((text, at) => ({
    id: `${id}-wording-${at + 1}`,
    kind: 'match',
    text,
    claims: [id],
    context: [],
  }));
}

function seenOften(met: readonly ReadonlySet<string>[]): readonly string[] {
  const seen = new Map<string, number>();
  for (const set of met) for (const one of set) seen.set(one, (seen.get(one) ?? 0) + 1);
  return [...seen]
    .filter(([, count]) => count >= SEEN)
    .map(([feature]) => feature)
    .toSorted();
}

/** A claim's own near miss says nothing of the other claims. */
function fitOne(id: string, messages: readonly Labelled[], examples: SparseExamples): SparseFit {
  const is = messages.map(({ claims, not }) =>
    not === undefined || not === id ? claims.includes(id) : undefined,
  );
  return fitSparse(examples, is, STRENGTH);
}

function weightsAt(fits: readonly SparseFit[], feature: number): number[] {
  return fits.flatMap(({ weights }, claim) => {
    const weight = rounded(weights[feature] ?? 0);
    return Math.abs(weight) < LEAST ? [] : [claim, weight];
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
