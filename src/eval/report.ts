import type { Match } from '../match/evidence.ts';
import { Kind } from './labelled.ts';
import type { Outcome } from './outcome.ts';

/** How many mistakes are shown. */
const SHOWN = 40;
const BINS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.000001];

/** The figures as lines of text: overall, by kind, by claim, confusions, reliability. They hold no word of any message. */
export function figures(outcomes: readonly Outcome[]): readonly string[] {
  return [
    ...overall(outcomes),
    '',
    ...byKind(outcomes),
    '',
    ...byClaim(outcomes),
    '',
    ...confusions(outcomes),
    '',
    ...reliability(outcomes),
  ];
}

/** The worst mistakes with what led to them: wrong cards first, the surest before others, then what was missed. */
export function mistakes(outcomes: readonly Outcome[]): readonly string[] {
  const wrong = outcomes.filter((one) => one.wrong).toSorted((a, b) => topScore(b) - topScore(a));
  const missed = outcomes
    .filter((one) => isPositive(one) && !one.hit && !one.wrong)
    .toSorted((a, b) => wantedScore(a) - wantedScore(b));
  return [...wrong, ...missed].slice(0, SHOWN).flatMap(explained);
}

function overall(outcomes: readonly Outcome[]): string[] {
  const positive = outcomes.filter(isPositive);
  const posted = outcomes.filter(
    ({ hit, wrong, posted: claim }) => wrong || (hit && claim !== undefined),
  );
  const right = posted.filter(({ wrong }) => !wrong);
  return [
    `messages ${outcomes.length}, of which ${positive.length} carry a claim`,
    `precision at the posting bar  ${share(right.length, posted.length)}`,
    `recall at the posting bar     ${share(count(positive, 'hit'), positive.length)}`,
    `reach at the suggestion bar   ${share(count(positive, 'reached'), positive.length)}`,
    `expected calibration error    ${calibrationError(outcomes).toFixed(3)}`,
    `stated or not, told right     ${statedOrNot(positive)}`,
  ];
}

/** Of the messages that carry a claim, how many are rightly said to state it, as a joke too, or not to. */
function statedOrNot(positive: readonly Outcome[]): string {
  const judged = positive.filter(({ message, matches }) => message.use && matches.length > 0);
  const right = judged.filter(({ message: { use }, matches }) => {
    const stated = use === 'states' || use === 'jokes';
    return (matches[0]?.use === 'states') === stated;
  });
  return share(right.length, judged.length);
}

function byKind(outcomes: readonly Outcome[]): string[] {
  const rows = Kind.options.map((kind) => {
    const ones = outcomes.filter(({ message }) => message.kind === kind);
    const positive = ones.filter(isPositive);
    return [
      kind,
      String(ones.length),
      percent(count(positive, 'hit'), positive.length),
      percent(count(positive, 'reached'), positive.length),
      String(count(ones, 'wrong')),
      String(ones.filter((one) => !isPositive(one) && one.suggested.length > 0).length),
    ];
  });
  return table(['kind', 'messages', 'recall', 'reach', 'wrong cards', 'idle suggestions'], rows);
}

function byClaim(outcomes: readonly Outcome[]): string[] {
  const claims = new Set(outcomes.flatMap(({ message }) => message.claims));
  const rows = [...claims].toSorted().map((claim) => {
    const ones = outcomes.filter(({ message }) => message.claims[0] === claim);
    const wrongly = outcomes.filter(({ wrong, posted }) => wrong && posted === claim);
    return [
      claim,
      String(ones.length),
      percent(count(ones, 'hit'), ones.length),
      percent(count(ones, 'reached'), ones.length),
      String(wrongly.length),
    ];
  });
  return table(['claim', 'messages', 'recall', 'reach', 'wrong cards'], rows);
}

function confusions(outcomes: readonly Outcome[]): string[] {
  const pairs = outcomes
    .filter(({ wrong }) => wrong)
    .map(
      ({ message, posted }) => `${message.claims[0] ?? `(${message.kind})`} taken for ${posted}`,
    );
  const counts = Map.groupBy(pairs, (pair) => pair);
  const lines = [...counts]
    .toSorted((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]))
    .map(([pair, list]) => `${list.length} x ${pair}`);
  return ['confusions', ...(lines.length === 0 ? ['none'] : lines)];
}

/** Of the nearest claims scored so, how many were right. */
function reliability(outcomes: readonly Outcome[]): string[] {
  const rows = bins(outcomes).map(({ from, to, scores, right }) => [
    `${from.toFixed(2)} to ${Math.min(1, to).toFixed(2)}`,
    String(scores.length),
    mean(scores).toFixed(3),
    (right / scores.length).toFixed(3),
  ]);
  return table(['score', 'messages', 'mean score', 'share right'], rows);
}

function calibrationError(outcomes: readonly Outcome[]): number {
  const filled = bins(outcomes);
  const all = filled.reduce((sum, { scores }) => sum + scores.length, 0);
  return filled.reduce(
    (sum, { scores, right }) =>
      sum + Math.abs(scores.length * mean(scores) - right) / Math.max(1, all),
    0,
  );
}

function bins(outcomes: readonly Outcome[]) {
  // A claim's own near miss says nothing of other claims.
  const judged = outcomes.filter(
    ({ message, matches }) => message.not === undefined || matches[0]?.claim === message.not,
  );
  return BINS.slice(1)
    .map((to, at) => {
      const from = BINS[at] ?? 0;
      const within = judged.filter((one) => topScore(one) >= from && topScore(one) < to);
      const right = within.filter(({ message, matches }) =>
        message.claims.includes(matches[0]?.claim ?? ''),
      ).length;
      return { from, to, scores: within.map(topScore), right };
    })
    .filter(({ scores }) => scores.length > 0);
}

function explained({ message, matches, posted }: Outcome): string[] {
  const wanted = message.claims.join(', ') || 'silence';
  const near = [matches[0], matches.find(({ claim }) => message.claims.includes(claim))];
  const shown = near.filter((match, at) => match !== undefined && near.indexOf(match) === at);
  return [
    '',
    `${message.id}: wanted ${wanted}, ${posted === undefined ? 'no card' : `card on ${posted}`}`,
    `  "${message.text}"`,
    ...shown.flatMap((match) => (match === undefined ? [] : [matchLine(match, message.text)])),
  ];
}

function matchLine({ claim, score, evidence, missing, ruledOutBy }: Match, text: string): string {
  const met = evidence.map(({ term, span, from }) =>
    from === undefined ? `${term} "${text.slice(span.start, span.end)}"` : `${term} (${from} back)`,
  );
  const lacks = missing.length === 0 ? '' : `; missing ${missing.join(', ')}`;
  const out = ruledOutBy.length === 0 ? '' : `; ruled out by ${ruledOutBy.join(', ')}`;
  return `  ${claim} ${score.toFixed(2)}: ${met.join(', ')}${lacks}${out}`;
}

function isPositive({ message }: Outcome): boolean {
  return message.claims.length > 0;
}

function topScore({ matches }: Outcome): number {
  return matches[0]?.score ?? 0;
}

function wantedScore({ message, matches }: Outcome): number {
  return matches.find(({ claim }) => message.claims.includes(claim))?.score ?? 0;
}

function count(outcomes: readonly Outcome[], what: 'hit' | 'reached' | 'wrong'): number {
  return outcomes.filter((outcome) => outcome[what]).length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${(part / whole).toFixed(3)} (${part} of ${whole})`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}%`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  return [line(head), ...rows.map(line)];
}
