import type { Claim, Response } from '../claims/claim.ts';
import { exact, inWords } from '../claims/partial-date.ts';
import { originsOf, sourcesByRank } from '../claims/provenance.ts';
import type { Source } from '../claims/source.ts';
import type { Answer, Control, Line, Part, Run } from './answer.ts';
import { verificationWord } from './card.ts';
import { plain } from './card-lines.ts';

/** So many characters, addresses included, fit one message on either platform with escapes and controls (Discord: 4,000). */
const PAGE = 3200;

const ANSWERED: Record<Response['kind'], string> = {
  denial: 'Denied by',
  confirmation: 'Confirmed by',
  partial: 'Partial answer from',
  'no-comment': 'No comment from',
};
const KINDS: Record<Source['kind'], string> = {
  primary: 'primary source',
  reporting: 'reporting',
  secondary: 'relays others',
};
const READ: Record<Source['read'], string> = {
  page: 'read in full',
  excerpt: 'read in part',
  relay: 'as relayed, original not seen',
};

/** Some items under a heading; a long section goes on over several pages. */
interface Section {
  readonly heading: string;
  readonly items: readonly Line[];
}

/**
 * Everything that the database holds of a claim, as pages that each fit one message: the claim and why its status follows, its
 * parts, every response, what is known, what is often got wrong, origins, sources. Never empty.
 */
export function fullContext(claim: Claim): readonly (readonly Part[])[] {
  const pages: Part[][] = [];
  let room = 0;
  for (const { heading, items } of sections(claim)) {
    let open: Line[] | undefined;
    for (const item of items) {
      const size = plain(item).length + 4;
      if (size > room) {
        pages.push([]);
        room = PAGE;
        open = undefined;
      }
      if (open === undefined) {
        open = [];
        pages.at(-1)?.push({ kind: 'heading', text: heading }, { kind: 'list', items: open });
        room -= heading.length + 5;
      }
      open.push(item);
      room -= size;
    }
  }
  return pages;
}

/**
 * One page of a claim's full context, counted from 1, with buttons for its neighbours: `full:<claim>:<page>`. A first page answers
 * privately; the others take its place.
 */
export function fullContextAnswer(claim: Claim, asked = 1, publicUrl?: string): Answer {
  const pages = fullContext(claim);
  const page = Math.min(Math.max(1, Math.trunc(asked) || 1), pages.length);
  const turn = (to: number, label: string): Control[] =>
    to < 1 || to > pages.length
      ? []
      : [{ kind: 'button', label, style: 'neutral', press: `full:${claim.id}:${to}` }];
  return {
    kind: 'reply',
    parts: pages[page - 1] ?? [],
    controls: [
      ...turn(page - 1, 'Back'),
      ...turn(page + 1, `Next (${page + 1} of ${pages.length})`),
      ...pageLink(claim.id, publicUrl),
    ],
  };
}

/** A link to the claim's public page, where there is one. */
export function pageLink(claim: string, publicUrl: string | undefined): Control[] {
  return publicUrl === undefined
    ? []
    : [{ kind: 'link', label: 'Open its page', url: `${publicUrl}/claims/${claim}` }];
}

function sections(claim: Claim): readonly Section[] {
  const sources = (ids: readonly string[]) => named(claim, ids);
  const all: readonly Section[] = [
    { heading: claim.title, items: opening(claim) },
    {
      heading: 'Its parts, each with its own status',
      items: claim.parts.map((part) => [
        { text: verificationWord(part.verification), strong: true },
        { text: `: ${part.statement}` },
        ...sources(part.sources),
      ]),
    },
    { heading: 'What those concerned say', items: answers(claim) },
    {
      heading: 'What is known',
      items: claim.known.map(({ date, text, sources: ids }) => [
        { text: inWords(date), strong: true },
        { text: `: ${text}` },
        ...sources(ids),
      ]),
    },
    {
      heading: 'Often got wrong',
      items: claim.wrong.map(({ text, sources: ids }) => [{ text }, ...sources(ids)]),
    },
    { heading: 'Where it first came from', items: origins(claim) },
    { heading: 'All sources', items: sourcesByRank(claim).map(sourceLine) },
  ];
  return all.filter(({ items }) => items.length > 0);
}

function opening(claim: Claim): Line[] {
  const status = claim.lifecycle === 'retired' ? 'Withdrawn' : verificationWord(claim.verification);
  const claimants = claim.claimants.map(({ name, role }) =>
    role === undefined ? name : `${name} (${role})`,
  );
  return [
    [{ text: status, strong: true }, { text: `: ${claim.statement}` }],
    [{ text: 'Why this status', strong: true }, { text: `: ${claim.reason}` }],
    [{ text: 'Claimed by', strong: true }, { text: `: ${claimants.join('; ')}` }],
    [
      { text: 'As of', strong: true },
      { text: ` ${inWords(claim.asOf)}; an editor last looked on ${inWords(claim.checkedOn)}` },
    ],
  ];
}

function answers(claim: Claim): Line[] {
  const newestFirst = claim.responses.toSorted((a, b) =>
    exact(b.date).localeCompare(exact(a.date)),
  );
  return [
    ...newestFirst.map((response) => answer(claim, response)),
    ...claim.noneFound.map(({ kind, checkedOn, note }) => [
      { text: `No ${kind} found`, strong: true },
      {
        text: ` when an editor last looked, ${inWords(checkedOn)}${note ? `. ${sentence(note)}` : ''}`,
      },
    ]),
  ];
}

function answer(claim: Claim, response: Response): Line {
  const { kind, who, role, date, says, quote, note, sources } = response;
  const party = [who, role, response.for && `for ${response.for}`, inWords(date)];
  const quoted = quote === undefined ? '' : ` In their words: “${quote.replace(/\.$/, '')}”.`;
  return [
    { text: ANSWERED[kind], strong: true },
    { text: ` ${party.filter(Boolean).join(', ')}: ${sentence(says)}${quoted}` },
    { text: note === undefined ? '' : ` ${sentence(note)}` },
    ...named(claim, sources),
  ];
}

function origins(claim: Claim): Line[] {
  return originsOf(claim).map(({ origin, sources }) => [
    { text: origin.name, strong: true },
    { text: origin.note === undefined ? '' : `. ${sentence(origin.note)}` },
    { text: ` [${sources.map(({ publisher }) => publisher).join(', ')}]` },
  ]);
}

/** The sources of a statement by publisher, in brackets. */
function named(claim: Claim, ids: readonly string[]): Run[] {
  return references(ids.map((id) => claim.sources[id]).filter((source) => source !== undefined));
}

function references(sources: readonly Source[]): Run[] {
  if (sources.length === 0) return [];
  const runs = sources.flatMap((source, at) => [
    { text: at === 0 ? ' [' : ', ' },
    { text: source.publisher, ...(source.url === undefined ? {} : { url: source.url }) },
    { text: source.read === 'relay' ? ' (relayed)' : '' },
  ]);
  return [...runs, { text: ']' }].filter(({ text }) => text !== '');
}

function sourceLine(source: Source): Line {
  const { publisher, via, headline, date, kind, url, read, note } = source;
  const title = headline === undefined ? publisher : `${publisher}, “${headline}”`;
  const about = [via && `on ${via}`, inWords(date), KINDS[kind], READ[read]].filter(Boolean);
  return [
    { text: title, ...(url === undefined ? {} : { url }) },
    { text: `, ${about.join(', ')}` },
    ...(note === undefined ? [] : [{ text: `. ${sentence(note)}` }]),
  ];
}

function sentence(text: string): string {
  return /[.!?…”"]$/.test(text) ? text : `${text}.`;
}
