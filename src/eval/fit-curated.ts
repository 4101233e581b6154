import type { MessageReader } from '../match/message-reader.ts';
import type { Model } from '../match/model.ts';
import { CURATED_FEATURES } from '../match/standing.ts';
import type { Labelled } from './labelled.ts';
import { type Example, fitLogistic, toModel } from './logistic.ts';

const RIDGE = 0.5;

/** A feature of a claim's standing. */
export type CuratedFeature = (typeof CURATED_FEATURES)[number];

/** What the model over taught claims does without: labelled messages say it better. */
export const NOT_TAUGHT: readonly CuratedFeature[] = [
  'hinted',
  'strengthened',
  'ruledOut',
  'likeness',
];
/** What the model over untaught claims has to do without. */
export const NOT_UNTAUGHT: readonly CuratedFeature[] = ['learned'];

/** Fits a model over curated claims on messages that the classifier was not taught by, without some features; deterministic. */
export function fitCurated(
  reader: MessageReader,
  messages: readonly Labelled[],
  without: readonly CuratedFeature[],
): Model {
  const kept = CURATED_FEATURES.filter((name) => !without.includes(name));
  const places = kept.map((name) => CURATED_FEATURES.indexOf(name));
  const examples = messages.flatMap((message) =>
    reader.standings(message.text, message.context).map(({ id, features }): Example => {
      const values = places.map((place) => features[place] ?? 0);
      return { values, is: message.claims.includes(id), weight: 1 };
    }),
  );
  return toModel(fitLogistic(examples, kept.length, RIDGE), kept);
}
