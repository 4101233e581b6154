import { inFewWords, inWords } from '../claims/partial-date.ts';
import type { Line, Run } from './answer.ts';
import { type Card, type CardResponse, type CardSource, verificationWord } from './card.ts';

/** A card is read in ten seconds: at most so many lines and characters. */
export const MOST_LINES = 8;
export const MOST_CHARACTERS = 700;

/** What a line of a card says; renderers may set each kind apart. The first line is always `claim`. */
export interface CardLine {
  readonly kind: 'claim' | 'response' | 'none-found' | 'source' | 'origins';
  readonly line: Line;
}

const ANSWERED: Record<CardResponse['kind'], string> = {
  denial: 'Denied by',
  confirmation: 'Confirmed by',
  partial: 'Partial answer from',
  'no-comment': 'No comment from',
};

/**
 * The words of a card, the same on every platform. The claim with its status, the first responses and the origins always stand;
 * the source, further responses and the headline only as long as the card keeps its size, the earlier before the later.
 */
export function cardLines(card: Card): readonly CardLine[] {
  const wishes: readonly Wish[] = [
    { source: 'with headline', further: 2 },
    { source: 'by name', further: 2 },
    { source: 'by name', further: 1 },
    { source: 'by name', further: 0 },
  ];
  const drawn = wishes.map((wish) => compose(card, wish));
  return (
    drawn.find((lines) => fits(lines, visible)) ?? compose(card, { source: 'none', further: 0 })
  );
}

/** The card as plain text, one line each, with the source's address where there is room: for terminals and screen readers. */
export function cardText(card: Card): string {
  const lines = cardLines(card);
  const drawn = fits(lines, plain) ? plain : visible;
  return lines.map(({ line }) => drawn(line)).join('\n');
}

/** A line without its formatting; addresses stand in brackets behind their words. */
export function plain(line: Line): string {
  return line.map(({ text, url }) => (url === undefined ? text : `${text} (${url})`)).join('');
}

/** What a reader sees of a line where links are drawn as links. */
function visible(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** What a card would carry besides what always stands. */
interface Wish {
  readonly source: 'with headline' | 'by name' | 'none';
  readonly further: number;
}

function compose(card: Card, wish: Wish): readonly CardLine[] {
  const responses = [...card.responses, ...card.further.slice(0, wish.further)];
  return [
    { kind: 'claim', line: claimLine(card) },
    ...responses.map((response): CardLine => ({ kind: 'response', line: responseLine(response) })),
    ...card.noneFound.map((text): CardLine => ({ kind: 'none-found', line: [{ text }] })),
    ...(wish.source === 'none'
      ? []
      : [{ kind: 'source' as const, line: sourceLine(card.source, wish) }]),
    { kind: 'origins', line: originsLine(card) },
  ];
}

function fits(lines: readonly CardLine[], drawn: (line: Line) => string): boolean {
  const text = lines.map(({ line }) => drawn(line)).join('\n');
  return lines.length <= MOST_LINES && text.length <= MOST_CHARACTERS;
}

function claimLine(card: Card): Line {
  const status = card.retired ? 'Withdrawn' : verificationWord(card.verification);
  return [{ text: status, strong: true }, { text: `: ${card.statement}` }];
}

function responseLine({ kind, who, role, date, says, relayed }: CardResponse): Line {
  const party = [who, role, inFewWords(date)].filter((part) => part !== undefined).join(', ');
  const caveat = relayed ? ' (as relayed, original not seen)' : '';
  return [{ text: ANSWERED[kind], strong: true }, { text: ` ${party}: ${says}${caveat}` }];
}

function sourceLine({ publisher, headline, date, url, relayed }: CardSource, wish: Wish): Line {
  const title = headline === undefined || wish.source !== 'with headline' ? '' : `, “${headline}”`;
  const name: Run = { text: `${publisher}${title}`, ...(url === undefined ? {} : { url }) };
  const caveat = relayed ? ', as relayed, original not seen' : '';
  return [
    { text: 'Source', strong: true },
    { text: ': ' },
    name,
    { text: `, ${inFewWords(date)}${caveat}` },
  ];
}

function originsLine({ origins, asOf }: Card): Line {
  const count = origins === 1 ? '1 independent origin' : `${origins} independent origins`;
  return [{ text: `${count} · as of ${inWords(asOf)}` }];
}
