import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ImportedClaim } from './imported.ts';

/** The parts of another publisher's ClaimReview that we keep; everything else of it is passed over. */
const Review = z.object({
  claimReviewed: z.string().trim().min(1),
  url: z.url({ protocol: /^https?$/ }),
  datePublished: z.string().optional(),
  inLanguage: z.string().optional(),
  headline: z.string().optional(),
  name: z.string().optional(),
  author: z.union([Named(), z.array(Named()).min(1)]).optional(),
  publisher: Named().optional(),
  reviewRating: z.object({
    alternateName: z
      .union([z.string(), z.number()])
      .transform(String)
      .pipe(z.string().trim().min(1)),
  }),
  itemReviewed: z
    .object({ author: z.union([Named(), z.array(Named()).min(1)]).optional() })
    .optional()
    .catch(undefined),
});

function Named() {
  return z.object({ name: z.string().trim().min(1) });
}

/** One review of a feed: the claim it gives, or why it gives none. */
export type Imported =
  | { readonly ok: true; readonly claim: ImportedClaim }
  | { readonly ok: false; readonly position: number; readonly why: string };

/**
 * Finds the ClaimReviews in a feed: a JSON array, a DataFeed with `dataFeedElement`, an `@graph`, a single review, or one JSON value a
 * line. Values that are no JSON come back as text, so that they are reported by their position and do not stop the others.
 */
export function reviewsIn(text: string): readonly unknown[] {
  try {
    return unfold(JSON.parse(text));
  } catch {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .flatMap((line) => {
        try {
          return unfold(JSON.parse(line));
        } catch {
          return [line];
        }
      });
  }
}

/** Turns one review into an imported claim of `feed`. `position` counts from 1. The publisher's rating words are kept as they are. */
export function importReview(review: unknown, feed: string, position: number): Imported {
  const result = Review.safeParse(review);
  if (!result.success) return { ok: false, position, why: why(result.error) };
  const {
    claimReviewed,
    url,
    datePublished,
    inLanguage,
    headline,
    name,
    reviewRating,
    itemReviewed,
  } = result.data;
  const publisher = [result.data.author ?? result.data.publisher].flat()[0]?.name;
  if (publisher === undefined)
    return { ok: false, position, why: 'author: is missing; a rating needs its publisher' };
  const claimant = [itemReviewed?.author].flat()[0]?.name;
  const optional = Object.entries({
    claimant,
    headline: headline ?? name,
    date: datePublished,
    language: inLanguage,
  }).filter(([, value]) => value !== undefined);
  return {
    ok: true,
    claim: ImportedClaim.parse({
      id: `${feed}-${fingerprint(url, claimReviewed)}`,
      feed,
      statement: claimReviewed,
      publisher,
      rating: reviewRating.alternateName,
      url,
      ...Object.fromEntries(optional),
    }),
  };
}

function unfold(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(unfold);
  if (typeof value !== 'object' || value === null) return [value];
  const { dataFeedElement, '@graph': graph, item } = value as Record<string, unknown>;
  if (dataFeedElement !== undefined) return unfold(dataFeedElement);
  if (graph !== undefined) return unfold(graph);
  return item !== undefined && !('claimReviewed' in value) ? unfold(item) : [value];
}

function why(error: z.ZodError): string {
  return error.issues
    .map((issue) => `${issue.path.join('.') || 'review'}: ${issue.message}`)
    .join('; ');
}

/** The same review gets the same id at every import. */
function fingerprint(url: string, statement: string): string {
  return createHash('sha256').update(`${url}\n${statement}`).digest('hex').slice(0, 10);
}
