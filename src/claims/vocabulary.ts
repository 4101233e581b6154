import { z } from 'zod';

const Id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'is not an id; use lower-case letters, digits and single hyphens',
  );

/**
 * What an entry names. People, organisations, places and things are names: small slips in their spelling are forgiven,
 * and one of them that a claim does not speak of may be a sign that the message is about something else.
 */
export const EntryKind = z.enum(['person', 'organisation', 'place', 'thing', 'act', 'idea']);
export type EntryKind = z.infer<typeof EntryKind>;

/**
 * How people write it: words in any inflection. `(a|b|)` is a choice, `{id}` another entry, `..` up to four words of any
 * kind in between, none of them past the sentence's end. `{talk} (to|with) {putin}` and `switch .. off` are forms.
 */
const Form = z.string().trim().min(1);

/** Something that people name in many ways. */
export const Entry = z.strictObject({
  kind: EntryKind,
  forms: z.array(Form).default([]),
  /** Forms that may mean something else: they count only when one of the `beside` entries is in the message too. */
  ambiguous: z.strictObject({ forms: z.array(Form).min(1), beside: z.array(Id).min(1) }).optional(),
  /** Phrases in which the forms mean something else. */
  unless: z.array(Form).default([]),
  /** Entries that are each a case of this one: whatever names them names it. */
  includes: z.array(Id).default([]),
  /** False for a name whose misspellings are other words. */
  slips: z.boolean().default(true),
});
export type Entry = z.infer<typeof Entry>;

/** `claims/vocabulary.yaml`: people, organisations, acts and ideas by id, with all the ways in which people write them. */
export const Vocabulary = z.record(Id, Entry);
export type Vocabulary = z.infer<typeof Vocabulary>;

/** The ids that conditions may name. */
export function vocabularyIds(vocabulary: Vocabulary): ReadonlySet<string> {
  return new Set(Object.keys(vocabulary));
}
