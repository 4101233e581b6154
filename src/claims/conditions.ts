import { z } from 'zod';

/** One vocabulary id, or several of which any will do. */
export const Need = z.union([z.string(), z.array(z.string()).min(2)]);
export type Need = z.infer<typeof Need>;

/**
 * When a message's words meet a claim: every need of one of the `ways` must be found. What strengthens raises the score,
 * what rules out forbids the match. All are ids of `claims/vocabulary.yaml`.
 */
export const Conditions = z.strictObject({
  ways: z.array(z.array(Need).min(1)).min(1),
  strengthens: z.array(z.string()).default([]),
  rulesOut: z.array(z.string()).default([]),
});
export type Conditions = z.infer<typeof Conditions>;
