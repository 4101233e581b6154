import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENDERS } from './contenders.ts';
import type { Measurement } from './measure.ts';

/** Each library has so long for each size, building included; past it the table says "over budget". In milliseconds. */
const BUDGET = 60_000;
const SIZES = ['curated', '1000', '10000', '100000'] as const;
const REFERENCE = 'MiniSearch, stemmed';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string', multiple: true, default: ['matching', 'discord', 'slack'] },
    size: { type: 'string', multiple: true, default: [...SIZES] },
  },
});

/** Measures one library at one size in a process of its own, so that none warms or burdens another. */
function measured(name: string, size: string): Promise<Measurement | undefined> {
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--max-old-space-size=4096',
      join(import.meta.dirname, 'measure.ts'),
      name,
      size,
    ],
    {
      cwd: join(import.meta.dirname, '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: BUDGET,
      killSignal: 'SIGKILL',
    },
  );
  return new Promise((resolve) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => resolve(code === 0 ? finished(output) : undefined));
  });
}

/** A library that answered no message in its time has no figures (JSON has no NaN). */
function finished(output: string): Measurement | undefined {
  const measurement = JSON.parse(output) as Measurement;
  return measurement.messages === 0 ? undefined : measurement;
}

async function matchingTable(size: string): Promise<string> {
  const rows: [string, Measurement | undefined][] = [];
  for (const name of Object.keys(CONTENDERS)) rows.push([name, await measured(name, size)]);
  const reference = rows.find(([name]) => name === REFERENCE)?.[1];
  const head = [
    `### ${size === 'curated' ? 'The curated claims (Sidenote with their rules)' : `${size} claims without rules`}`,
    '',
    `| library | p50 ms | p99 ms | p50 beside ${REFERENCE} | build ms | heap MB |`,
    '|---|---:|---:|---:|---:|---:|',
  ];
  return [...head, ...rows.map(([name, measurement]) => row(name, measurement, reference))].join(
    '\n',
  );
}

function row(
  name: string,
  measurement: Measurement | undefined,
  reference: Measurement | undefined,
): string {
  if (measurement === undefined) return `| ${name} | over budget | | | | |`;
  const { p50, p99, build, heap } = measurement;
  const ratio = reference === undefined ? '' : `${(p50 / reference.p50).toFixed(2)} ×`;
  return `| ${name} | ${p50.toFixed(3)} | ${p99.toFixed(3)} | ${ratio} | ${build.toFixed(0)} | ${heap.toFixed(0)} |`;
}

async function* sections(): AsyncGenerator<string> {
  const [cpu] = cpus();
  yield `# Bench\n\nNode ${process.version}, ${cpu?.model ?? 'unknown processor'}, ${availableParallelism()} cores. All figures of one run.\n`;
  if (values.only.includes('matching')) {
    yield '## Time per message\n';
    for (const size of values.size) yield `${await matchingTable(size)}\n`;
  }
  if (values.only.includes('discord')) yield await (await import('./discord.ts')).discordSection();
  if (values.only.includes('slack')) yield await (await import('./slack.ts')).slackSection();
}

let report = '';
for await (const section of sections()) {
  process.stdout.write(`${section}\n`);
  report += `${section}\n`;
}
if (values.out !== undefined) writeFileSync(values.out, report);
process.exit(0);
