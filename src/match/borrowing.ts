import type { EntryKind } from '../claims/vocabulary.ts';
import { referencesIn } from './conversation.ts';
import type { Found } from './findings.ts';
import type { Lookup } from './vocabulary.ts';
import type { Words } from './words.ts';

/** What an earlier message of the conversation named, and how many messages back it was. */
export interface Earlier {
  readonly back: number;
  readonly found: readonly Found[];
}

/** How many messages back a referent may be. */
const FARTHEST = 6;

/**
 * What the words of a message borrow from the conversation, each placed at the word that borrows it: for each word that
 * refers, what the most recent message that names something fitting names so. `earlier` has the most recent first.
 */
export function borrowed(
  words: Words,
  positions: readonly number[],
  own: readonly Found[],
  earlier: readonly Earlier[],
  lookup: Lookup,
): readonly Found[] {
  const named = new Set(own.map(({ entry }) => entry));
  const namesSomebody = own.some(({ entry }) => lookup.kind(entry) === 'person');
  const references = referencesIn(
    positions.map((at) => words.text[at] ?? ''),
    namesSomebody,
  );
  const found = references.flatMap(({ word, kinds }) => {
    const at = positions[word] ?? 0;
    return fitting(kinds, earlier, lookup)
      .filter(({ entry }) => !named.has(entry))
      .map((one) => ({ ...one, place: words.place(at), from: at, to: at + 1 }));
  });
  return found.filter((one, at) => found.findIndex((other) => other.entry === one.entry) === at);
}

/** For each kind, what the most recent message that names something of that kind names of it. */
function fitting(
  kinds: readonly EntryKind[],
  earlier: readonly Earlier[],
  lookup: Lookup,
): readonly Found[] {
  return kinds.flatMap((kind) => {
    for (const { back, found } of earlier.slice(0, FARTHEST)) {
      const ofKind = found.filter(({ entry }) => lookup.kind(entry) === kind);
      if (ofKind.length > 0) return ofKind.map((one) => ({ ...one, back }));
    }
    return [];
  });
}
