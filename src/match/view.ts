import type { Said } from './curated-search.ts';
import type { Span, Use } from './evidence.ts';
import type { Found } from './findings.ts';
import type { Folded, Link } from './fold.ts';
import type { Words } from './words.ts';

/** A message made ready for comparing. */
export interface View {
  readonly folded: Folded;
  /** The number of each word's stem. */
  readonly terms: Int32Array;
  readonly found: readonly Found[];
  readonly use: Use;
}

/** What one speaker in a message (its author, a quote, code) says. */
export interface Part {
  readonly said: Said;
  readonly links: readonly Link[];
}

/** Where the words `from` to `to` (exclusive) stand in the original. */
export function spanOf(words: Words, from: number, to: number): Span {
  return { start: words.starts[from] ?? 0, end: words.ends[to - 1] ?? 0 };
}
