import { fold } from '../match/fold.ts';
import { stem } from '../match/stem.ts';
import { isStopWord } from '../match/stop-words.ts';

const NO_LEXICON = { knows: () => false, begins: () => false };

/** All words of a text, folded, in order. */
export function foldedWords(text: string): readonly string[] {
  return fold(text, NO_LEXICON).words.text;
}

/** Those that say what it is about. */
export function contentWords(text: string): readonly string[] {
  return foldedWords(text).filter((word) => !isStopWord(word));
}

/** The same as stems, each once. */
export function contentStems(text: string): readonly string[] {
  return [...new Set(contentWords(text).map(stem))];
}
