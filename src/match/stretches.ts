import type { Found } from './findings.ts';

/** Some words of one speaker in a row, and what they name. */
export interface Stretch {
  readonly words: readonly string[];
  readonly found: readonly Found[];
}

/** A message of more words than this says more than one thing. */
const LONGEST = 60;
/** How many words a stretch of it has, and after how many the next begins: each thing said stands whole in one of them. */
const LENGTH = 40;
const STEP = 20;

/**
 * The message as a whole; a long one in overlapping stretches. `positions` are the numbers of its words in the whole message,
 * by which `found`, in order, tells where each thing stands.
 */
export function stretchesOf(
  words: readonly string[],
  positions: readonly number[],
  found: readonly Found[],
): readonly Stretch[] {
  if (words.length <= LONGEST) return [{ words, found }];
  const stretches: Stretch[] = [];
  let low = 0;
  for (let begin = 0; begin < words.length - LENGTH + STEP; begin += STEP) {
    const beyond = positions[begin + LENGTH] ?? Number.POSITIVE_INFINITY;
    while (low < found.length && (found[low]?.from ?? 0) < (positions[begin] ?? 0)) low += 1;
    let high = low;
    while (high < found.length && (found[high]?.from ?? 0) < beyond) high += 1;
    stretches.push({
      words: words.slice(begin, begin + LENGTH),
      found: found.slice(low, high),
    });
  }
  return stretches;
}
