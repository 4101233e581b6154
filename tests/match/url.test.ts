import { expect, test } from 'vitest';
import { canonicalUrl } from '../../src/match/url.ts';

test.each([
  ['scheme, www and trailing slash', 'http://www.example.org/a/', 'example.org/a'],
  [
    'tracking parameters and fragment',
    'https://example.org/a?utm_source=x&fbclid=1#top',
    'example.org/a',
  ],
  ['a query that is the address', 'https://example.org/a?id=7&b=2', 'example.org/a?b=2&id=7'],
  ['mobile hosts', 'https://m.example.org/a', 'example.org/a'],
  ['AMP paths', 'https://example.org/a/amp/', 'example.org/a'],
  ['AMP hosts', 'https://amp.example.org/a', 'example.org/a'],
  ["Google's AMP viewer", 'https://www.google.com/amp/s/www.example.org/a', 'example.org/a'],
  ['AMP caches', 'https://example-org.cdn.ampproject.org/c/s/example.org/a', 'example.org/a'],
  ['a video', 'https://www.youtube.com/watch?v=abc&feature=share', 'youtube.com/watch?v=abc'],
  ['no scheme', 'example.org/a', 'example.org/a'],
])('%s', (_, address, expected) => {
  expect(canonicalUrl(address)).toBe(expected);
});

test('what is no web address has no canonical form', () => {
  expect(canonicalUrl('ftp://example.org/a')).toBeUndefined();
  expect(canonicalUrl('https://')).toBeUndefined();
});

test('the canonical form of a canonical form is itself', () => {
  const url = canonicalUrl('https://www.m.example.org/a/index.html?b=1') ?? '';
  expect(canonicalUrl(url)).toBe(url);
});
