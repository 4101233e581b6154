import { isStopWord } from './stop-words.ts';
import type { Terms } from './terms.ts';

/** A message as the classifier sees it. */
export interface Named {
  /** The folded words of one speaker, in order. */
  readonly words: readonly string[];
  /** The vocabulary entries that they name, or borrow from the conversation. */
  readonly entries: readonly { readonly id: string; readonly borrowed: boolean }[];
}

/** How two stems stand together: in a row, or as content words with at most one other content word between them. */
export const TOGETHER = { row: ' ', content: '~' } as const;
type Together = keyof typeof TOGETHER;

/** What is told of each feature of a message as it is met; the same may come again. */
export interface FeatureVisitor<Stem> {
  entry(id: string, borrowed: boolean): void;
  stem(stem: Stem): void;
  pair(together: Together, first: Stem, second: Stem): void;
}

/** Goes through the features of a message, or of a stretch of a long one. `begin` stands before its first word. */
export function visitFeatures<Stem>(
  { words, entries }: Named,
  begin: Stem,
  stemOf: (word: string) => Stem,
  visitor: FeatureVisitor<Stem>,
): void {
  for (const { id, borrowed } of entries) visitor.entry(id, borrowed);
  let before = begin;
  let content = begin;
  let earlier = begin;
  for (const word of words) {
    const stem = stemOf(word);
    visitor.stem(stem);
    visitor.pair('row', before, stem);
    before = stem;
    if (isStopWord(word)) continue;
    visitor.pair('content', content, stem);
    visitor.pair('content', earlier, stem);
    earlier = content;
    content = stem;
  }
}

/** What stands before the first word of a message or a stretch, as a stem. */
export const BEGIN = '^';

/** The features as the weights name them: `{id}`, `<{id}` where it is borrowed, `stem`, `row row`, `content~content`. */
export function featuresOf(message: Named, terms: Terms): ReadonlySet<string> {
  const features = new Set<string>();
  visitFeatures<string>(message, BEGIN, (word) => terms.stemOf(word), {
    entry: (id, borrowed) => {
      features.add(`{${id}}`);
      if (borrowed) features.add(`<{${id}}`);
    },
    stem: (stem) => features.add(stem),
    pair: (together, first, second) => features.add(`${first}${TOGETHER[together]}${second}`),
  });
  return features;
}
