import fc from 'fast-check';

/** How many texts are tried: `FUZZ_RUNS=100000 npx vitest run tests/match/fuzz.test.ts` for the whole run. */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 2000);

const PIECES = [
  'musk',
  'putin',
  'Starlink',
  'e l o n',
  '$t4rl1nk',
  'p.u.t.i.n',
  'Маск',
  'ΜUЅΚ',
  'talked to',
  'pu\u200btin',
  '#ElonMusk',
  'https://www.example.org/a?utm_source=b#c',
  '<https://example.org|x>',
  '<@123>',
  '<:a:1>',
  ':smile:',
  '> ',
  '>>> ',
  '```',
  '`',
  '**',
  '||',
  '\n',
  '. ',
  '\u202e',
  '\ufeff',
  '\u0301',
  'ﷺ',
  'İ',
  'ẞ',
  'ﬁ',
  '🇷🇺',
  '👩‍🚀',
  '\ud800',
  '9,500',
  '15bn',
  "'s",
  '’',
];

/** Messages of random characters of all planes, of words and tricks of our own, and of both mixed. */
export const anyMessage = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 8 })), {
      maxLength: 30,
    })
    .chain((pieces) => fc.constantFrom('', ' ').map((space) => pieces.join(space))),
);
