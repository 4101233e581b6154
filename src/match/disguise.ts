import { Words } from './words.ts';

/** The words that are worth uncovering in a disguise. */
export interface Lexicon {
  /** Whether this folded word is one of ours. */
  knows(word: string): boolean;
  /** Whether one of ours begins with these three letters. */
  begins(three: string): boolean;
}

const LONGEST = 16;
const SHORTEST = 4;

/** What people write for a letter. `1`, `!` and `|` stand for either of two. */
const LEET: ReadonlyMap<string, string> = new Map(
  Object.entries({
    0: 'o',
    1: 'i',
    2: 'z',
    3: 'e',
    4: 'a',
    5: 's',
    6: 'g',
    7: 't',
    8: 'b',
    9: 'g',
    '@': 'a',
    $: 's',
    '!': 'i',
    '|': 'l',
    '+': 't',
    '€': 'e',
    '£': 'l',
    '(': 'c',
  }),
);
const EITHER = /[1!|]/;

/**
 * The word of ours that hides in a stretch of text without spaces (`$t4rl1nk`, `st.ar-link`, `S_5_0_0`), or undefined. A short word
 * is only believed where every letter stands apart (`a.i.r.`).
 */
export function uncover(stretch: string, lexicon: Lexicon): string | undefined {
  if (stretch.length > 3 * LONGEST || !/[a-z]/.test(stretch)) return undefined;
  const bare = stretch.replace(/[^\p{L}\d]/gu, '');
  const shortest = stretch.length >= 2 * bare.length - 1 && bare.length > 1 ? 3 : SHORTEST;
  const believed = (word: string) =>
    word.length >= shortest && word.length <= LONGEST && lexicon.knows(word);
  if (bare !== stretch && believed(bare)) return bare;
  for (const one of ['i', 'l']) {
    const word = asLetters(stretch, one);
    if (believed(word)) return word;
    if (!EITHER.test(stretch)) break;
  }
  return HIDDEN.test(stretch) ? unhidden(stretch, believed) : undefined;
}

/** A star in the place of a vowel: `p*tin`. */
const HIDDEN = /^[^*]*\p{L}\*\p{L}[^*]*$/u;

function unhidden(stretch: string, believed: (word: string) => boolean): string | undefined {
  return ['a', 'e', 'i', 'o', 'u']
    .map((vowel) => asLetters(stretch.replace('*', vowel), 'i'))
    .find(believed);
}

function asLetters(stretch: string, one: string): string {
  let word = '';
  for (const char of stretch) {
    if (EITHER.test(char)) word += one;
    else if (/\p{L}/u.test(char)) word += char;
    else word += LEET.get(char) ?? '';
  }
  return word;
}

/**
 * The words with every run of single characters (`s t a r l i n k`) joined wherever it spells words of ours; what spells
 * none stays as it is. Gives back the same object where there is nothing to join.
 */
export function joinLetters(words: Words, lexicon: Lexicon): Words {
  const joins = runs(words).flatMap(({ from, to }) => joinsIn(words, from, to, lexicon));
  if (joins.length === 0) return words;
  const joined = new Words();
  let at = 0;
  for (const { from, word } of joins) {
    for (; at < from; at += 1) joined.copy(words, at, at + 1, words.text[at] ?? '');
    joined.copy(words, from, from + word.length, word);
    at = from + word.length;
  }
  for (; at < words.length; at += 1) joined.copy(words, at, at + 1, words.text[at] ?? '');
  return joined;
}

interface Join {
  readonly from: number;
  readonly word: string;
}

function runs(words: Words): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = 0;
  for (let at = 0; at <= words.length; at += 1) {
    if (at < words.length && words.text[at]?.length === 1) continue;
    if (at - from >= SHORTEST) found.push({ from, to: at });
    from = at + 1;
  }
  return found;
}

function joinsIn(words: Words, from: number, to: number, lexicon: Lexicon): Join[] {
  const run = words.text
    .slice(from, to)
    .map((char) => LEET.get(char) ?? char)
    .join('');
  return run.length === to - from
    ? spelled(run, lexicon).map(({ start, word }) => ({ from: from + start, word }))
    : [];
}

function spelled(run: string, lexicon: Lexicon): { start: number; word: string }[] {
  const found: { start: number; word: string }[] = [];
  let at = 0;
  while (at + SHORTEST <= run.length) {
    const word = longestAt(run, at, lexicon);
    if (word !== undefined) found.push({ start: at, word });
    at += word?.length ?? 1;
  }
  return found;
}

function longestAt(run: string, at: number, lexicon: Lexicon): string | undefined {
  if (!lexicon.begins(run.slice(at, at + 3))) return undefined;
  for (let length = Math.min(LONGEST, run.length - at); length >= SHORTEST; length -= 1) {
    const word = run.slice(at, at + length);
    if (lexicon.knows(word)) return word;
  }
  return undefined;
}

/** Takes `elonmuskputin` apart where it is made of words of ours and nothing else; undefined otherwise. */
export function takeApart(word: string, lexicon: Lexicon): readonly string[] | undefined {
  if (word.length < 2 * SHORTEST || word.length > 4 * LONGEST) return undefined;
  const parts: string[] = [];
  let at = 0;
  while (at < word.length) {
    const part = longestAt(word, at, lexicon);
    if (part === undefined) return undefined;
    parts.push(part);
    at += part.length;
  }
  return parts.length > 1 ? parts : undefined;
}
