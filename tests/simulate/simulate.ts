import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../fixtures/postgres.ts';
import { seeded } from './random.ts';
import { MARK } from './week.ts';
import { type Outcomes, simulate } from './world.ts';
import { filesWith } from './written-bytes.ts';

/**
 * `npm run -s simulate [messages] [seed]`: a week of a newsroom workspace, half of it on a SQLite file, half on Postgres with two
 * moderators at once. Prints what happened; the last line is the result. The status is 1 when a promise was not kept.
 */
const messages = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? Date.now() % 100_000);

const began = performance.now();
const broken = [...(await onSqlite()), ...(await onPostgres())];
const seconds = ((performance.now() - began) / 1000).toFixed(1);
for (const one of broken.slice(0, 50)) console.log(`BROKEN ${one}`);
console.log(
  broken.length === 0
    ? `ok: every invariant held over ${messages} messages in ${seconds} s (seed ${seed})`
    : `failed: ${broken.length} promises were not kept (seed ${seed})`,
);
process.exitCode = broken.length === 0 ? 0 : 1;

async function onSqlite(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-simulate-'));
  try {
    const result = await simulate({
      address: { kind: 'sqlite', file: join(folder, 'sidenote.db') },
      processes: 1,
      messages: Math.floor(messages / 2),
      random: seeded(seed),
    });
    report('SQLite, one process', result);
    return [...result.broken, ...filesWith(folder, MARK).map(textOn)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(): Promise<readonly string[]> {
  const server = await startPostgres();
  try {
    const result = await simulate({
      address: { kind: 'postgres', url: await server.database() },
      processes: 2,
      messages: Math.ceil(messages / 2),
      random: seeded(seed + 1),
    });
    report('Postgres, two moderators', result);
    return [...result.broken, ...filesWith(server.folder, MARK).map(textOn)];
  } finally {
    await server.stop();
  }
}

function report(where: string, { figures, broken: found }: Outcomes): void {
  const counted = Object.entries(figures).map(([name, count]) => `${count} ${name}`);
  console.log(`${where}: ${counted.join(', ')}; ${found.length} broken`);
}

function textOn(file: string): string {
  return `${file} holds words of a message`;
}
