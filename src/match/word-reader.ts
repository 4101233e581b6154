import { asLatin, CharacterKind, type FoldedCharacter } from './characters.ts';
import { type Lexicon, uncover } from './disguise.ts';
import type { Words, Zone } from './words.ts';

/** Past this a word is cut: nobody writes such words, and its rest would cost more than it tells. */
export const LONGEST_WORD = 64;

const SUFFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    b: 'billion',
    bn: 'billion',
    bil: 'billion',
    mn: 'million',
    mil: 'million',
    tn: 'trillion',
  }),
);
const REGIONAL_A = 0x1f1e6;
const POINT = 46;
const COMMA = 44;
const PERCENT = 37;

/** Gathers characters into words: `9,500` and `9.5k` become `9500`, `$15bn` becomes `15 billion`, `Musk's` becomes `musk`. */
export class WordReader {
  readonly #words: Words;
  readonly #lexicon: Lexicon;
  readonly #zone: Zone;
  #text = '';
  #start = 0;
  #end = 0;
  #foreign = false;
  #latin = false;
  #digits = false;
  #flag = false;
  /** A point or comma behind a digit, which belongs to the number only if another digit follows. */
  #pending = 0;
  #beforeApostrophe = -1;

  constructor(words: Words, lexicon: Lexicon, zone: Zone) {
    this.#words = words;
    this.#lexicon = lexicon;
    this.#zone = zone;
  }

  take(char: FoldedCharacter, code: number, start: number, end: number): void {
    if (char.kind === CharacterKind.nothing) return;
    if (char.kind === CharacterKind.letter) this.#letter(char, code, start, end);
    else if (char.kind === CharacterKind.digit) this.#digit(char.text, start, end);
    else if (char.kind === CharacterKind.apostrophe) this.#apostrophe();
    else this.#other(code, start, end);
  }

  finish(): void {
    if (this.#text !== '') this.#emit();
    this.#text = '';
    this.#pending = 0;
    this.#beforeApostrophe = -1;
    this.#foreign = false;
    this.#latin = false;
    this.#digits = false;
    this.#flag = false;
  }

  #letter(char: FoldedCharacter, code: number, start: number, end: number): void {
    const flag = code >= REGIONAL_A && code < REGIONAL_A + 26;
    if (this.#pending !== 0 || flag !== this.#flag || (flag && this.#text.length === 2))
      this.finish();
    this.#flag = flag;
    this.#foreign ||= char.foreign;
    this.#latin ||= char.latin;
    this.#append(char.text, start, end);
  }

  #digit(text: string, start: number, end: number): void {
    if (this.#flag) this.finish();
    if (this.#pending === POINT) this.#text += '.';
    this.#pending = 0;
    this.#digits = true;
    this.#append(text, start, end);
  }

  #apostrophe(): void {
    if (this.#text === '' || this.#digits) this.finish();
    else this.#beforeApostrophe = this.#text.length;
  }

  #other(code: number, start: number, end: number): void {
    const behindDigit = this.#digits && this.#pending === 0 && /\d$/.test(this.#text);
    if (behindDigit && (code === POINT || code === COMMA)) {
      this.#pending = code;
      return;
    }
    this.finish();
    if (code === PERCENT) this.#words.add('percent', start, end, this.#zone);
  }

  #append(text: string, start: number, end: number): void {
    if (this.#text === '') this.#start = start;
    if (this.#text.length < LONGEST_WORD) this.#text += text;
    this.#end = end;
  }

  #emit(): void {
    const word = this.#resolved();
    const number = this.#digits ? /^(\d[\d.]*)([a-z]+)$/.exec(word) : null;
    if (number === null) this.#add(word);
    else this.#number(number[1] ?? '', number[2] ?? '');
  }

  /** The word without its possessive, in one script, and out of its disguise. */
  #resolved(): string {
    let word = this.#text;
    const rest = this.#beforeApostrophe < 0 ? '' : word.slice(this.#beforeApostrophe);
    if (rest === 's') word = word.slice(0, this.#beforeApostrophe);
    if (this.#foreign && !this.#lexicon.knows(word)) {
      const latin = asLatin(word);
      if (this.#latin || (latin.whole && this.#lexicon.knows(latin.word))) word = latin.word;
    }
    return this.#digits ? (uncover(word, this.#lexicon) ?? word) : word;
  }

  #number(digits: string, unit: string): void {
    if (unit === 'k') {
      this.#add(String(Number(digits) * 1000));
      return;
    }
    this.#add(digits);
    this.#add(SUFFIXES.get(unit) ?? unit);
  }

  #add(word: string): void {
    this.#words.add(word, this.#start, this.#end, this.#zone);
  }
}
