import { buildMatcher } from '../src/match/match.ts';
import type { PlainClaim } from '../src/match/plain-claim.ts';
import { stem } from '../src/match/stem.ts';
import { isStopWord } from '../src/match/stop-words.ts';

/** Finds claims for a text; what it returns does not matter here, only that the work is done. */
export type Search = (text: string) => unknown;

/** How many candidates a matcher would look at: each library returns so many. */
const WANTED = 50;

/** A library under measurement: builds its index over claims. */
export type Contender = (claims: readonly PlainClaim[]) => Promise<Search> | Search;

/** All by name. Each is used as its own documentation shows for full-text search with any of the words. */
export const CONTENDERS: Readonly<Record<string, Contender>> = {
  Sidenote: (claims) => buildMatcher(claims),
  MiniSearch: (claims) => miniSearch(claims, {}),
  'MiniSearch, stemmed': (claims) =>
    miniSearch(claims, {
      processTerm: (term: string) =>
        isStopWord(term.toLowerCase()) ? null : stem(term.toLowerCase()),
    }),
  'MiniSearch, fuzzy': (claims) => miniSearch(claims, {}, { fuzzy: 0.2, prefix: true }),
  'wink-bm25-text-search': wink,
  Orama: orama,
  FlexSearch: flexSearch,
  Fuse: fuse,
};

function whole({ text, title = '', aliases = [] }: PlainClaim): string {
  return [text, title, ...aliases].join(' ');
}

async function miniSearch(
  claims: readonly PlainClaim[],
  indexing: object,
  searching: object = {},
): Promise<Search> {
  const { default: MiniSearch } = await import('minisearch');
  const index = new MiniSearch({ fields: ['text'], ...indexing });
  index.addAll(claims.map((claim) => ({ id: claim.id, text: whole(claim) })));
  return (text) => index.search(text, searching).slice(0, WANTED);
}

async function wink(claims: readonly PlainClaim[]): Promise<Search> {
  const { default: bm25 } = await import('wink-bm25-text-search');
  const { default: nlp } = await import('wink-nlp-utils');
  const engine = bm25();
  engine.defineConfig({ fldWeights: { text: 1 } });
  engine.definePrepTasks([
    nlp.string.lowerCase,
    nlp.string.tokenize0,
    nlp.tokens.removeWords,
    nlp.tokens.stem,
  ]);
  for (const [index, claim] of claims.entries()) engine.addDoc({ text: whole(claim) }, index);
  engine.consolidate();
  return (text) => engine.search(text, WANTED);
}

async function orama(claims: readonly PlainClaim[]): Promise<Search> {
  const { create, insertMultiple, search } = await import('@orama/orama');
  const index = create({ schema: { text: 'string' } as const });
  await insertMultiple(
    index,
    claims.map((claim) => ({ id: claim.id, text: whole(claim) })),
    5000,
  );
  return (text) => search(index, { term: text, limit: WANTED });
}

async function flexSearch(claims: readonly PlainClaim[]): Promise<Search> {
  const { default: flex } = await import('flexsearch');
  const index = new flex.Index({ tokenize: 'strict' });
  for (const [number, claim] of claims.entries()) index.add(number, whole(claim));
  return (text) => index.search(text, { limit: WANTED, suggest: true });
}

async function fuse(claims: readonly PlainClaim[]): Promise<Search> {
  const { default: Fuse } = await import('fuse.js');
  const index = new Fuse(claims.map(whole), { includeScore: true, ignoreLocation: true });
  return (text) => index.search(text.slice(0, 300), { limit: WANTED });
}
