import { request } from 'node:http';
import { expect, it } from 'vitest';
import { CannotListen, listen } from '../../src/desk/listen.ts';
import { deskBench } from './desk-bench.ts';

it('listens on a free port, answers, and stops with connections open', async () => {
  const desk = await listen(deskBench().app, '127.0.0.1', 0);
  expect(desk.address).toBe(`http://127.0.0.1:${desk.port}`);
  const response = await fetch(`${desk.address}/claims`);
  expect(response.status).toBe(200);
  const idle = request(`${desk.address}/claims`, {
    method: 'POST',
    headers: { 'content-length': 10 },
  });
  idle.on('error', () => undefined);
  idle.flushHeaders();
  await desk.stop();
  await expect(fetch(`${desk.address}/claims`)).rejects.toThrow();
});

it('takes a form over the wire and refuses a foreign Host', async () => {
  const desk = await listen(deskBench().app, '127.0.0.1', 0);
  const body = new URLSearchParams({ text: 'did the mayor call the builder' });
  const fragment = await (await fetch(`${desk.address}/try`, { method: 'POST', body })).text();
  expect(fragment).toContain('The mayor&#39;s call about the bridge');
  const status = await new Promise((resolve) => {
    const foreign = request(desk.address, { headers: { host: 'evil.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    foreign.end();
  });
  expect(status).toBe(421);
  await desk.stop();
});

it('says in one line what to do about a taken port', async () => {
  const first = await listen(deskBench().app, '127.0.0.1', 0);
  const second = listen(deskBench().app, '127.0.0.1', first.port);
  await expect(second).rejects.toThrow(CannotListen);
  await expect(second).rejects.toThrow(
    `Port ${first.port} on 127.0.0.1 is taken; set PORT to another, or to 0 for a free one.`,
  );
  await first.stop();
});
