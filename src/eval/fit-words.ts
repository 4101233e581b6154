import type { Claim } from '../claims/claim.ts';
import { LIKENESS_FEATURES } from '../match/likeness.ts';
import type { Model } from '../match/model.ts';
import type { PlainClaim } from '../match/plain-claim.ts';
import { PlainSearch } from '../match/plain-search.ts';
import type { Labelled } from './labelled.ts';
import { type Example, fitLogistic, toModel } from './logistic.ts';
import { RUMOURS, type Rumours } from './rumours/rumours.ts';

/** A text and the claim that it repeats, if any. */
interface Repeat {
  readonly text: string;
  readonly claim: string | undefined;
}

/** A database of claims and messages that repeat one of them or none. */
interface Corpus {
  readonly claims: readonly PlainClaim[];
  readonly repeats: readonly Repeat[];
}

/** How many of a message's nearest claims are learned from. */
const NEAREST = 12;
const RIDGE = 0.1;
/** What a labelled message weighs, and how many of them are taken: there are many for each of few claims. */
const MESSAGE = 0.3;
const EVERY = 8;
/** A plain guess to begin with, so that the fit depends on nothing but the messages. */
const START: Model = {
  bias: -9,
  weights: { textCover: 4, bothCover: 4, gramCover: 3, ofBest: 1 },
};

/**
 * Fits the model over words: on well-known rumours as people repeat them, among claims and facts of the database; on messages of
 * the same sort that repeat none, of which the nearest is learned to be wrong; and on the labelled messages against the curated
 * claims as if nobody had written conditions.
 */
export function fitWords(
  claims: readonly Claim[],
  labelled: readonly Labelled[],
  rumours: readonly Rumours[] = RUMOURS,
): Model {
  const curated = claims.map(plainOf);
  const company = [...curated, ...factsOf(claims)];
  const messages = labelled.filter((_, at) => at % EVERY === 0);
  const own = {
    claims: curated,
    repeats: messages.map(({ text, claims: [claim] }) => ({ text, claim })),
  };
  const others = rumours.map((one) => corpusOf(one, company));
  // Which of a claim's texts is nearest depends on the model, so the second round begins with what the first has found.
  return fitFrom(fitFrom(START, own, others), own, others);
}

function fitFrom(begun: Model, own: Corpus, others: readonly Corpus[]): Model {
  const examples = [
    ...examplesOf(own, MESSAGE, begun),
    ...others.flatMap((corpus) => examplesOf(corpus, 1, begun)),
  ];
  return toModel(fitLogistic(examples, LIKENESS_FEATURES.length, RIDGE), LIKENESS_FEATURES);
}

/** The rumours as a database with others beside them. */
function corpusOf({ claims, others }: Rumours, company: readonly PlainClaim[]): Corpus {
  const named = claims.map((claim, at) => ({ ...claim, id: `rumour-${at + 1}` }));
  return {
    claims: [...named, ...company],
    repeats: [
      ...named.flatMap(({ id, messages }) => messages.map((text) => ({ text, claim: id }))),
      ...others.map((text) => ({ text, claim: undefined })),
    ],
  };
}

/** A curated claim without its conditions. */
function plainOf({ id, title, statement, wordings }: Claim): PlainClaim {
  return { id, text: statement, title, aliases: wordings };
}

/** The facts under the claims as claims of their own: company for the others. */
function factsOf(claims: readonly Claim[]): readonly PlainClaim[] {
  return claims.flatMap(({ id, known }) =>
    known.map(({ text }, at) => ({ id: `${id}-known-${at + 1}`, text })),
  );
}

function examplesOf({ claims, repeats }: Corpus, weight: number, begun: Model): Example[] {
  const search = new PlainSearch(claims, begun);
  return repeats.flatMap(({ text, claim }) =>
    search.likeliest(text, NEAREST).map((likely) => ({
      values: likely.features,
      is: claims[likely.claim]?.id === claim,
      weight,
    })),
  );
}
