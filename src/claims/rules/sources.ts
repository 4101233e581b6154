import type { Claim } from '../claim.ts';
import type { Finding } from '../fault.ts';
import { error, type LintContext, type Rule } from '../rule.ts';

/** At most so many words of somebody else's text: a quotation, not a reprint (the dossier's own limit). */
const QUOTE_WORDS = 25;

/** What may stand as a source, and how it must be named. */
export const SOURCE_RULES: readonly Rule[] = [
  noRefusedHost,
  relayHasNoLink,
  seenHasLink,
  notMachineWritten,
  originIsNamed,
  quotesAreShort,
  urlsAreSources,
];

function noRefusedHost(claim: Claim, { refusedHosts }: LintContext): readonly Finding[] {
  return eachSource(claim, (source, path) => {
    const host = source.url === undefined ? undefined : refusedHost(source.url, refusedHosts);
    if (host === undefined) return [];
    return [
      error(
        [...path, 'url'],
        `leads to ${host}, which is refused (${refusedHosts[host]}); name the original without a url and write "read: relay"`,
      ),
    ];
  });
}

function relayHasNoLink(claim: Claim): readonly Finding[] {
  return eachSource(claim, (source, path) =>
    source.read === 'relay' && source.url !== undefined
      ? [
          error(
            [...path, 'url'],
            'is given for a relay; remove it (the original was not seen) or correct "read"',
          ),
        ]
      : [],
  );
}

function seenHasLink(claim: Claim): readonly Finding[] {
  return eachSource(claim, (source, path) =>
    source.read !== 'relay' && source.url === undefined
      ? [
          error(
            [...path, 'read'],
            `is "${source.read}" but there is no url; add the url or write "read: relay"`,
          ),
        ]
      : [],
  );
}

const MACHINE_WRITTEN =
  /\b(ai[- ](written|generated|mode|summary|overview)|machine[- ](written|generated)|chatgpt|content farm)\b/i;

function notMachineWritten(claim: Claim): readonly Finding[] {
  return eachSource(claim, (source, path) =>
    MACHINE_WRITTEN.test([source.publisher, source.via, source.note].join(' '))
      ? [error(path, 'is machine-written or a content farm; such a text is no source: remove it')]
      : [],
  );
}

function originIsNamed(claim: Claim): readonly Finding[] {
  return eachSource(claim, (source, path) =>
    source.origin in claim.origins
      ? []
      : [
          error(
            [...path, 'origin'],
            `"${source.origin}" is not among the origins; add it there with a name`,
          ),
        ],
  );
}

function quotesAreShort(claim: Claim): readonly Finding[] {
  return claim.responses.flatMap(({ quote }, index) => {
    const count = quote?.trim().split(/\s+/).length ?? 0;
    return count <= QUOTE_WORDS
      ? []
      : [
          error(
            ['responses', index, 'quote'],
            `has ${count} words; cut it to ${QUOTE_WORDS} and say the rest in your own`,
          ),
        ];
  });
}

function urlsAreSources(claim: Claim): readonly Finding[] {
  const known = new Set(Object.values(claim.sources).map(({ url }) => url));
  const appearances = claim.appearances.flatMap((url, index) =>
    known.has(url)
      ? []
      : [
          error(
            ['appearances', index],
            'is the url of no source here; add the source or remove it',
          ),
        ],
  );
  return [...appearances, ...urlsInProse(claim)];
}

function urlsInProse(claim: Claim): readonly Finding[] {
  const prose: [Finding['path'], string][] = [
    [['statement'], claim.statement],
    [['reason'], claim.reason],
    ...claim.known.map(({ text }, i): [Finding['path'], string] => [['known', i, 'text'], text]),
    ...claim.responses.map(({ says }, i): [Finding['path'], string] => [
      ['responses', i, 'says'],
      says,
    ]),
    ...claim.wrong.map(({ text }, i): [Finding['path'], string] => [['wrong', i, 'text'], text]),
  ];
  return prose
    .filter(([, text]) => /https?:\/\//.test(text))
    .map(([path]) =>
      error(path, 'holds a web address; make it a source and name its id under sources'),
    );
}

function eachSource(
  claim: Claim,
  find: (source: Claim['sources'][string], path: Finding['path']) => readonly Finding[],
): readonly Finding[] {
  return Object.entries(claim.sources).flatMap(([id, source]) => find(source, ['sources', id]));
}

/** The refused host that a URL is on, itself or as a subdomain. */
function refusedHost(url: string, refused: LintContext['refusedHosts']): string | undefined {
  const labels = new URL(url).hostname.replace(/^www\./, '').split('.');
  const names = labels.map((_, index) => labels.slice(index).join('.'));
  return names.find((name) => Object.hasOwn(refused, name));
}
