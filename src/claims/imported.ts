import { z } from 'zod';

/**
 * A claim that another publisher reviewed, as its ClaimReview gave it: one line of `claims/imported/<feed>.jsonl`. It stays in
 * lifecycle draft: nobody here has checked it, so it is at most suggested, and its rating is the publisher's own words.
 */
export const ImportedClaim = z.strictObject({
  id: z.string().min(1),
  feed: z.string().min(1),
  /** ClaimReview's claimReviewed. */
  statement: z.string().min(1),
  claimant: z.string().optional(),
  publisher: z.string().min(1),
  /** The publisher's rating, verbatim (reviewRating.alternateName). */
  rating: z.string().min(1),
  headline: z.string().optional(),
  url: z.url({ protocol: /^https?$/ }),
  date: z.string().optional(),
  language: z.string().optional(),
});
export type ImportedClaim = z.infer<typeof ImportedClaim>;
