import type { Claim } from '../claims/claim.ts';
import type { Vocabulary } from '../claims/vocabulary.ts';
import { createMatcher } from '../match/match.ts';
import { examplesOf, type Part, readLabelled } from './labelled.ts';
import { outcomesOf } from './outcome.ts';
import { figures, mistakes } from './report.ts';

/** What evaluating and fitting work on: the claims with their vocabulary, and where the labelled messages are. */
export interface Ground {
  readonly claims: readonly Claim[];
  readonly vocabulary: Vocabulary;
  /** The folder with `fit/`, `choose/` and `report/`. */
  readonly labelled: string;
}

/**
 * The figures of one part of the labelled messages, or of the claims' own examples, as lines of text. The mistakes, with the
 * messages' words, come only when asked for: the reporting part stays unread by those who work on the matcher.
 */
export function evaluate(
  { claims, vocabulary, labelled }: Ground,
  part: Part | 'examples',
  { withMistakes = false }: { readonly withMistakes?: boolean } = {},
): readonly string[] {
  const matcher = createMatcher({ claims, imported: [], vocabulary });
  const messages = part === 'examples' ? examplesOf(claims) : readLabelled(labelled, part);
  const outcomes = outcomesOf(matcher, claims, messages);
  return [...figures(outcomes), ...(withMistakes ? mistakes(outcomes) : [])];
}
