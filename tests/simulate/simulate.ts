import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../fixtures/postgres.ts';
import { seeded } from './random.ts';
import { MARK } from './week.ts';
import { type Simulation, simulate } from './world.ts';
import { filesWith } from './written-bytes.ts';

/**
 * `npm run -s simulate [messages] [seed]`: a week of a newsroom workspace, half of it on a SQLite file with one process, half on
 * Postgres with two, which are stopped and killed while they work. Prints what happened; the last line is the result. The status is
 * 1 when a promise was not kept.
 */
const messages = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? Date.now() % 100_000);

const began = performance.now();
const broken = (await Promise.all([onSqlite(), onPostgres()])).flat();
const seconds = ((performance.now() - began) / 1000).toFixed(1);
for (const one of broken.slice(0, 50)) console.log(`BROKEN ${one}`);
console.log(
  broken.length === 0
    ? `ok: every invariant held over ${messages} messages in ${seconds} s (seed ${seed})`
    : `failed: ${broken.length} promises were not kept (seed ${seed})`,
);
// Not by exitCode: the hook that stops an embedded Postgres at the end would make it 0.
process.exit(broken.length === 0 ? 0 : 1);

async function onSqlite(): Promise<readonly string[]> {
  return inFolder((folder) =>
    half(
      'SQLite, one process',
      { folder, flush: async () => {} },
      {
        address: { kind: 'sqlite', file: join(folder, 'sidenote.db') },
        processes: 1,
        messages: Math.floor(messages / 2),
        random: seeded(seed),
        folder,
      },
    ),
  );
}

async function onPostgres(): Promise<readonly string[]> {
  const server = await startPostgres();
  const url = await server.database();
  try {
    return await inFolder((folder) =>
      half('Postgres, two processes', server, {
        address: { kind: 'postgres', url },
        processes: 2,
        messages: Math.ceil(messages / 2),
        random: seeded(seed + 1),
        folder,
      }),
    );
  } finally {
    await server.stop();
  }
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-simulate-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where a store keeps its files; `flush` writes to them what is committed. */
interface Disk {
  readonly folder: string;
  flush(): Promise<void>;
}

/** What was broken in a simulation whose store keeps its files there. */
async function half(where: string, disk: Disk, simulation: Simulation): Promise<readonly string[]> {
  try {
    const broken = await run(where, simulation);
    await disk.flush();
    return [...broken, ...written(disk.folder, simulation)];
  } catch (error) {
    return [`${where}: ${error}`];
  }
}

async function run(where: string, simulation: Simulation): Promise<readonly string[]> {
  const { figures, broken: found } = await simulate(simulation);
  const counted = Object.entries(figures).map(([name, count]) => `${count} ${name}`);
  console.log(`${where}: ${counted.join(', ')}; ${found.length} broken`);
  return found;
}

/** Looks for words of a message in the store's files and in the logs of all processes. */
function written(data: string, { folder, processes }: Simulation): readonly string[] {
  const found = [...new Set([data, folder])].flatMap((one) => filesWith(one, MARK));
  return [
    ...found.map((file) => `${file} holds words of a message`),
    ...(filesWith(data, 'mayor-call').length > 0 ? [] : ['too little on disk to tell']),
    ...(filesWith(folder, '"decided"').length >= processes ? [] : ['too few logs to tell']),
  ];
}
