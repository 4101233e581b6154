import { asLatin, CharacterKind, foldCharacter } from './characters.ts';
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
    let at = from;
    let odd = false;
    let plain = '';
    let ends = false;
    const reader = new WordReader(this.#words, this.#lexicon, this.#zone);
    while (at < this.#text.length) {
      const code = this.#text.codePointAt(at) ?? 0;
      if (code === 60 || code === 10 || (code === 96 && !this.#isLetter(at + 1))) break;
      const char = foldCharacter(code);
      if (char.kind === CharacterKind.space) break;
      const width = code > 0xffff ? 2 : 1;
      this.#steps += 1;
      if (char.kind === CharacterKind.letter) {
        ends = false;
        plain = plain.length < LONGEST_WORD ? plain + char.text : plain;
      } else if (char.kind !== CharacterKind.nothing) {
        odd = true;
        ends =
          code === 46 || code === 33 || code === 63 || code === 0x2026 || (ends && code !== 44);
        plain = plain.length < LONGEST_WORD ? plain + String.fromCodePoint(code) : plain;
      }
      reader.take(char, code, at, at + width);
      at += width;
    }
    reader.finish();
    if (odd) this.#uncover(first, plain);
    this.#openHandle(first, from, at);
    if (ends) this.#words.endSentence();
    return Math.max(at, from + 1);
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
  #openHandle(first: number, from: number, to: number): void {
    const mark = this.#text.charCodeAt(from);
    if (this.#words.length !== first + 1) return;
    const word = this.#words.text[first] ?? '';
    if (word.length < LEAST_TO_OPEN || this.#lexicon.knows(word)) return;
    const marked = mark === 35 || mark === 64;
    const parts =
      humps(this.#text.slice(marked ? from + 1 : from, to), word, marked ? 2 : 3) ??
      (marked || word.length > 8 ? takeApart(word, this.#lexicon) : undefined);
    if (parts === undefined) return;
    const start = this.#words.starts[first] ?? from;
    const end = this.#words.ends[first] ?? to;
    this.#words.truncate(first);
    for (const part of parts) this.#words.add(part, start, end, this.#zone);
  }
}

/** The parts of `ElonMusk`, folded; undefined where there are no humps, or the word is not plain letters. */
function humps(raw: string, word: string, least: number): readonly string[] | undefined {
  if (raw.length > 2 * LONGEST_WORD || !/[a-z\d][A-Z]/.test(raw)) return undefined;
  const parts = raw.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g)?.map((part) => part.toLowerCase());
  return parts !== undefined && parts.length >= least && parts.join('') === word
    ? parts
    : undefined;
}
