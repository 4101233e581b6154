import { inWords } from '../claims/partial-date.ts';
import type { Line, Run } from './answer.ts';
import { type Card, type CardResponse, type CardSource, verificationWord } from './card.ts';

/** A card is read in ten seconds: at most so many lines and characters, link addresses of the plain form included. */
export const MOST_LINES = 8;
export const MOST_CHARACTERS = 700;

/** What a line of a card says; renderers may set each kind apart. The first line is always `claim`. */
export interface CardLine {
  readonly kind: 'claim' | 'response' | 'none-found' | 'source' | 'origins';
  readonly line: Line;
}

const ANSWERED: Record<CardResponse['kind'], string> = {
  denial: 'Denied',
  confirmation: 'Confirmed',
  partial: 'Answered in part',
  'no-comment': 'No comment',
};

/**
 * The words of a card, the same on every platform. The claim with its status, the first responses, what was not found and the
 * origins always stand; the source and further responses only as long as the card keeps its size.
 */
export function cardLines(card: Card): readonly CardLine[] {
  const [first, second, third, ...further] = card.responses;
  const must = [first, second, third].filter((response) => response !== undefined);
  const variants: [readonly CardResponse[], SourceForm][] = [
    [[...must, ...further], 'with headline'],
    [[...must, ...further], 'bare'],
    [[...must, ...further.slice(0, 1)], 'with headline'],
    [[...must, ...further.slice(0, 1)], 'bare'],
    [must, 'with headline'],
    [must, 'bare'],
    [must, 'unlinked'],
  ];
  const drawn = variants.map(([responses, form]) => compose(card, responses, form));
  return drawn.find(fits) ?? compose(card, must, 'left out');
}

/** The card as plain text, one line each: for terminals, notifications and screen readers. */
export function cardText(card: Card): string {
  return cardLines(card)
    .map(({ line }) => plain(line))
    .join('\n');
}

/** A line without its formatting; addresses stand in brackets behind their words. */
export function plain(line: Line): string {
  return line.map(({ text, url }) => (url === undefined ? text : `${text} (${url})`)).join('');
}

type SourceForm = 'with headline' | 'bare' | 'unlinked' | 'left out';

function compose(
  card: Card,
  responses: readonly CardResponse[],
  form: SourceForm,
): readonly CardLine[] {
  return [
    { kind: 'claim', line: claimLine(card) },
    ...responses.map((response): CardLine => ({ kind: 'response', line: responseLine(response) })),
    ...card.noneFound.map((text): CardLine => ({ kind: 'none-found', line: [{ text }] })),
    ...(form === 'left out'
      ? []
      : [{ kind: 'source' as const, line: sourceLine(card.source, form) }]),
    { kind: 'origins', line: originsLine(card) },
  ];
}

function fits(lines: readonly CardLine[]): boolean {
  const text = lines.map(({ line }) => plain(line)).join('\n');
  return lines.length <= MOST_LINES && text.length <= MOST_CHARACTERS;
}

function claimLine(card: Card): Line {
  const status = card.retired ? 'Withdrawn' : verificationWord(card.verification);
  return [{ text: status, strong: true }, { text: `: ${card.statement}` }];
}

function responseLine({ kind, who, role, date, says, relayed }: CardResponse): Line {
  const party = [who, role, inWords(date)].filter((part) => part !== undefined).join(', ');
  const caveat = relayed ? ' (as relayed, original not seen)' : '';
  return [{ text: ANSWERED[kind], strong: true }, { text: `: ${party}: ${says}${caveat}` }];
}

function sourceLine(
  { publisher, headline, date, url, relayed }: CardSource,
  form: SourceForm,
): Line {
  const title = headline === undefined || form !== 'with headline' ? '' : `, “${headline}”`;
  const name: Run = {
    text: `${publisher}${title}`,
    ...(url === undefined || form === 'unlinked' ? {} : { url }),
  };
  const caveat = relayed ? ', as relayed, original not seen' : '';
  return [
    { text: 'Source', strong: true },
    { text: ': ' },
    name,
    { text: `, ${inWords(date)}${caveat}` },
  ];
}

function originsLine({ origins, asOf }: Card): Line {
  const count = origins === 1 ? '1 independent origin' : `${origins} independent origins`;
  return [{ text: `${count} · as of ${inWords(asOf)}` }];
}
