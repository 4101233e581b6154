import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { claimFolder } from './fixtures/claim-folder.ts';

const ROOT = join(import.meta.dirname, '..');
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0).toReversed()) clean();
});

/** A started program: its address, and how it ends. */
interface Started {
  readonly child: ChildProcess;
  readonly address: string;
  readonly ended: Promise<number | null>;
  errors(): string;
}

async function start(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Started> {
  const data = mkdtempSync(join(tmpdir(), 'sidenote-data-'));
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATA_DIR: data, ...env },
    detached: true,
  });
  let out = '';
  let err = '';
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  cleanups.push(
    () => rmSync(data, { recursive: true, force: true }),
    () => child.exitCode ?? child.signalCode ?? process.kill(-(child.pid ?? 0), 'SIGKILL'),
  );
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      const found = /ready.*(http:\/\/\S+)/.exec(out)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
  return { child, address, ended, errors: () => err };
}

const program = (env?: Record<string, string>) =>
  start(process.execPath, ['src/cli.ts', 'start'], env);

describe('npm start', () => {
  it('opens the desk without any token and stops cleanly on SIGTERM to npm alone', async () => {
    const { child, address, ended, errors } = await start('npm', ['start']);
    expect((await fetch(address)).status).toBe(200);
    child.kill('SIGTERM');
    await ended;
    expect(errors()).toContain('"msg":"stopped"');
    await expect(fetch(address)).rejects.toThrow();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops cleanly on %s to the process group',
    async (signal) => {
      const { child, address, ended, errors } = await start('npm', ['start']);
      process.kill(-(child.pid ?? 0), signal);
      await ended;
      expect(errors()).toContain('"msg":"stopped"');
      await expect(fetch(address)).rejects.toThrow();
    },
  );
});

it('says in one line that its port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  cleanups.push(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(program({ PORT: String(port) })).rejects.toThrow(
    `ended with 1: Port ${port} on 127.0.0.1 is taken; set PORT to another, or to 0 for a free one.\n`,
  );
});

it('takes a changed claim into use, and keeps the last good database when a change has a fault', async () => {
  const { folder, remove } = claimFolder();
  cleanups.push(remove);
  const { address, child, ended } = await program({ CLAIMS_DIR: folder });
  const file = join(folder, 'bridges', 'mayor-bridge-call.yaml');
  const sound = readFileSync(file, 'utf8');
  const page = async (path: string) => (await fetch(`${address}${path}`)).text();
  const until = async (path: string, words: string) => {
    for (;;) if ((await page(path)).includes(words)) return;
  };
  writeFileSync(file, sound.replace("The mayor's call about the bridge", 'A title written anew'));
  await until('/claims', 'A title written anew');
  writeFileSync(file, sound.replace('verification: reported', 'verification: dubious'));
  await until('/claims', 'is not a known value; write one of confirmed');
  expect(await page('/claims')).toContain('A title written anew');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
