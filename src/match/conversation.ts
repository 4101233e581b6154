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

/** A word that stands for something named before: which word it is, and what kinds of things it can mean. */
export interface Reference {
  readonly word: number;
  readonly kinds: readonly EntryKind[];
}

/** The words of a message that may borrow a referent, in order; a short message also borrows at its beginning. */
export function referencesIn(words: readonly string[]): readonly Reference[] {
  const references = words.flatMap((text, word) => {
    const kinds = REFERRING.get(text);
    return kinds === undefined ? [] : [{ word, kinds }];
  });
  const elliptical = words.length > 0 && words.length <= ELLIPTICAL;
  return elliptical ? [...references, { word: 0, kinds: ANY }] : references;
}
