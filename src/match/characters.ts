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
  /** Whether it has Latin letters; both are true of a few. */
  readonly latin: boolean;
}

/**
 * Letters of other scripts that are drawn like Latin ones, each followed by its twin (after Unicode's confusables.txt, small
 * letters only): Cyrillic, Greek, Armenian, Cherokee, Coptic, Lisu.
 */
const LOOK_ALIKES = twins(
  `аa вb гr еe ѕs іi јj кk мm нh оo рp сc тt уy хx ԛq ԝw һh ԁd ӏl ҽe пn иu ьb ѵv ԍg лn яr шw цu єe ғf ԏt ӕæ
  αa βb γy εe ηn ιi κk μm νv οo ρp σo τt υu χx ωw ϲc ϳj ζz δd θo πn ςc
  օo սu հh ոn զq ցg աw յj ꭺd ꮯc ꭰd ⲟo ⲥc ⲣp ⲕk
  ꓮa ꓰe ꓲi ꓳo ꓴu ꓢs ꓣr ꓚc ꓐb ꓑp ꓓd ꓔt ꓖg ꓗk ꓙj ꓜz ꓝf ꓟm ꓠn ꓡl ꓦv ꓧh ꓪw ꓫx ꓬy`,
);

/** Greek capitals, which are drawn like other Latin letters than their small ones are. */
const GREEK_CAPITALS = twins('Αa Βb Εe Ζz Ηh Ιi Κk Μm Νn Οo Ρp Τt Υy Χx');

/** Latin letters without a decomposition of their own, and small capitals. */
const LATIN = twins(
  `øo łl đd ðd ħh ıi ŧt ſs ŋn əe ɑa ɡg ɪi ɴn ʀr ʏy ʙb ʜh ʟl ɢg ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ꜱs ꜰf
  ɓb ɗd ɖd ƒf ɠg ɦh ɨi ɩi ɫl ɱm ɲn ɵo ƥp ʠq ɾr ʂs ƭt ʉu ʋv ɯm ʍw ɣy ƴy ʐz ƙk ɛe ɔc ǝe ɐa ʇt ʞk ʎy ɹr`,
)
  .set('æ', 'ae')
  .set('œ', 'oe')
  .set('ß', 'ss')
  .set('þ', 'th');

function twins(pairs: string): Map<string, string> {
  return new Map(
    pairs.split(/\s+/).map((pair) => {
      const [letter = '', latin = ''] = pair;
      return [letter, latin === 'æ' ? 'ae' : latin];
    }),
  );
}

const LETTER = /^\p{L}+$/u;
const DIGIT = /^\p{Nd}+$/u;
const APOSTROPHES = new Set(["'", '’', '‘', 'ʼ', '´', '＇', 'ˈ', '′', '‛']);
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
  if (SPACE.test(char))
    return { text: ' ', kind: CharacterKind.space, foreign: false, latin: false };
  if (INVISIBLE.test(char) || (code >= 0xd800 && code <= 0xdfff)) {
    return { text: '', kind: CharacterKind.nothing, foreign: false, latin: false };
  }
  if (char === '`') return { text: '', kind: CharacterKind.nothing, foreign: false, latin: false };
  if (APOSTROPHES.has(char))
    return { text: "'", kind: CharacterKind.apostrophe, foreign: false, latin: false };
  // A flag is two of these: its country code, read as letters.
  if (code >= REGIONAL_A && code < REGIONAL_A + 26) {
    return of(String.fromCharCode(97 + code - REGIONAL_A));
  }
  return of(GREEK_CAPITALS.get(char) ?? plainForm(char));
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
  return [...form]
    .filter((part) => form === part || !APOSTROPHES.has(part))
    .map((part) => LATIN.get(part) ?? part)
    .join('');
}

function of(text: string): FoldedCharacter {
  if (DIGIT.test(text))
    return { text: arabic(text), kind: CharacterKind.digit, foreign: false, latin: false };
  if (LETTER.test(text)) {
    // One character can unfold into letters of two scripts, as the sign for microvolt does.
    const one = /[a-z]/.test(text) ? asLatin(text).word : text;
    return {
      text: one,
      kind: CharacterKind.letter,
      foreign: /[^a-z]/.test(one),
      latin: /[a-z]/.test(one),
    };
  }
  return { text: ' ', kind: CharacterKind.break, foreign: false, latin: false };
}

/** Digits of any script as 0 to 9: each script's ten stand in a row, and NFKC has done the styled ones. */
function arabic(digits: string): string {
  return [...digits].map((digit) => (digit <= '9' ? digit : String(digitValue(digit)))).join('');
}

function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
