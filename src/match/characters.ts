/** What a character does in a word. */
export const CharacterKind = {
  /** Ends a word. */
  break: 0,
  letter: 1,
  digit: 2,
  apostrophe: 3,
  /** Leaves no trace: zero-width and control characters, combining marks. */
  nothing: 4,
  space: 5,
} as const;
export type CharacterKind = (typeof CharacterKind)[keyof typeof CharacterKind];

/** A folded character: what it becomes, what it does, and whether it belongs to a script other than Latin. */
export interface FoldedCharacter {
  readonly text: string;
  readonly kind: CharacterKind;
  readonly foreign: boolean;
}

/** Letters of other scripts that are drawn like Latin ones (after Unicode's confusables.txt, small letters only). */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Cyrillic
    а: 'a',
    в: 'b',
    г: 'r',
    е: 'e',
    ѕ: 's',
    і: 'i',
    ј: 'j',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    ԛ: 'q',
    ԝ: 'w',
    һ: 'h',
    ԁ: 'd',
    ӏ: 'l',
    ҽ: 'e',
    п: 'n',
    и: 'u',
    ь: 'b',
    ѵ: 'v',
    ԍ: 'g',
    л: 'n',
    я: 'r',
    ш: 'w',
    ц: 'u',
    є: 'e',
    ғ: 'f',
    ԏ: 't',
    ӕ: 'ae',
    // Greek
    α: 'a',
    β: 'b',
    γ: 'y',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    μ: 'm',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    σ: 'o',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ω: 'w',
    ϲ: 'c',
    ϳ: 'j',
    ζ: 'z',
    δ: 'd',
    θ: 'o',
    π: 'n',
    ς: 'c',
    // Armenian, Cherokee (small), Coptic, Lisu and others often met in such disguises
    օ: 'o',
    ս: 'u',
    հ: 'h',
    ո: 'n',
    զ: 'q',
    ց: 'g',
    ա: 'w',
    յ: 'j',
    ɩ: 'i',
    ꭺ: 'd',
    ꮯ: 'c',
    ꭰ: 'd',
    ⲟ: 'o',
    ⲥ: 'c',
    ⲣ: 'p',
    ⲕ: 'k',
    ꓮ: 'a',
    ꓰ: 'e',
    ꓲ: 'i',
    ꓳ: 'o',
    ꓴ: 'u',
    ꓢ: 's',
    ꓣ: 'r',
    ꓚ: 'c',
    ꓐ: 'b',
    ꓑ: 'p',
    ꓒ: 'd',
    ꓓ: 'd',
    ꓔ: 't',
    ꓖ: 'g',
    ꓗ: 'k',
    ꓙ: 'j',
    ꓜ: 'z',
    ꓝ: 'f',
    ꓟ: 'm',
    ꓠ: 'n',
    ꓡ: 'l',
    ꓦ: 'v',
    ꓧ: 'h',
    ꓪ: 'w',
    ꓫ: 'x',
    ꓬ: 'y',
  }),
);

/** Latin letters without a decomposition of their own. */
const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    ħ: 'h',
    ı: 'i',
    ŧ: 't',
    æ: 'ae',
    œ: 'oe',
    ß: 'ss',
    þ: 'th',
    ſ: 's',
    ŋ: 'n',
    ə: 'e',
    ɑ: 'a',
    ɡ: 'g',
    ɪ: 'i',
    ɴ: 'n',
    ʀ: 'r',
    ʏ: 'y',
    ʙ: 'b',
    ʜ: 'h',
    ʟ: 'l',
    ɢ: 'g',
    ᴀ: 'a',
    ᴄ: 'c',
    ᴅ: 'd',
    ᴇ: 'e',
    ᴊ: 'j',
    ᴋ: 'k',
    ᴍ: 'm',
    ᴏ: 'o',
    ᴘ: 'p',
    ᴛ: 't',
    ᴜ: 'u',
    ᴠ: 'v',
    ᴡ: 'w',
    ᴢ: 'z',
    ꜱ: 's',
    ꜰ: 'f',
    ɓ: 'b',
    ɗ: 'd',
    ɖ: 'd',
    ƒ: 'f',
    ɠ: 'g',
    ɦ: 'h',
    ɨ: 'i',
    ɫ: 'l',
    ɱ: 'm',
    ɲ: 'n',
    ɵ: 'o',
    ƥ: 'p',
    ʠ: 'q',
    ɾ: 'r',
    ʂ: 's',
    ƭ: 't',
    ʉ: 'u',
    ʋ: 'v',
    ɯ: 'm',
    ʍ: 'w',
    ɣ: 'y',
    ƴ: 'y',
    ʐ: 'z',
    ƙ: 'k',
    ɛ: 'e',
    ɔ: 'c',
    ǝ: 'e',
    ɐ: 'a',
    ʇ: 't',
    ʞ: 'k',
    ʎ: 'y',
    ɹ: 'r',
  }),
);

const LETTER = /^\p{L}+$/u;
const DIGIT = /^\p{Nd}+$/u;
const APOSTROPHES = new Set(["'", '’', '‘', 'ʼ', '`', '´', '＇', 'ˈ', '′', '‛']);
const INVISIBLE = /^[\p{Cf}\p{Cc}\p{M}\u115f\u1160\u3164\uffa0\u2800]$/u;
const SPACE = /^[\s\u0085]$/u;
const REGIONAL_A = 0x1f1e6;

const known = new Map<number, FoldedCharacter>();
const ascii: readonly FoldedCharacter[] = Array.from({ length: 128 }, (_, code) => derive(code));

/** Folds one code point: compatibility forms, case, marks; letters of other scripts stay what they are. */
export function foldCharacter(code: number): FoldedCharacter {
  const plain = ascii[code];
  if (plain !== undefined) return plain;
  const met = known.get(code);
  if (met !== undefined) return met;
  // Bounded, so that a flood of rare characters cannot grow it.
  if (known.size > 20_000) known.clear();
  const folded = derive(code);
  known.set(code, folded);
  return folded;
}

/** The word with every look-alike letter replaced by its Latin twin, and whether only Latin letters and digits remain. */
export function asLatin(word: string): { readonly word: string; readonly whole: boolean } {
  let out = '';
  let whole = true;
  for (const char of word) {
    const latin = LOOK_ALIKES.get(char) ?? char;
    if (latin > '\u007f') whole = false;
    out += latin;
  }
  return { word: out, whole };
}

function derive(code: number): FoldedCharacter {
  const char = String.fromCodePoint(code);
  if (SPACE.test(char)) return { text: ' ', kind: CharacterKind.space, foreign: false };
  if (INVISIBLE.test(char) || (code >= 0xd800 && code <= 0xdfff)) {
    return { text: '', kind: CharacterKind.nothing, foreign: false };
  }
  if (APOSTROPHES.has(char)) return { text: "'", kind: CharacterKind.apostrophe, foreign: false };
  // A flag is two of these: its country code, read as letters.
  if (code >= REGIONAL_A && code < REGIONAL_A + 26) {
    return of(String.fromCharCode(97 + code - REGIONAL_A));
  }
  return of(plainForm(char));
}

function plainForm(char: string): string {
  let form = char;
  // Twice, because a compatibility form can unfold into a letter that has marks or a case of its own.
  for (let round = 0; round < 2; round += 1) {
    form = form
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .normalize('NFC');
  }
  return [...form].map((part) => LATIN.get(part) ?? part).join('');
}

function of(text: string): FoldedCharacter {
  if (DIGIT.test(text)) return { text: arabic(text), kind: CharacterKind.digit, foreign: false };
  if (LETTER.test(text)) return { text, kind: CharacterKind.letter, foreign: /[^a-z]/.test(text) };
  return { text: ' ', kind: CharacterKind.break, foreign: false };
}

/** Digits of any script as 0 to 9: each script's ten stand in a row, and NFKC has done the styled ones. */
function arabic(digits: string): string {
  return [...digits].map((digit) => (digit <= '9' ? digit : String(valueOf(digit)))).join('');
}

function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
