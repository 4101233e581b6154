import { describe, expect, it } from 'vitest';
import {
  BREAKER_WINDOW,
  capAfter,
  capWith,
  opensBreaker,
  type Verdict,
} from '../../src/moderate/feedback.ts';
import type { Rung } from '../../src/moderate/rung.ts';

function verdicts(subjects: string, rung: Rung = 'channel'): Verdict[] {
  return [...subjects].map((subject, at) => ({ subject, rung, at }));
}

describe('"not about this"', () => {
  it.each([
    ['', 'channel', undefined],
    ['a', 'channel', undefined],
    ['aa', 'channel', undefined],
    ['ab', 'channel', 'thread'],
    ['ab', 'thread', 'queue'],
    ['ab', 'queue', 'shadow'],
    ['aabb', 'channel', 'thread'],
    ['abc', 'channel', 'thread'],
    ['abcd', 'channel', 'queue'],
    ['abcdefgh', 'channel', 'shadow'],
  ] as const)('on cards %j at %s lowers the claim to %s', (subjects, rung, cap) => {
    expect(capAfter(verdicts(subjects, rung))).toBe(cap);
  });

  it.each([
    ['what nobody held', undefined, undefined, 'thread', 'thread'],
    ['what verdicts held, lower', 'thread', 'thread', 'queue', 'queue'],
    ['what verdicts held, free', 'thread', 'thread', undefined, undefined],
    ['nothing held by hand that verdicts do not change', 'queue', undefined, undefined, 'queue'],
    ['nothing held by hand higher', 'queue', 'thread', undefined, 'queue'],
    ['what is held by hand lower', 'thread', undefined, 'queue', 'queue'],
    ['nothing that was lifted by hand', undefined, 'thread', 'thread', undefined],
  ] as const)('puts %s', (_, held, before, after, cap) => {
    expect(capWith(held, before, after)).toBe(cap);
  });

  it('never raises a claim that stands lower', () => {
    const low = verdicts('ab', 'queue');
    expect(capAfter([...low, ...verdicts('cd', 'channel')])).toBe('shadow');
  });
});

describe('the breaker', () => {
  it('opens at five different cards', () => {
    expect(opensBreaker(verdicts('abcd'), 5, undefined)).toBe(false);
    expect(opensBreaker(verdicts('aaaaa'), 5, undefined)).toBe(false);
    expect(opensBreaker(verdicts('abcde'), 5, undefined)).toBe(true);
  });

  it('counts ten minutes', () => {
    expect(opensBreaker(verdicts('abcde'), BREAKER_WINDOW - 1, undefined)).toBe(true);
    expect(opensBreaker(verdicts('abcde'), BREAKER_WINDOW, undefined)).toBe(false);
  });

  it('begins anew when a moderator closed it', () => {
    expect(opensBreaker(verdicts('abcde'), 6, 2)).toBe(false);
  });
});
