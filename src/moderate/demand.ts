import { contentStems } from './asked-words.ts';

const DAY = 86_400_000;
/** How long the words of an unanswered question are kept, in milliseconds: thirty days, as the prompt says. */
export const ASKS_KEPT = 30 * DAY;
/** So many unanswered questions of one person are noted within a day; further ones are answered but not noted. */
export const ASKS_A_DAY = 5;
/** The time in which a person's questions count against that, in milliseconds. */
export const ASKS_WINDOW = DAY;
/** Longer questions are cut: enough for a sentence or two, in UTF-16 units. */
export const ASK_LENGTH = 300;
/** What becomes of a question's words, said beside every way to ask. */
export const ASK_KEPT = 'If nothing answers it, your words are kept for 30 days.';
/** Said where somebody types a question; short enough for the description of a command's option (Discord: 100). */
export const ASK_PROMPT = `Words or a claim. ${ASK_KEPT}`;

/** Two questions are one when they share at least this much of their words. */
const ALIKE = 0.6;

/** An unanswered question, as far as folding needs it; `asker` is a keyed hash. */
export interface UnansweredAsk {
  readonly id: string;
  readonly words: string;
  readonly likeness: string;
  readonly asker: string;
  readonly asked_at: number;
}

/** What several people asked in nearly the same words. */
export interface Demand {
  /** The wording most people used, the latest of several. */
  readonly words: string;
  readonly people: number;
  readonly times: number;
  readonly latest: number;
  readonly asks: readonly string[];
}

/** What questions that say the same share: their stems in alphabetical order; empty when their words say nothing. */
export function likenessOf(words: string): string {
  return contentStems(words).toSorted().join(' ');
}

/** Characters that turn the direction of what follows, in somebody else's list too. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A question as it is kept: on one line, in reading order, cut to `ASK_LENGTH`. */
export function keptWords(words: string): string {
  const line = words
    .toWellFormed()
    .replaceAll(TURNING, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length <= ASK_LENGTH
    ? line
    : `${line.slice(0, ASK_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Questions folded together by likeness, what most people asked first: the same person asking often counts once. */
export function foldAsks(asks: readonly UnansweredAsk[]): readonly Demand[] {
  const same = [...Map.groupBy(asks, ({ likeness }) => likeness).values()];
  const folds: Fold[] = [];
  const byStem = new Map<string, Set<Fold>>();
  for (const group of same.toSorted((a, b) => people(b) - people(a) || b.length - a.length)) {
    const stems = new Set(group[0]?.likeness.split(' '));
    const fold = nearestFold(stems, byStem) ?? newFold(stems, folds, byStem);
    fold.asks.push(...group);
  }
  return folds
    .map(({ asks: folded }) => demandOf(folded))
    .toSorted((a, b) => b.people - a.people || b.latest - a.latest);
}

interface Fold {
  readonly stems: ReadonlySet<string>;
  readonly asks: UnansweredAsk[];
}

function nearestFold(
  stems: ReadonlySet<string>,
  byStem: ReadonlyMap<string, ReadonlySet<Fold>>,
): Fold | undefined {
  const near = new Set([...stems].flatMap((stem) => [...(byStem.get(stem) ?? [])]));
  const [best] = [...near]
    .map((fold) => ({ fold, alike: alike(fold.stems, stems) }))
    .filter(({ alike: share }) => share >= ALIKE)
    .toSorted((a, b) => b.alike - a.alike);
  return best?.fold;
}

function newFold(stems: ReadonlySet<string>, folds: Fold[], byStem: Map<string, Set<Fold>>): Fold {
  const fold = { stems, asks: [] };
  folds.push(fold);
  for (const stem of stems) byStem.set(stem, (byStem.get(stem) ?? new Set()).add(fold));
  return fold;
}

/** The share of the words of both that are in both. */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = a.intersection(b).size;
  return both / (a.size + b.size - both);
}

function people(asks: readonly UnansweredAsk[]): number {
  return new Set(asks.map(({ asker }) => asker)).size;
}

function demandOf(asks: readonly UnansweredAsk[]): Demand {
  const newest = asks.toSorted((a, b) => b.asked_at - a.asked_at);
  const wordings = [...Map.groupBy(newest, ({ likeness }) => likeness).values()];
  const [most] = wordings.toSorted((a, b) => people(b) - people(a));
  return {
    words: most?.[0]?.words ?? '',
    people: people(asks),
    times: asks.length,
    latest: newest[0]?.asked_at ?? 0,
    asks: newest.map(({ id }) => id),
  };
}
