import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/message.ts';
import { Conversations } from '../../src/moderator/conversations.ts';
import { HOME } from '../fixtures/bench.ts';

const OTHER = { ...HOME, channel: 'c2' };

function message(id: string, more: Partial<Message> = {}): Message {
  const author = { id: 'ann', kind: 'person', roles: [] } as const;
  return { place: HOME, id, author, at: 0, text: `text of ${id}`, ...more };
}

/** A memory that has heard some messages. */
function heard(
  messages: readonly Message[],
  bounds?: ConstructorParameters<typeof Conversations>[0],
) {
  const memory = new Conversations(bounds);
  for (const one of messages) memory.remember(one);
  return memory;
}

describe('what was said', () => {
  it('is remembered in order, each conversation apart', () => {
    const memory = heard([
      message('a'),
      message('b', { place: OTHER }),
      message('c', { thread: 't' }),
      message('d'),
    ]);
    expect(memory.earlier(HOME, undefined, 0)).toEqual(['text of a', 'text of d']);
    expect(memory.earlier(HOME, 't', 0)).toEqual(['text of c']);
    expect(memory.before(message('d'), 0)).toEqual(['text of a']);
    expect(memory.before(message('e'), 0)).toEqual(['text of a', 'text of d']);
  });

  it('has its new wording when it was rewritten', () => {
    const memory = heard([message('a'), message('b'), message('a', { text: 'other' })]);
    expect(memory.earlier(HOME, undefined, 0)).toEqual(['other', 'text of b']);
  });

  it('tells who said it, while it is remembered', () => {
    const memory = heard([message('a')]);
    expect(memory.authorOf(HOME, undefined, 'a')).toBe('ann');
    memory.forget(HOME, ['a']);
    expect(memory.authorOf(HOME, undefined, 'a')).toBeUndefined();
  });
});

describe('what is forgotten', () => {
  const bounds = { messages: 2, characters: 10, age: 1000, all: 25 };

  it('is what is too much, too long or too old', () => {
    const memory = heard(
      [message('a'), message('b'), message('c', { text: 'x'.repeat(50) })],
      bounds,
    );
    expect(memory.earlier(HOME, undefined, 0)).toEqual(['text of b', 'x'.repeat(10)]);
    expect(memory.earlier(HOME, undefined, 1001)).toEqual([]);
  });

  it('is the conversation that was silent longest, when all are too large together', () => {
    const memory = heard(
      ['c1', 'c2', 'c3'].map((channel) => message(channel, { place: { ...HOME, channel } })),
      bounds,
    );
    expect(memory.size).toBe(20);
    expect(memory.earlier(HOME, undefined, 0)).toEqual([]);
    expect(memory.earlier({ ...HOME, channel: 'c3' }, undefined, 0)).toHaveLength(1);
  });

  it('is a person, a channel or a workspace on demand, and no more', () => {
    const bob = { author: { id: 'bob', kind: 'person', roles: [] } } as const;
    const all = [message('a'), message('b', bob), message('c', { place: OTHER, thread: 't' })];
    const kept = (change: (memory: Conversations) => void) => {
      const memory = heard(all);
      change(memory);
      return [...memory.earlier(HOME, undefined, 0), ...memory.earlier(OTHER, 't', 0)].map((text) =>
        text.at(-1),
      );
    };
    expect(kept((memory) => memory.forgetPerson(HOME, 'bob'))).toEqual(['a', 'c']);
    expect(kept((memory) => memory.forgetPlace(OTHER))).toEqual(['a', 'b']);
    expect(kept((memory) => memory.forgetWorkspace(HOME))).toEqual([]);
    expect(kept((memory) => memory.forgetWorkspace({ ...HOME, workspace: 'x' }))).toHaveLength(3);
  });
});
