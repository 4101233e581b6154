import { z } from 'zod';
import { Conditions } from './conditions.ts';
import { Day, PartialDate } from './partial-date.ts';
import { Origin, Source } from './source.ts';

/** How far the claim is verified. What each status needs stands in docs/rubric.md and is checked by the lint. */
export const Verification = z.enum([
  'confirmed',
  'partly-confirmed',
  'disputed',
  'reported',
  'unverified',
  'missing-context',
  'refuted',
  'outdated',
  'opinion',
]);
export type Verification = z.infer<typeof Verification>;

/** How far the bot may go with a claim, from nowhere (draft) through the feed only (shadow) to cards (live), and back. */
export const Lifecycle = z.enum(['draft', 'shadow', 'live', 'paused', 'retired']);
export type Lifecycle = z.infer<typeof Lifecycle>;

/** What a party named, or an office, said to the claim. */
export const ResponseKind = z.enum(['denial', 'confirmation', 'partial', 'no-comment']);
export type ResponseKind = z.infer<typeof ResponseKind>;

const Id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'is not an id; use lower-case letters, digits and single hyphens',
  );
const Text = z.string().trim().min(1);
const SourceIds = z.array(Id).min(1);

/** Who answered, for whom, when, and what they said. */
export const Response = z.strictObject({
  kind: ResponseKind,
  who: Text,
  role: Text.optional(),
  /** The body they spoke for, where the role does not say it. */
  for: Text.optional(),
  date: PartialDate,
  /** What they said in our words, short enough for a card: 140 characters. */
  says: Text.max(140),
  /** Their own words, where they were seen: 25 words at most (the lint counts). */
  quote: Text.optional(),
  /** What the answer leaves open, or how it reached us. */
  note: Text.optional(),
  sources: SourceIds,
});
export type Response = z.infer<typeof Response>;

/** A kind of response that was looked for and not found, and when somebody last looked. */
export const NoneFound = z.strictObject({
  kind: z.enum(['denial', 'confirmation', 'response']),
  checkedOn: Day,
  note: Text.optional(),
});
export type NoneFound = z.infer<typeof NoneFound>;

/** Something that is known, dated, with the sources that say it. */
export const Known = z.strictObject({ date: PartialDate, text: Text, sources: SourceIds });
export type Known = z.infer<typeof Known>;

/** What is commonly got wrong about the claim, and what the sources say instead. */
export const Correction = z.strictObject({ text: Text, sources: z.array(Id).default([]) });
export type Correction = z.infer<typeof Correction>;

/** A part of a claim that blends several, with a status of its own. */
export const Part = z.strictObject({
  statement: Text,
  verification: Verification,
  sources: SourceIds,
});
export type Part = z.infer<typeof Part>;

/** Messages that must and must not match; they run as tests of the claim (`npm run -s claims -- test`). */
export const Examples = z.strictObject({ match: z.array(Text), silent: z.array(Text) });
export type Examples = z.infer<typeof Examples>;

/** A curated claim: one file, `claims/<topic>/<id>.yaml`. Unknown keys are faults. */
export const Claim = z.strictObject({
  id: Id,
  topic: Id,
  /** A few words for lists and autocompletion; Discord shows at most 100 characters of a choice. */
  title: Text.max(70),
  /** The claim, neutral and attributed, in one sentence that fits a card's first line. */
  statement: Text.max(240),
  verification: Verification,
  /** One sentence: why this status follows from the sources. */
  reason: Text.max(400),
  lifecycle: Lifecycle,
  /** Who makes the claim (ClaimReview's claimant). */
  claimants: z.array(z.strictObject({ name: Text, role: Text.optional() })).min(1),
  /** The date of the latest source. */
  asOf: PartialDate,
  /** The day on which an editor last looked. */
  checkedOn: Day,
  /** The day by which somebody must look again; past it the claim counts as shadow. */
  reviewBy: Day,
  parts: z.array(Part).default([]),
  known: z.array(Known).min(1),
  responses: z.array(Response).default([]),
  noneFound: z.array(NoneFound).default([]),
  wrong: z.array(Correction).default([]),
  origins: z.record(Id, Origin),
  sources: z.record(Id, Source),
  /** Addresses of articles that carry the claim: a message that links one matches. Each is the `url` of a source. */
  appearances: z.array(z.url({ protocol: /^https?$/ })).default([]),
  related: z.array(Id).default([]),
  /** Other ways in which people put the claim; the lexical index knows them as aliases. */
  wordings: z.array(Text).default([]),
  match: Conditions.optional(),
  examples: Examples,
  history: z.array(z.strictObject({ date: Day, change: Text })).min(1),
});
export type Claim = z.infer<typeof Claim>;
