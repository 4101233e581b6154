import { describe, expect, it } from 'vitest';
import { ownMatcher } from './database.ts';

const matcher = ownMatcher();

/** The claim that a card would be about, after what was said before. */
function posted(text: string, ...before: string[]): string | undefined {
  const [best] = matcher.read(text, before).matches;
  return best !== undefined && matcher.posts(best) ? best.claim : undefined;
}

describe('a message that names somebody of its own', () => {
  it.each(['I think that Elon has a good point about cars', 'Musk has three children in Texas'])(
    'borrows no thing that was only talked about before: %s',
    (text) => {
      expect(posted(text, 'Musk holds a top secret clearance')).toBeUndefined();
    },
  );

  it('keeps its own claim', () => {
    expect(posted('Musk has spoken with Kiriyenko', 'Musk holds a top secret clearance')).toBe(
      'musk-kiriyenko-contact',
    );
  });
});

it('gives a pronoun its person from the message before', () => {
  const said = 'he had it switched off so the drone attack near crimea failed';
  expect(posted(said, 'reading about musk and starlink again')).toBe('starlink-crimea-2022');
});

it('leans with one word of its own only on what was said just before', () => {
  const claimed = 'everyone says putin asked musk to keep starlink off over taiwan for xi';
  expect(posted('ask him', claimed, 'lol', 'nice weather', 'who is up for a game')).toBeUndefined();
});
