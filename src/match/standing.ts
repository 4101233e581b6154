import type { Meeting } from './meeting.ts';

/** The inputs of the models over curated claims, each about -2 to 2. */
export const CURATED_FEATURES = [
  'met',
  'hinted',
  'strengthened',
  'ruledOut',
  'likeness',
  'learned',
] as const;

/** What is known of a message and a claim before a model speaks. */
export interface Standing {
  readonly meeting: Meeting;
  /** The log-odds that the message repeats one of the claim's wordings. */
  readonly likeness: number;
  /** The log-odds by what labelled messages taught of the claim; NaN where nothing was. */
  readonly learned: number;
}

/** Log-odds in these units: certainty is about 1. */
const SURE = 6;
const MOST_STRENGTHENING = 3;
/** Where less of every way is met, nothing strengthens. */
const NEARLY = 0.6;

/** The features of a claim's standing, in the order of `CURATED_FEATURES`. */
export function curatedFeatures({ meeting, likeness, learned }: Standing): number[] {
  const { way, hint, share, strengthening, ruledOut } = meeting;
  const strengthened = Math.min(1, strengthening.length / MOST_STRENGTHENING);
  return [
    way ? 1 : 0,
    hint ? 1 : 0,
    share < NEARLY ? 0 : strengthened,
    ruledOut.length > 0 ? 1 : 0,
    way || hint ? likeness / SURE : 0,
    Number.isNaN(learned) ? 0 : learned / SURE,
  ];
}
