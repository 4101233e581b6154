import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { reply } from '../../../src/moderate/answer.ts';
import { scene } from './scene.ts';

function* texts(many: number): Generator<string> {
  for (let at = 0; at < many; at++) yield `message ${at} `.padEnd(400, 'x');
}

it('reads no more than it can work on, loses nothing, and keeps the order', async () => {
  const { discord, general, ana, handlers } = await scene();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const begun: string[] = [];
  let ended = 0;
  handlers.message = async ({ text }) => {
    begun.push(text.slice(0, 16));
    await held;
    ended += 1;
  };
  const many = 20_000;
  const flooding = discord.talk.flood(general, ana, texts(many));
  while (begun.length < 256) await wait(20);
  await wait(500);
  expect(begun.length).toBeLessThan(2000);
  release();
  await flooding;
  while (ended < many) await wait(20);
  expect(begun).toEqual([...texts(many)].map((text) => text.slice(0, 16)));
});

it('answers somebody while it works on a flood', async () => {
  const { discord, general, ana, handlers } = await scene();
  handlers.answer = () => reply('Here.');
  handlers.message = async () => {
    const until = performance.now() + 1;
    while (performance.now() < until);
  };
  const flooding = discord.talk.flood(general, ana, texts(2000));
  const asked = await discord.acts.command(ana, general, 'context', {});
  expect(asked.acknowledgement).toBe('message');
  await flooding;
});
