import { z } from 'zod';
import { Day, PartialDate } from './partial-date.ts';

/**
 * How near a source stands to the facts. primary: an official statement, letter, post, court or audit document.
 * reporting: an outlet's own reporting, on its own page or a syndication partner's. secondary: an outlet that relays another.
 */
export const SourceKind = z.enum(['primary', 'reporting', 'secondary']);
export type SourceKind = z.infer<typeof SourceKind>;

/**
 * How a source was read. page: the whole page. excerpt: a stored part of it. relay: only through somebody else's copy, so
 * that the original was never seen; such a source has no `url`.
 */
export const SourceRead = z.enum(['page', 'excerpt', 'relay']);
export type SourceRead = z.infer<typeof SourceRead>;

/**
 * Where a statement comes from. `carries` says what it is evidence of: the claim itself, somebody's response to it, or its
 * background; only sources that carry the claim count as its origins. Relays of one article share one `origin`.
 */
export const Source = z.strictObject({
  publisher: z.string().min(1),
  /** The site that hosts the text where it is not the publisher's own. */
  via: z.string().min(1).optional(),
  /** The headline as it was seen; left out when none was seen, never guessed from an address. */
  headline: z.string().min(1).optional(),
  date: PartialDate,
  kind: SourceKind,
  url: z.url({ protocol: /^https?$/ }).optional(),
  read: SourceRead,
  readOn: Day,
  origin: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'is not an origin id; use lower-case letters, digits and hyphens'),
  carries: z.enum(['claim', 'response', 'background']),
  /** What an editor should know of it: a weak host, a partisan outlet, a translation. */
  note: z.string().min(1).optional(),
});
export type Source = z.infer<typeof Source>;

/** Where a piece of information first came from: one article, letter, briefing or filing, however often it was relayed. */
export const Origin = z.strictObject({
  name: z.string().min(1),
  date: PartialDate.optional(),
  /** What this origin by itself says or does not say about the claim. */
  note: z.string().min(1).optional(),
});
export type Origin = z.infer<typeof Origin>;
