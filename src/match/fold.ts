import { asLatin, CharacterKind, type FoldedCharacter, foldCharacter } from './characters.ts';
import { joinLetters, type Lexicon, takeApart, uncover } from './disguise.ts';
import { canonicalUrl } from './url.ts';
import { LONGEST_WORD, WordReader } from './word-reader.ts';
import { Words, Zone } from './words.ts';

/** An address in a message, in its canonical spelling, and who gives it. */
export interface Link {
  readonly url: string;
  readonly start: number;
  readonly end: number;
  readonly zone: Zone;
}

/** A message in comparable words, with the addresses taken out. */
export interface Folded {
  readonly words: Words;
  readonly links: readonly Link[];
  /** How many characters were looked at, counting each look: for the test that the work is linear. */
  readonly steps: number;
}

const MENTION =
  /<(?:@[!&]?\d{1,24}|#\d{1,24}|a?:\w{1,40}:\d{1,24}|@[UWB][A-Z0-9]{1,20}(?:\|[^>\s]{0,80})?|![a-z^A-Z0-9]{1,40}(?:\|[^>]{0,80})?|t:\d{1,16}(?::\w)?|\/[\w -]{1,64}:\d{1,24})>/y;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>|"`]{1,2000}/iy;
const SHORTCODE = /:[a-z0-9_+-]{2,40}:/iy;
const QUOTE = /[ \t]*(?:>|&gt;)/y;
/** Shorter words are never two. */
const LEAST_TO_OPEN = 6;
/** A longer handle is not opened at its capitals. */
const LONGEST_RAW = 2 * LONGEST_WORD;
/** `.`, `!`, `?` and the ellipsis. */
const SENTENCE_ENDS: ReadonlySet<number> = new Set([46, 33, 63, 0x2026]);
const COMMA = 44;
/** Code within a line that is longer than this is two stray backticks. */
const LONGEST_CODE = 2000;
const TRAILING = /[).,!?;:'"*_~\]}»”’]+$/;

/**
 * Folds a message in one pass. In this order, at each place: a line that begins with `>` is quoted; backticks set code
 * apart; mentions, custom emoji and `:short_codes:` are dropped; addresses are taken out; the rest is read as words.
 * A word is folded letter by letter (see `foldCharacter`), then, when it is none of the lexicon's, tried as a disguise.
 * Folding the folded words again gives the same words.
 */
export function fold(text: string, lexicon: Lexicon): Folded {
  return new Folding(text, lexicon).run();
}

/** The folded words as a text. */
export function foldedText(folded: Folded): string {
  return folded.words.text.join(' ');
}

class Folding {
  readonly #text: string;
  readonly #lexicon: Lexicon;
  readonly #words = new Words();
  readonly #links: Link[] = [];
  #zone: Zone = Zone.own;
  #lineZone: Zone = Zone.own;
  #fence = false;
  #quotedToEnd = false;
  #noBacktick = false;
  #steps = 0;

  constructor(text: string, lexicon: Lexicon) {
    this.#text = text;
    this.#lexicon = lexicon;
  }

  run(): Folded {
    let at = this.#startLine(0);
    while (at < this.#text.length) at = this.#step(at);
    const words = joinLetters(this.#words, this.#lexicon);
    return { words, links: this.#links, steps: this.#steps + words.length };
  }

  /** Reads one thing at `at` and returns where the next begins. */
  #step(at: number): number {
    this.#steps += 1;
    const code = this.#text.charCodeAt(at);
    if (code === 10) {
      this.#words.endSentence();
      return this.#startLine(at + 1);
    }
    if (code === 96) return this.#backtick(at);
    if (code === 60) return this.#past(MENTION, at) ?? at + 1;
    if (code === 58) return this.#past(SHORTCODE, at) ?? at + 1;
    if (code <= 32) return at + 1;
    if ((code | 32) === 104 || (code | 32) === 119) {
      const past = this.#address(at);
      if (past !== undefined) return past;
    }
    return this.#stretch(at);
  }

  #startLine(at: number): number {
    if (this.#fence) return at;
    const quote = this.#past(QUOTE, at);
    if (quote !== undefined) this.#quotedToEnd ||= this.#text.startsWith('>>', quote);
    this.#lineZone = quote !== undefined || this.#quotedToEnd ? Zone.quoted : Zone.own;
    this.#zone = this.#lineZone;
    return quote ?? at;
  }

  #past(pattern: RegExp, at: number): number | undefined {
    pattern.lastIndex = at;
    if (!pattern.test(this.#text)) return undefined;
    this.#steps += pattern.lastIndex - at;
    return pattern.lastIndex;
  }

  #backtick(at: number): number {
    if (this.#text.startsWith('```', at)) {
      this.#fence = !this.#fence;
      this.#zone = this.#fence ? Zone.code : this.#lineZone;
      return at + 3;
    }
    if (this.#fence) return at + 1;
    if (this.#zone === Zone.code) this.#zone = this.#lineZone;
    else if (this.#opensCode(at)) this.#zone = Zone.code;
    return at + 1;
  }

  /** Code closes on its own line and not within a word; other backticks are apostrophes or ornaments. */
  #opensCode(at: number): boolean {
    if (this.#noBacktick) return false;
    const end = this.#text.indexOf('`', at + 1);
    this.#noBacktick = end < 0;
    if (end <= at + 1 || end - at > LONGEST_CODE) return false;
    this.#steps += end - at;
    return !this.#isLetter(end + 1) && !this.#text.slice(at, end).includes('\n');
  }

  #isLetter(at: number): boolean {
    const code = this.#text.codePointAt(at);
    return code !== undefined && foldCharacter(code).kind === CharacterKind.letter;
  }

  #address(at: number): number | undefined {
    const past = this.#past(ADDRESS, at);
    if (past === undefined) return undefined;
    const address = this.#text.slice(at, past).replace(TRAILING, '');
    const url = canonicalUrl(address);
    if (url === undefined) return undefined;
    this.#links.push({ url, start: at, end: at + address.length, zone: this.#zone });
    const label = this.#text.charCodeAt(past) === 124 ? past + 1 : past;
    return label;
  }

  /** Reads what stands between two spaces, and tries it as a disguise when it has more than letters. */
  #stretch(from: number): number {
    const first = this.#words.length;
    const reader = new WordReader(this.#words, this.#lexicon, this.#zone);
    const stretch = new Stretch();
    let at = from;
    while (at < this.#text.length) {
      const code = this.#text.codePointAt(at) ?? 0;
      const char = foldCharacter(code);
      if (char.kind === CharacterKind.space || this.#ends(code, at)) break;
      const end = at + (code > 0xffff ? 2 : 1);
      stretch.take(char, code);
      reader.take(char, code, at, end);
      at = end;
    }
    reader.finish();
    this.#steps += at - from;
    if (stretch.odd) this.#uncover(first, stretch.text);
    this.#open(first, from, at);
    if (stretch.endsSentence) this.#words.endSentence();
    return Math.max(at, from + 1);
  }

  /** Where a mention, an address in brackets or a piece of code begins, the stretch ends. */
  #ends(code: number, at: number): boolean {
    return code === 60 || (code === 96 && !this.#isLetter(at + 1));
  }

  #uncover(first: number, stretch: string): void {
    const bare = stretch.replace(/^["'(*_~[{#@]+(?=[^\s])|[.,!?;:"')*_~\]}|]+$/g, '');
    if (this.#words.length === first || bare.length >= LONGEST_WORD) return;
    const single = this.#words.length === first + 1 && this.#words.text[first] === bare;
    if (single && !/\d/.test(bare)) return;
    const word =
      uncover(asLatin(bare).word, this.#lexicon) ?? uncover(asLatin(stretch).word, this.#lexicon);
    if (word !== undefined && !/^[a-z]+'?[a-z]*$/.test(bare)) this.#words.replaceFrom(first, word);
  }

  /** `#ElonMusk`, `@SpaceX`, `WhatDidMuskSay`: opened at the capitals, or where it is made of words we know. */
  #open(first: number, from: number, to: number): void {
    const parts: { parts: readonly string[]; start: number; end: number }[] = [];
    let opened = false;
    for (let at = first; at < this.#words.length; at += 1) {
      const word = this.#words.text[at] ?? '';
      const alone = this.#words.length === first + 1;
      const inside = this.#partsOf(
        word,
        alone ? this.#text.slice(from, Math.min(to, from + LONGEST_RAW)) : '',
      );
      opened ||= inside !== undefined;
      const [start, end] = [this.#words.starts[at] ?? from, this.#words.ends[at] ?? to];
      parts.push({ parts: inside ?? [word], start, end });
    }
    if (!opened) return;
    this.#words.truncate(first);
    for (const { parts: inside, start, end } of parts) {
      for (const part of inside) this.#words.add(part, start, end, this.#zone);
    }
  }

  #partsOf(word: string, raw: string): readonly string[] | undefined {
    if (word.length < LEAST_TO_OPEN || this.#lexicon.knows(word)) return undefined;
    const marked = raw.startsWith('#') || raw.startsWith('@');
    const parts = humps(marked ? raw.slice(1) : raw, word, marked ? 2 : 3);
    if (parts !== undefined) return parts.flatMap((part) => this.#partsOf(part, '') ?? [part]);
    return marked || word.length > 8 ? takeApart(word, this.#lexicon) : undefined;
  }
}

/** What stands between two spaces, as far as a disguise can reach. */
class Stretch {
  text = '';
  /** Whether there is anything but letters. */
  odd = false;
  endsSentence = false;

  take({ text, kind }: FoldedCharacter, code: number): void {
    if (kind === CharacterKind.nothing) return;
    const letter = kind === CharacterKind.letter;
    if (letter) this.endsSentence = false;
    else {
      this.odd = true;
      this.endsSentence = SENTENCE_ENDS.has(code) || (this.endsSentence && code !== COMMA);
    }
    if (this.text.length < LONGEST_WORD) this.text += letter ? text : String.fromCodePoint(code);
  }
}

/** The parts of `ElonMusk`, folded; undefined where there are no humps, or the word is not plain letters. */
function humps(raw: string, word: string, least: number): readonly string[] | undefined {
  if (raw.length >= LONGEST_RAW || !/[a-z\d][A-Z]/.test(raw)) return undefined;
  const parts = raw.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g)?.map((part) => part.toLowerCase());
  return parts !== undefined && parts.length >= least && parts.join('') === word
    ? parts
    : undefined;
}
