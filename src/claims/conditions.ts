import { z } from 'zod';

/** One vocabulary id, or several of which any will do. */
export const Need = z.union([z.string(), z.array(z.string()).min(2)]);
export type Need = z.infer<typeof Need>;

const Ways = z.array(z.array(Need).min(1));

/**
 * When a message's words meet a claim: all needs of one of the `ways`, near one another. A way among the `hints` says less: alone
 * it is too weak for a card. What strengthens raises the score, what rules out lowers it. Once labelled messages have taught the
 * matcher of the claim (`npm run fit`), they say what a hint is worth, and what strengthens or rules out no longer counts by itself.
 * All are ids of `claims/vocabulary.yaml`.
 */
export const Conditions = z.strictObject({
  ways: Ways.min(1),
  hints: Ways.default([]),
  strengthens: z.array(z.string()).default([]),
  rulesOut: z.array(z.string()).default([]),
  /** How many places apart the first and the last word of a way may stand; a sentence's end counts as four. */
  within: z.int().min(4).default(28),
});
export type Conditions = z.infer<typeof Conditions>;
