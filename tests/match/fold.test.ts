import { describe, expect, test } from 'vitest';
import { fold, foldedText } from '../../src/match/fold.ts';
import { lexiconOf } from './lexicon.ts';

const LEXICON = lexiconOf('starlink elon musk putin spacex pentagon clearance s500 air force маск');

function folded(text: string): string {
  return foldedText(fold(text, LEXICON));
}

describe('folding undoes what people do to words', () => {
  test.each([
    ['case and possessives', "Musk's STARLINK", 'musk starlink'],
    ['full-width and styled letters', 'ｓｐａｃｅｘ 𝓹𝓾𝓽𝓲𝓷', 'spacex putin'],
    ['marks and zero-width characters', 'Pu\u0301tin st\u200barlink', 'putin starlink'],
    ['look-alikes of other scripts', 'Еlоn Мusk', 'elon musk'],
    ['Greek capitals', 'ΜUЅΚ', 'musk'],
    ['leetspeak', '$t4rl1nk c1earance', 'starlink clearance'],
    ['a star for a vowel', 'p*tin', 'putin'],
    ['spaced letters', 'e l o n m u s k said', 'elon musk said'],
    ['punctuated letters', 'p.u.t.i.n S_5_0_0 a.i.r.', 'putin s500 air'],
    ['markdown within a word', 'st**ar**link `star`link', 'starlink starlink'],
    [
      'hashtags and handles',
      '#ElonMusk @SpaceX #elonmuskputin',
      'elon musk spacex elon musk putin',
    ],
    ['numbers', '9,500 9.5k $15bn 95% 480km', '9500 9500 15 billion 95 percent 480 km'],
    ['Russian names stay readable', 'Маск и', 'маск и'],
    ['mentions, emoji and short codes', '<@123> musk <:rocket:99> :smile:', 'musk'],
  ])('%s', (_, text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  test('leaves words alone that hide nothing', () => {
    expect(folded('don’t e-mail AC/DC at 5 pm')).toBe('dont e mail ac dc at 5 pm');
  });
});

describe('folding sets apart what the author did not say', () => {
  test('quoted lines, code and the rest are told apart', () => {
    const { words } = fold('> putin\nmusk `elon` starlink\n```\nspacex\n```', LEXICON);
    expect(words.text.map((word, at) => [word, words.zones[at]])).toEqual([
      ['putin', 1],
      ['musk', 0],
      ['elon', 2],
      ['starlink', 0],
      ['spacex', 2],
    ]);
  });

  test('addresses are taken out in their canonical spelling', () => {
    const { words, links } = fold('see https://www.example.org/a/?utm_source=x#top now', LEXICON);
    expect(words.text).toEqual(['see', 'now']);
    expect(links.map(({ url }) => url)).toEqual(['example.org/a']);
  });

  test("a label of Slack's link is read, its address is not", () => {
    const { words } = fold('<https://example.org/putin|musk said>', LEXICON);
    expect(words.text).toEqual(['musk', 'said']);
  });
});

test('every word knows where it stands in the original', () => {
  const text = 'Hey **Musk**: e l o n and $t4rl1nk!';
  const { words } = fold(text, LEXICON);
  const shown = words.text.map((word, at) => [word, text.slice(words.starts[at], words.ends[at])]);
  expect(shown).toEqual([
    ['hey', 'Hey'],
    ['musk', 'Musk'],
    ['elon', 'e l o n'],
    ['and', 'and'],
    ['starlink', 't4rl1nk'],
  ]);
});
