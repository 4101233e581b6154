import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import words from 'an-array-of-english-words' with { type: 'json' };
import { parse } from 'yaml';
import type { PlainClaim } from '../src/match/plain-claim.ts';

const ROOT = join(import.meta.dirname, '..');

/** Claims to find, and messages to find them with. */
export interface Corpus {
  readonly claims: readonly PlainClaim[];
  readonly messages: readonly string[];
}

/**
 * Claims without rules, as a fact-checkers' archive would hold them: half the words are drawn as often as our own claim files and
 * labelled messages use them, half from 60,000 English words by Zipf's law; lengths as in ClaimReview feeds (median 17 words).
 * The messages are our labelled ones and, one for one, claims of the corpus with some words dropped and chat words put between.
 * The same size gives the same corpus.
 */
export function corpusOf(size: number): Corpus {
  const random = mulberry32(20_261_123);
  const head = ownWords();
  const tail = shuffled(words as readonly string[], random).slice(0, 60_000);
  const word = () =>
    random() < 0.5 ? pick(head, random) : (tail[zipf(tail.length, random)] ?? 'word');
  const claims = Array.from({ length: size }, (_, index) => ({
    id: `claim-${index}`,
    text: Array.from({ length: lengthOf(random) }, word).join(' '),
  }));
  const paraphrase = () => blurred(claims[Math.floor(random() * size)]?.text ?? '', head, random);
  const messages = labelledTexts().flatMap((text) => [text, paraphrase()]);
  return { claims, messages: shuffled(messages, random) };
}

/** The curated claims as plain texts: statement, title and wordings. */
export function curatedCorpus(): Corpus {
  const claims = globSync('claims/*/*.yaml', { cwd: ROOT }).map((file) => {
    const { id, statement, title, wordings } = parse(readFileSync(join(ROOT, file), 'utf8'));
    return { id, text: statement, title, aliases: wordings } satisfies PlainClaim;
  });
  return { claims, messages: labelledTexts() };
}

/** Labelled messages of the fitting and choosing parts, of the length that the milliseconds speak of. */
function labelledTexts(): string[] {
  return globSync('tests/conversations/{fit,choose}/*.jsonl', { cwd: ROOT })
    .toSorted()
    .flatMap((file) => readFileSync(join(ROOT, file), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text)
    .filter((text) => text.length <= 300);
}

/** Every word of our claim files and messages, as often as it stands there. */
function ownWords(): readonly string[] {
  const files = globSync('claims/*/*.yaml', { cwd: ROOT }).toSorted();
  const prose = [
    ...files.map((file) => readFileSync(join(ROOT, file), 'utf8')),
    ...labelledTexts(),
  ];
  return prose.flatMap((text) => text.toLowerCase().match(/[a-z]{2,}/g) ?? []);
}

function blurred(text: string, head: readonly string[], random: () => number): string {
  const kept = text.split(' ').filter(() => random() > 0.3);
  return kept.flatMap((word) => (random() < 0.25 ? [pick(head, random), word] : [word])).join(' ');
}

/** A log-normal length between 5 and 60 words, median 17. */
function lengthOf(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.min(60, Math.max(5, Math.round(17 * Math.exp(0.45 * normal))));
}

function zipf(count: number, random: () => number): number {
  return Math.min(count - 1, Math.floor(Math.exp(random() * Math.log(count))));
}

function pick(list: readonly string[], random: () => number): string {
  return list[Math.floor(random() * list.length)] ?? '';
}

function shuffled<Item>(list: readonly Item[], random: () => number): Item[] {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [copy[index], copy[other]] = [copy[other] as Item, copy[index] as Item];
  }
  return copy;
}

/** Mulberry32, a small generator of repeatable numbers from 0 to 1 (public domain, Tommy Ettinger). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
