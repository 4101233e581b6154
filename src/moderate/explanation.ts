import type { Evidence, Match, Reading } from '../match/evidence.ts';
import type { Line, Part } from './answer.ts';
import type { Decision } from './decision.ts';
import { decisionInWords } from './reasons.ts';

/** How many claims an explanation names: enough to see what competed, few enough to read. */
const NEAREST = 3;

/** What names things in an explanation: claims by title, vocabulary by the words people use for it. */
export interface Names {
  claim(id: string): string;
  term(id: string): string;
}

/** What happened to a message. `text` is there only while somebody shows the message; it is never stored. */
export interface Explained {
  readonly reading: Pick<Reading, 'matches'>;
  readonly decision: Decision;
  readonly text?: string;
}

/** Why Sidenote did or did not speak: the decision and its gate, then the nearest claims with scores and the words that met. */
export function explanation({ reading, decision, text }: Explained, names: Names): readonly Part[] {
  const nearest = decidedFirst(reading.matches, decision).slice(0, NEAREST);
  const items = nearest.flatMap((match) => claimItems(match, names, text));
  return [
    { kind: 'heading', text: decisionInWords(decision) },
    items.length === 0
      ? {
          kind: 'lines',
          lines: [[{ text: 'No claim of the database shares enough words with it.' }]],
        }
      : { kind: 'list', items },
  ];
}

/** The matches, the one that the decision is about before the others. */
export function decidedFirst(matches: readonly Match[], decision: Decision): readonly Match[] {
  const decided = decision.kind === 'silent' ? decision.near?.claim : decision.match.claim;
  return matches.toSorted((a, b) => Number(b.claim === decided) - Number(a.claim === decided));
}

function claimItems(match: Match, names: Names, text: string | undefined): Line[] {
  const head: Line = [
    { text: names.claim(match.claim), strong: true },
    { text: ` (${match.claim}), score ${match.score.toFixed(2)}, ${wordsFor(match)}` },
  ];
  const met = match.evidence.map((evidence) => metBy(evidence, names, text));
  return [
    head,
    ...(met.length === 0 ? [] : [[{ text: `met: ${[...new Set(met)].join(', ')}` }]]),
    ...termsLine('missing', match.missing, names),
    ...termsLine('ruled out by', match.ruledOutBy, names),
  ];
}

function wordsFor({ by, curated, use }: Match): string {
  if (by === 'link') return 'by a link to an article that carries it';
  return curated
    ? `by words; the message ${use === 'asks' ? 'asks about' : use} it`
    : 'by words alone, without rules';
}

function metBy({ term, span, from }: Evidence, names: Names, text: string | undefined): string {
  const name = term.startsWith('~') ? `word ${term.slice(1)}` : names.term(term);
  if (from !== undefined)
    return `${name} (from ${from} ${from === 1 ? 'message' : 'messages'} before)`;
  return text === undefined ? name : `${name} “${text.slice(span.start, span.end)}”`;
}

function termsLine(label: string, terms: readonly string[], names: Names): Line[] {
  return terms.length === 0
    ? []
    : [[{ text: `${label}: ${terms.map((term) => names.term(term)).join(', ')}` }]];
}
