import { describe, expect, test } from 'vitest';
import { fold } from '../../src/match/fold.ts';
import { lexiconOf } from './lexicon.ts';

const LEXICON = lexiconOf('starlink elon musk putin spacex pentagon clearance s500 force talk');
const LENGTH = 50_000;

describe('the work grows with the length and no faster', () => {
  test.each([
    'a',
    'a ',
    'e l o n ',
    '`',
    '`a`',
    '`a\n',
    '<',
    '<@1',
    '<:a:1>',
    ':',
    ':ab',
    '> x\n',
    '```\n',
    'http://',
    'http://a ',
    'www.',
    '$',
    '1',
    '!i1',
    'p*tin ',
    'm.u.s.k ',
    '\u200b',
    '\u0301',
    '🇷🇺',
    '#ElonMusk ',
    'aB',
    'ﷺ',
    '\ud83d',
    "'",
    '9,',
    '9.',
  ])('%j, over and over', (piece) => {
    const short = fold(piece.repeat(LENGTH / piece.length), LEXICON).steps;
    const long = fold(piece.repeat((4 * LENGTH) / piece.length), LEXICON).steps;
    expect(long).toBeLessThanOrEqual(5 * short);
    expect(long).toBeLessThanOrEqual(8 * 4 * LENGTH);
  });
});
