import { type Message, type Place, placeKey } from '../message.ts';
import type { WorkspaceRef } from '../store/place.ts';

/** A message as it is remembered for a while. */
interface Remembered {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly at: number;
}

/** How much is remembered: messages of a conversation, characters of a message, milliseconds, characters in all. */
export interface MemoryBounds {
  readonly messages: number;
  readonly characters: number;
  readonly age: number;
  readonly all: number;
}

/** What a pronoun stands for was named a few messages ago, or is not to be guessed. */
const REACH = 4;

/** Twelve messages show what people talk about; half an hour later people talk about something else. */
const BOUNDS: MemoryBounds = { messages: 12, characters: 2000, age: 1_800_000, all: 8_000_000 };

/**
 * The last messages of each conversation (a channel or a thread), in memory only, bounded in number, size and age. What was said
 * longest ago is forgotten first.
 */
export class Conversations {
  readonly #bounds: MemoryBounds;
  /** By place and thread; the conversation spoken in last stands last. */
  readonly #kept = new Map<string, Remembered[]>();
  #size = 0;

  constructor(bounds: MemoryBounds = BOUNDS) {
    this.#bounds = bounds;
  }

  /** Remembers a message, or its new wording when it is remembered already. */
  remember({ place, thread, id, author, text, at }: Message): void {
    const key = conversationKey(place, thread);
    const kept = this.#kept.get(key) ?? [];
    const one = { id, author: author.id, text: text.slice(0, this.#bounds.characters), at };
    const known = kept.findIndex((other) => other.id === id);
    const next = known === -1 ? [...kept, one] : kept.with(known, one);
    this.#put(key, next.slice(-this.#bounds.messages));
    this.#shrink(at);
  }

  /** What was said in a conversation of late, oldest first. */
  earlier(place: Place, thread: string | undefined, now: number): readonly string[] {
    const kept = this.#kept.get(conversationKey(place, thread)) ?? [];
    return this.#fresh(kept, now);
  }

  /** What was said right before a message, oldest first: as far back as pronouns reach. */
  before(
    { place, thread, id }: Pick<Message, 'place' | 'thread' | 'id'>,
    now: number,
  ): readonly string[] {
    const kept = this.#kept.get(conversationKey(place, thread)) ?? [];
    const at = kept.findIndex((one) => one.id === id);
    return this.#fresh(kept.slice(0, at === -1 ? kept.length : at).slice(-REACH), now);
  }

  /** The platform's id of a message's author, while it is remembered. */
  authorOf(place: Place, thread: string | undefined, message: string): string | undefined {
    return this.#kept.get(conversationKey(place, thread))?.find(({ id }) => id === message)?.author;
  }

  /** Forgets messages that were deleted. */
  forget(place: Place, ids: readonly string[]): void {
    const gone = new Set(ids);
    this.#rewrite(`${placeKey(place)}#`, (kept) => kept.filter(({ id }) => !gone.has(id)));
  }

  /** Forgets all that somebody said in a workspace. */
  forgetPerson({ platform, workspace }: WorkspaceRef, person: string): void {
    this.#rewrite(`${platform}/${workspace}/`, (kept) =>
      kept.filter(({ author }) => author !== person),
    );
  }

  /** Forgets a channel with its threads. */
  forgetPlace(place: Place): void {
    this.#rewrite(`${placeKey(place)}#`, () => []);
  }

  /** Forgets a workspace. */
  forgetWorkspace({ platform, workspace }: WorkspaceRef): void {
    this.#rewrite(`${platform}/${workspace}/`, () => []);
  }

  /** How many characters are remembered in all. */
  get size(): number {
    return this.#size;
  }

  #fresh(kept: readonly Remembered[], now: number): readonly string[] {
    return kept.filter(({ at }) => now - at <= this.#bounds.age).map(({ text }) => text);
  }

  #rewrite(prefix: string, change: (kept: readonly Remembered[]) => Remembered[]): void {
    for (const [key, kept] of [...this.#kept])
      if (key.startsWith(prefix)) {
        const next = change(kept);
        if (next.length !== kept.length) this.#put(key, next);
      }
  }

  #put(key: string, next: Remembered[]): void {
    this.#size += characters(next) - characters(this.#kept.get(key) ?? []);
    this.#kept.delete(key);
    if (next.length > 0) this.#kept.set(key, next);
  }

  /** Forgets whole conversations, the oldest first, until the size is kept; and such as are too old anyway. */
  #shrink(now: number): void {
    for (const [key, kept] of this.#kept) {
      const last = kept.at(-1);
      const stale = last === undefined || now - last.at > this.#bounds.age;
      if (!stale && this.#size <= this.#bounds.all) return;
      this.#put(key, []);
    }
  }
}

function conversationKey(place: Place, thread: string | undefined): string {
  return `${placeKey(place)}#${thread ?? ''}`;
}

function characters(kept: readonly Remembered[]): number {
  return kept.reduce((sum, { text }) => sum + text.length, 0);
}
