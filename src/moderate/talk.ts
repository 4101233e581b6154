import type { Matcher } from '../match/match.ts';

/** Claims that a conversation is about, with a weight each: the more and the later they came up, the greater. */
export type Talk = ReadonlyMap<string, number>;

/** Earlier messages weigh less: each counts nine tenths of the next. */
const FADING = 0.9;
/** So many earlier messages are read along with each, for what its pronouns stand for. */
const CONTEXT = 6;

/** What the messages of a conversation, oldest first, are about, as far as any would be enough to suggest a claim. */
export function talkIn(texts: readonly string[], matcher: Matcher): Talk {
  const talk = new Map<string, number>();
  for (const [at, text] of texts.entries()) {
    const reading = matcher.read(text, texts.slice(Math.max(0, at - CONTEXT), at));
    for (const match of reading.matches.filter((near) => matcher.suggests(near))) {
      const faded = match.score * FADING ** (texts.length - 1 - at);
      talk.set(match.claim, faded + (talk.get(match.claim) ?? 0));
    }
  }
  return new Map([...talk].toSorted(([, a], [, b]) => b - a));
}
