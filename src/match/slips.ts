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

/**
 * Names and their misspellings by one letter left out, added, changed, or swapped with its neighbour. Every name is kept under
 * what remains of it when any one letter is left out, so that a look-up costs as many steps as the word has letters.
 */
export class Slips {
  readonly #names = new Map<string, string[]>();

  add(name: string): void {
    if (name.length < SHORTEST || name.length > LONGEST || !/^[a-z]+$/.test(name)) return;
    for (const rest of [name, ...withoutOne(name)]) {
      const names = this.#names.get(rest);
      if (names === undefined) this.#names.set(rest, [name]);
      else if (!names.includes(name)) names.push(name);
    }
  }

  /** The name that was meant by a word that is none of ours; undefined where there is none or more than one. */
  meant(word: string): string | undefined {
    if (word.length < SHORTEST || word.length > LONGEST + 1 || MEANT.has(word)) return undefined;
    const found = new Set<string>();
    for (const rest of [word, ...withoutOne(word)]) {
      for (const name of this.#names.get(rest) ?? []) if (isOneSlip(word, name)) found.add(name);
    }
    const [name] = found;
    return found.size === 1 ? name : undefined;
  }
}

function withoutOne(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** The first letter is hardly ever wrong, and a wrong one makes another word. */
function isOneSlip(word: string, name: string): boolean {
  if (word[0] !== name[0]) return false;
  let at = 0;
  while (at < word.length && word[at] === name[at]) at += 1;
  const [a, b] = [word.slice(at), name.slice(at)];
  if (a.length === b.length) {
    // In words of five or six letters a changed letter is too often another word; a swap is not.
    const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
    return swapped || (name.length > 6 && a.slice(1) === b.slice(1));
  }
  return a.length > b.length ? a.slice(1) === b : a === b.slice(1);
}
