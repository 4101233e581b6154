import type { EntryKind } from '../claims/vocabulary.ts';

/** What may stand for something named before: the kinds of things that each such word can mean. */
const REFERRING: ReadonlyMap<string, readonly EntryKind[]> = new Map([
  ...meaning('he him his hes hed hell she her shes dude guy man clown ceo both two', ['person']),
  ...meaning('they them their theyre theyve theyd theyll', ['person', 'organisation', 'thing']),
  ...meaning('it its itll itd', ['thing', 'organisation']),
  ...meaning('that thats this', ['thing', 'organisation', 'person']),
  ...meaning('those these service', ['thing']),
  ...meaning('there', ['place', 'organisation']),
  ...meaning('company firm', ['organisation']),
]);

function meaning(words: string, kinds: readonly EntryKind[]): [string, readonly EntryKind[]][] {
  return words.split(' ').map((word) => [word, kinds]);
}

/** A message this short leaves out what was just talked about. */
const ELLIPTICAL = 12;
const ANY: readonly EntryKind[] = ['person', 'organisation', 'thing', 'place'];
const NO_THING: readonly EntryKind[] = ['person', 'organisation', 'place'];

/** A word that stands for something named before: which word it is, and what kinds of things it can mean. */
export interface Reference {
  readonly word: number;
  readonly kinds: readonly EntryKind[];
}

/** After these, "that" only joins a clause: "I think that", "reports that". */
const JOINING: ReadonlySet<string> = new Set(
  `think thinks thought say says said saying know knows knew believe believes claim claims claimed hope guess feel sure so fact
  report reports reported tell told tells show shows mean means heard hear read idea proof evidence`.split(
    /\s+/,
  ),
);

/**
 * The words of a message that may borrow a referent, in order. A short message also borrows at its beginning what it leaves out:
 * anything, or where it names somebody of its own (`namesSomebody`) no things, because then it speaks of another.
 */
export function referencesIn(
  words: readonly string[],
  namesSomebody: boolean,
): readonly Reference[] {
  const references = words.flatMap((text, word) => {
    const kinds = REFERRING.get(text);
    const joins = text === 'that' && JOINING.has(words[word - 1] ?? '');
    return kinds === undefined || joins ? [] : [{ word, kinds }];
  });
  if (words.length === 0 || words.length > ELLIPTICAL) return references;
  return [...references, { word: 0, kinds: namesSomebody ? NO_THING : ANY }];
}
