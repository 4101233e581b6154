import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from '../../../src/platforms/slack/turns.ts';

it('keeps the order of what came under one key, also after something failed', async () => {
  const turns = new Turns();
  const done: number[] = [];
  const failing = turns.take('C1', async () => {
    throw new Error('on purpose');
  });
  const rest = [1, 2, 3].map((n) => turns.take('C1', async () => void done.push(n)));
  await expect(failing).rejects.toThrow('on purpose');
  await Promise.all(rest);
  expect(done).toEqual([1, 2, 3]);
});

it('lets the event loop turn in a flood of work that waits for nothing', async () => {
  const turns = new Turns();
  let done = 0;
  const flood = Array.from({ length: 100 }, () =>
    turns.take('C1', async () => {
      done += 1;
    }),
  );
  await nextTurn();
  await nextTurn();
  expect(done).toBeLessThan(100);
  await Promise.all(flood);
  expect(done).toBe(100);
});
