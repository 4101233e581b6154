/** Ordinary words one slip away from a name of ours; they are meant as they stand. */
const MEANT: ReadonlySet<string> = new Set(
  `starling starlings starlit gremlin gremlins prussia prussian sedan sedans sodden sunken crimes crime criminal
  creme bremen brewer brenner dreamer premier remember patron person pattern patio puttin putting putted pudding
  routine tin pining pumping mask mush must tusk husk rusk dusk mask music space spaces spaced spacey taiwanese
  roskin baskin raisin raisins haskin garlic garage oracle beijin kremlins pentagram russet rushing rustic
  austria australian austrian trumps tramp stump musky musket senate senators china chine chinese chin
  sudden sedate suds muster mustang cuba kenya satellites tesla telsa teslas testa tesco mexican iran iraq
  ukulele twitcher bitter litter glitter fitter jitter crook crock croak brook grove grow growl group wagner
  magner washer wager regan reagan shaken shaheed marsh warden rubin rabin robin rubio rubik hegemony
  peso pesto pesky pecker becker speaker treasure treasurer measure leisure pleasure treason texture
  isaac walter mailer miller mother mutter tyson bison vision trimmer bremner`.split(/\s+/),
);

const SHORTEST = 5;
const LONGEST = 16;

/** Names and their misspellings by one letter left out, added, changed, or swapped with its neighbour. */
export class Slips {
  /** The names by first letter and length: a slip keeps the one and changes the other by one at most. */
  readonly #names = new Map<string, string[]>();

  add(name: string): void {
    if (name.length < SHORTEST || name.length > LONGEST || !/^[a-z]+$/.test(name)) return;
    const key = `${name[0]}${name.length}`;
    const names = this.#names.get(key);
    if (names === undefined) this.#names.set(key, [name]);
    else if (!names.includes(name)) names.push(name);
  }

  /** The name that was meant by a word that is none of ours; undefined where there is none or more than one. */
  meant(word: string): string | undefined {
    if (word.length < SHORTEST || word.length > LONGEST + 1 || MEANT.has(word)) return undefined;
    let found: string | undefined;
    for (let length = word.length - 1; length <= word.length + 1; length += 1) {
      for (const name of this.#names.get(`${word[0]}${length}`) ?? []) {
        if (!isOneSlip(word, name)) continue;
        if (found !== undefined) return undefined;
        found = name;
      }
    }
    return found;
  }
}

/** The first letter is hardly ever wrong, and a wrong one makes another word. */
function isOneSlip(word: string, name: string): boolean {
  let at = 0;
  while (at < word.length && word[at] === name[at]) at += 1;
  if (at === 0) return false;
  if (word.length > name.length) return word.slice(at + 1) === name.slice(at);
  if (word.length < name.length) return word.slice(at) === name.slice(at + 1);
  const swapped = word[at] === name[at + 1] && word[at + 1] === name[at];
  if (swapped && word.slice(at + 2) === name.slice(at + 2)) return true;
  // In words of five or six letters a changed letter is too often another word; a swap is not.
  return name.length > 6 && word.slice(at + 1) === name.slice(at + 1);
}
