import type { Claim } from '../claims/claim.ts';
import type { ClaimDatabase } from '../claims/database.ts';
import { stem } from '../match/stem.ts';
import { contentStems, contentWords, foldedWords } from './asked-words.ts';

/** A claim that some typed words point to. `cover` is the share of the words, rare ones counting more, that it knows: 0 to 1. */
export interface Hit {
  readonly claim: Claim;
  readonly score: number;
  readonly cover: number;
}

/** Finds claims by a few typed words, best first; while somebody types, the last word may be unfinished. */
export interface Finder {
  find(typed: string, isTyping?: boolean): readonly Hit[];
}

/** How much a word says about what a claim is about, by where it stands. */
const WEIGHTS = { title: 3, id: 2, statement: 1.5, wording: 1, vocabulary: 1, topic: 0.8 };
/** A beginning of a word counts for less than the word. */
const BEGUN = 0.6;
/** Beginnings shorter than this may be anything, in letters. */
const SHORTEST = 2;

/** Which claims may be shown to whoever asks: published ones, overdue or not; the card says as of when. */
export function mayBeShown({ lifecycle }: Claim): boolean {
  return lifecycle === 'live';
}

/** Makes a database findable; quick enough to do at each reload. */
export function finderOf(database: ClaimDatabase): Finder {
  const entries = database.claims
    .filter(mayBeShown)
    .map((claim) => ({ claim, words: wordsOf(claim, database) }));
  const rarity = raritiesIn(entries.map(({ words }) => words));
  return {
    find(typed, isTyping = false) {
      const sought = soughtIn(typed, isTyping);
      return entries
        .map(({ claim, words }) => ({ claim, ...weigh(sought, words, rarity) }))
        .filter(({ score }) => score > 0)
        .toSorted((a, b) => b.score - a.score);
    },
  };
}

/** The words of a claim, stemmed, with the best weight each has. */
type WeightedWords = ReadonlyMap<string, number>;

interface Rarities {
  of(word: string): number;
  /** That of a word which no claim has. */
  readonly greatest: number;
}

function wordsOf(claim: Claim, { topics, vocabulary }: ClaimDatabase): WeightedWords {
  const words = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of contentStems(text)) words.set(word, Math.max(weight, words.get(word) ?? 0));
  };
  add(claim.title, WEIGHTS.title);
  add(claim.id.replaceAll('-', ' '), WEIGHTS.id);
  add(claim.statement, WEIGHTS.statement);
  for (const wording of claim.wordings) add(wording, WEIGHTS.wording);
  for (const { name } of claim.claimants) add(name, WEIGHTS.wording);
  add(topics.get(claim.topic) ?? '', WEIGHTS.topic);
  const named = [...(claim.match?.ways.flat(2) ?? []), ...(claim.match?.strengthens ?? [])];
  for (const id of new Set(named))
    for (const form of vocabulary[id]?.forms ?? [])
      if (/^[\p{L}\d -]+$/u.test(form)) add(form, WEIGHTS.vocabulary);
  return words;
}

function raritiesIn(all: readonly WeightedWords[]): Rarities {
  const counts = new Map<string, number>();
  for (const words of all)
    for (const word of words.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarity = (count: number) => Math.log(1 + (all.length - count + 0.5) / (count + 0.5));
  return { of: (word) => rarity(counts.get(word) ?? 0), greatest: rarity(0) };
}

interface Sought {
  readonly stem: string;
  /** What is looked for as a beginning; only the last word may be unfinished. */
  readonly begun?: string;
}

function soughtIn(typed: string, isTyping: boolean): readonly Sought[] {
  const whole = new Set(contentWords(typed));
  const last = foldedWords(typed).at(-1) ?? '';
  const isBegun = isTyping && /[\p{L}\d]$/u.test(typed) && last.length >= SHORTEST;
  if (isBegun) whole.delete(last);
  const sought = [...whole].map((word): Sought => ({ stem: stem(word) }));
  return isBegun ? [...sought, { stem: stem(last), begun: last }] : sought;
}

function weigh(
  sought: readonly Sought[],
  words: WeightedWords,
  rarity: Rarities,
): { score: number; cover: number } {
  let [score, whole, known] = [0, 0, 0];
  for (const one of sought) {
    const met = meet(one, words);
    const rare = met === undefined ? rarity.greatest : rarity.of(met.word);
    whole += rare;
    if (met === undefined) continue;
    known += rare;
    score += rare * met.weight;
  }
  const cover = whole === 0 ? 0 : known / whole;
  return { score: score * cover, cover };
}

function meet(
  { stem: whole, begun }: Sought,
  words: WeightedWords,
): { word: string; weight: number } | undefined {
  const weight = words.get(whole);
  if (weight !== undefined) return { word: whole, weight };
  if (begun === undefined) return undefined;
  const [best] = [...words]
    .filter(([word]) => word.startsWith(begun))
    .toSorted(([, a], [, b]) => b - a);
  return best === undefined ? undefined : { word: best[0], weight: best[1] * BEGUN };
}
