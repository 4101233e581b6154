import { fold } from '../match/fold.ts';
import { stem } from '../match/stem.ts';
import { isStopWord } from '../match/stop-words.ts';

const NO_LEXICON = { knows: () => false, begins: () => false };

/** The words of a question that say what it is about, folded, in order; all of its words where none of them does. */
export function contentWords(text: string): readonly string[] {
  const words = fold(text, NO_LEXICON).words.text;
  const content = words.filter((word) => !isStopWord(word));
  return content.length > 0 ? content : words;
}

/** The same as stems, each once. */
export function contentStems(text: string): readonly string[] {
  return [...new Set(contentWords(text).map(stem))];
}
