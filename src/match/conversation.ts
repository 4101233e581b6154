import type { EntryKind } from '../claims/vocabulary.ts';

/** What may stand for something named before: the kinds of things that each such word can mean. */
const REFERRING: ReadonlyMap<string, readonly EntryKind[]> = new Map(
  Object.entries({
    he: ['person'],
    him: ['person'],
    his: ['person'],
    hes: ['person'],
    hed: ['person'],
    she: ['person'],
    her: ['person'],
    dude: ['person'],
    guy: ['person'],
    man: ['person'],
    clown: ['person'],
    ceo: ['person'],
    they: ['person', 'organisation', 'thing'],
    them: ['person', 'organisation', 'thing'],
    their: ['person', 'organisation', 'thing'],
    theyre: ['person', 'organisation', 'thing'],
    both: ['person'],
    two: ['person'],
    it: ['thing', 'organisation'],
    its: ['thing', 'organisation'],
    there: ['place', 'organisation'],
    those: ['thing'],
    these: ['thing'],
    that: ['thing', 'organisation', 'person'],
    this: ['thing', 'organisation', 'person'],
    company: ['organisation'],
    service: ['thing'],
  } satisfies Record<string, EntryKind[]>),
);

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
