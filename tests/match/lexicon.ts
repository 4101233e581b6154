import type { Lexicon } from '../../src/match/disguise.ts';

/** A lexicon that knows these words, parted by spaces. */
export function lexiconOf(words: string): Lexicon {
  const known = new Set(words.split(' '));
  const beginnings = new Set([...known].map((word) => word.slice(0, 3)));
  return { knows: (word) => known.has(word), begins: (three) => beginnings.has(three) };
}
