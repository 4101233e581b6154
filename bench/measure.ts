import { performance } from 'node:perf_hooks';
import { loadClaims } from '../src/claims/load.ts';
import { createMatcher } from '../src/match/match.ts';
import { CONTENDERS, type Search } from './contenders.ts';
import { corpusOf, curatedCorpus } from './corpus.ts';

/** What one library did at one size; times in milliseconds, heap in megabytes. */
export interface Measurement {
  readonly build: number;
  readonly p50: number;
  readonly p99: number;
  readonly heap: number;
  readonly messages: number;
}

/** The engine compiles what runs often; figures are of a process that has been at work for a while. */
const WARM_UP = 5000;
const MOST_MESSAGES = 2000;
/** A library that has not measured this many messages when its time ends has no p99. */
const TIME = 20_000;

async function measure(
  build: () => Promise<Search> | Search,
  messages: readonly string[],
): Promise<Measurement> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const started = performance.now();
  const search = await build();
  const built = performance.now() - started;
  globalThis.gc?.();
  const after = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const deadline = performance.now() + TIME;
  const text = (index: number) => messages[index % messages.length] ?? '';
  for (let index = 0; index < WARM_UP && performance.now() < deadline - TIME / 2; index += 1)
    await search(text(index));
  const times: number[] = [];
  while (times.length < MOST_MESSAGES && performance.now() < deadline) {
    const from = performance.now();
    const found = search(text(times.length));
    if (found instanceof Promise) await found;
    times.push(performance.now() - from);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return {
    build: built,
    p50: at(0.5),
    p99: at(0.99),
    heap: (after - before) / 1e6,
    messages: sorted.length,
  };
}

function curatedMatcher(): Search {
  const loaded = loadClaims('claims', new Date().toISOString().slice(0, 10));
  if (!loaded.ok) throw new Error('the claim files have faults: npm run -s claims -- lint');
  const { claims, vocabulary } = loaded.database;
  const matcher = createMatcher({ claims, imported: [], vocabulary });
  return (text) => matcher.read(text);
}

const [name = '', size = ''] = process.argv.slice(2);
const contender = CONTENDERS[name];
if (contender === undefined) throw new Error(`no contender is called "${name}"`);
const curated = size === 'curated';
const { claims, messages } = curated ? curatedCorpus() : corpusOf(Number(size));
const build = curated && name === 'Sidenote' ? curatedMatcher : () => contender(claims);
process.stdout.write(JSON.stringify(await measure(build, messages)));
process.exit(0);
