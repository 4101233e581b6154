/** Words that the rules would throw together with others, or tear from their own. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    news: 'news',
    communication: 'communic',
    communications: 'communic',
    communicate: 'communic',
    communicated: 'communic',
    communicating: 'communic',
    communicates: 'communic',
    universe: 'universe',
    university: 'university',
    organization: 'organiz',
    general: 'general',
    generals: 'general',
    generate: 'generat',
    generated: 'generat',
    texas: 'texas',
    aides: 'aide',
    sanctions: 'sanction',
    missile: 'missil',
    missiles: 'missil',
    conversation: 'convers',
    conversations: 'convers',
    converse: 'convers',
    internet: 'internet',
    international: 'internat',
    operator: 'operator',
    operators: 'operator',
    operative: 'operativ',
    operatives: 'operativ',
    political: 'politic',
    politics: 'politic',
    politician: 'politician',
    politicians: 'politician',
    security: 'secur',
    starlinks: 'starlink',
    x: 'x',
    us: 'us',
    his: 'his',
    this: 'this',
    is: 'is',
    was: 'was',
    has: 'has',
    does: 'does',
    as: 'as',
    gas: 'gas',
    bus: 'bus',
    used: 'use',
    uses: 'use',
    using: 'use',
    died: 'die',
    dies: 'die',
    dying: 'die',
    tied: 'tie',
    ties: 'tie',
    tying: 'tie',
    sued: 'sue',
    sues: 'sue',
    suing: 'sue',
    lied: 'lie',
    lies: 'lie',
    lying: 'lie',
    spies: 'spy',
    spied: 'spy',
    spying: 'spy',
    tries: 'try',
    tried: 'try',
    trying: 'try',
    flies: 'fly',
    flying: 'fly',
    flew: 'fly',
    flown: 'fly',
    skies: 'sky',
    dries: 'dry',
    dried: 'dry',
    drying: 'dry',
    cries: 'cry',
    cried: 'cry',
    buys: 'buy',
    buying: 'buy',
    says: 'say',
    saying: 'say',
    pays: 'pay',
    paying: 'pay',
    sees: 'see',
    owed: 'owe',
    owes: 'owe',
    iced: 'ice',
    aided: 'aid',
    aids: 'aid',
    aiding: 'aid',
    bans: 'ban',
    banned: 'ban',
    banning: 'ban',
    yes: 'yes',
    its: 'its',
  }),
);

const VOWEL = /[aeiouy]/;
const STEP2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['iser', 'ise'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['isation', 'ise'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];
const STEP3: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['alise', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const STEP4: readonly string[] = [
  'al',
  'ance',
  'ence',
  'er',
  'ic',
  'able',
  'ible',
  'ant',
  'ement',
  'ment',
  'ent',
  'ion',
  'ou',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'ise',
];

/**
 * The stem of a folded English word, after Porter (1980) with a list of exceptions. Words of other scripts, words with
 * digits and words of up to three letters stay as they are.
 */
export function stem(word: string): string {
  const exception = EXCEPTIONS.get(word);
  if (exception !== undefined) return exception;
  if (word.length < 4 || word.length > 40 || !/^[a-z]+$/.test(word)) return word;
  const ending = step4(step3(step2(step1c(step1b(step1a(word))))));
  return step5(ending);
}

function step1a(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return word.slice(0, -2);
  if (word.endsWith('ss') || !word.endsWith('s')) return word;
  return word.slice(0, -1);
}

function step1b(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const base = word.endsWith('ed')
    ? word.slice(0, -2)
    : word.endsWith('ing')
      ? word.slice(0, -3)
      : '';
  if (base === '' || !hasVowel(base)) return word;
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`;
  if (endsDouble(base) && !/[lsz]$/.test(base)) return base.slice(0, -1);
  if (measure(base) === 1 && endsShort(base)) return `${base}e`;
  return base;
}

function step1c(word: string): string {
  return word.length > 3 && word.endsWith('y') && hasVowel(word.slice(0, -1))
    ? `${word.slice(0, -1)}i`
    : word;
}

function step2(word: string): string {
  return replaceEnding(word, STEP2);
}

function step3(word: string): string {
  return replaceEnding(word, STEP3);
}

function replaceEnding(word: string, rules: readonly (readonly [string, string])[]): string {
  for (const [ending, replacement] of rules) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    return measure(base) > 0 ? base + replacement : word;
  }
  return word;
}

function step4(word: string): string {
  let longest = '';
  for (const ending of STEP4) {
    if (ending.length > longest.length && word.endsWith(ending)) longest = ending;
  }
  if (longest === '') return word;
  const base = word.slice(0, -longest.length);
  if (longest === 'ion' && !/[st]$/.test(base)) return word;
  return measure(base) > 1 ? base : word;
}

function step5(word: string): string {
  let out = word;
  if (out.endsWith('e')) {
    const base = out.slice(0, -1);
    const m = measure(base);
    if (m > 1 || (m === 1 && !endsShort(base))) out = base;
  }
  return out.endsWith('ll') && measure(out) > 1 ? out.slice(0, -1) : out;
}

function isConsonant(word: string, at: number): boolean {
  const char = word[at] ?? '';
  if (char === 'y') return at === 0 || !isConsonant(word, at - 1);
  return !VOWEL.test(char);
}

/** Porter's m: how often a vowel is followed by a consonant. */
function measure(word: string): number {
  let count = 0;
  let vowelBefore = false;
  for (let at = 0; at < word.length; at += 1) {
    const consonant = isConsonant(word, at);
    if (consonant && vowelBefore) count += 1;
    vowelBefore = !consonant;
  }
  return count;
}

function hasVowel(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (!isConsonant(word, at)) return true;
  return false;
}

function endsDouble(word: string): boolean {
  return word.length > 1 && word.at(-1) === word.at(-2) && isConsonant(word, word.length - 1);
}

function endsShort(word: string): boolean {
  const last = word.length - 1;
  if (last < 2) return false;
  const shape =
    isConsonant(word, last) && !isConsonant(word, last - 1) && isConsonant(word, last - 2);
  return shape && !/[wxy]$/.test(word);
}
