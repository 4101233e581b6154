import type { Claim } from '../claims/claim.ts';
import { LIKENESS_FEATURES } from '../match/likeness.ts';
import type { PlainClaim } from '../match/match.ts';
import type { Model } from '../match/model.ts';
import { PlainSearch } from '../match/plain-search.ts';
import { WEIGHTS } from '../match/weights.ts';
import type { Labelled } from './labelled.ts';
import { type Example, fitLogistic } from './logistic.ts';
import pairs from './plain-pairs.json' with { type: 'json' };

/** A text and the claim that it repeats, if any. */
export interface Repeat {
  readonly text: string;
  readonly claim: string | undefined;
}

/** How many of a message's nearest claims are learned from. */
const NEAREST = 12;
const RIDGE = 1;
/** What a message whose own claim was taken out weighs: there are as many of them as messages with their claim. */
const WITHOUT_CLAIM = 0.5;
/** What a labelled message weighs: there are many for each claim. */
const MESSAGE = 0.3;
/** Every so-manieth labelled message is taken: more would tell of these claims what is wanted of all. */
const EVERY = 8;
/** A plain guess to begin with, so that the fit depends on nothing but the messages. */
const START: Model = {
  bias: -9,
  weights: { textCover: 4, bothCover: 4, gramCover: 3, ofBest: 1 },
};

/**
 * Fits the model over words: on well-known rumours as people repeat them, among claims and facts of the database; on the labelled
 * messages against the curated claims as if nobody had written conditions; and on each message with its own claim
 * taken out, so that the nearest of what is left is learned to be wrong.
 */
export function fitWords(claims: readonly Claim[], labelled: readonly Labelled[]): Model {
  // Which of a claim's texts is nearest depends on the model, so the second round begins with what the first has found.
  return fitFrom(fitFrom(START, claims, labelled), claims, labelled);
}

function fitFrom(begun: Model, claims: readonly Claim[], labelled: readonly Labelled[]): Model {
  const curated = claims.map(plainOf);
  const rumours = pairs.map(({ id, text }) => ({ id, text }));
  const company = [...rumours, ...curated, ...factsOf(claims)];
  const repeats = repeatsOfRumours();
  const messages = labelled
    .filter((_, at) => at % EVERY === 0)
    .map(({ text, claims: [claim] }) => ({ text, claim }));
  const examples = [
    ...examplesOf(company, repeats, 1, begun),
    ...examplesOf([...curated, ...rumours], messages, MESSAGE, begun),
    ...withoutTheirClaim(company, repeats, begun),
  ];
  const { bias, weights } = fitLogistic(examples, LIKENESS_FEATURES.length, RIDGE);
  const named = LIKENESS_FEATURES.map((name, at) => [name, rounded(weights[at] ?? 0)]);
  return { bias: rounded(bias), weights: Object.fromEntries(named) };
}

/** The rumours as people repeat them. */
export function repeatsOfRumours(): readonly Repeat[] {
  return pairs.flatMap(({ id, messages }) => messages.map((text) => ({ text, claim: id })));
}

/** A curated claim without its conditions. */
export function plainOf({ id, title, statement, wordings }: Claim): PlainClaim {
  return { id, text: statement, title, aliases: wordings };
}

/** The facts under the claims as claims of their own: company for the others. */
export function factsOf(claims: readonly Claim[]): readonly PlainClaim[] {
  return claims.flatMap(({ id, known }) =>
    known.map(({ text }, at) => ({ id: `${id}-known-${at + 1}`, text })),
  );
}

function examplesOf(
  claims: readonly PlainClaim[],
  repeats: readonly Repeat[],
  weight: number,
  begun: Model,
): Example[] {
  const search = new PlainSearch(claims, { ...WEIGHTS, words: begun });
  return repeats.flatMap(({ text, claim }) =>
    search.likeliest(text, NEAREST).map((likely) => ({
      values: likely.features,
      is: claims[likely.claim]?.id === claim,
      weight,
    })),
  );
}

function withoutTheirClaim(
  claims: readonly PlainClaim[],
  repeats: readonly Repeat[],
  begun: Model,
): Example[] {
  return repeats.flatMap((repeat) => {
    const others = claims.filter(({ id }) => id !== repeat.claim);
    return examplesOf(others, [{ text: repeat.text, claim: undefined }], WITHOUT_CLAIM, begun);
  });
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
