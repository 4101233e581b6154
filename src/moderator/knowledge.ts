import type { Place } from '../message.ts';
import { finderOf } from '../moderate/finder.ts';
import type { Knowledge } from '../moderate/found.ts';
import type { Reader } from '../moderate/reader.ts';
import { type Talk, talkIn } from '../moderate/talk.ts';
import type { Core } from './core.ts';

const KNOWN = new WeakMap<Reader, Knowledge>();

/** What questions are answered from: the claims as of the last reload, made findable once. */
export function knowledgeOf(core: Pick<Core, 'reader'>): Knowledge {
  const reader = core.reader();
  const known = KNOWN.get(reader) ?? {
    database: reader.database,
    matcher: reader.matcher,
    finder: finderOf(reader.database),
  };
  KNOWN.set(reader, known);
  return known;
}

/** What a conversation is about, from memory, and how many messages of it are at hand. */
export function talkHere(
  core: Pick<Core, 'reader' | 'conversations' | 'now'>,
  place: Place,
  thread: string | undefined,
): { readonly talk: Talk; readonly read: number } {
  const texts = core.conversations.earlier(place, thread, core.now());
  return { talk: talkIn(texts, core.reader().matcher), read: texts.length };
}
