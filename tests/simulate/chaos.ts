import { temporaryFile } from '../fixtures/bench.ts';
import { startPostgres } from '../fixtures/postgres.ts';
import { type Killed, killAndSee } from './kills.ts';
import { seeded } from './random.ts';

/**
 * `npm run chaos [kills] [seed]`: kills moderators a thousand times, half of them on SQLite, half on Postgres with two processes that
 * get every message at the same moment. The last line is the result; the status is 1 when a promise was not kept.
 */
const kills = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? Date.now() % 100_000);

const file = temporaryFile();
const one = await killAndSee({
  address: file.address,
  processes: 1,
  kills: Math.ceil(kills / 2),
  random: seeded(seed),
});
file.remove();
report('SQLite, one process', one);

const server = await startPostgres();
const two = await killAndSee({
  address: { kind: 'postgres', url: await server.database() },
  processes: 2,
  kills: Math.floor(kills / 2),
  random: seeded(seed + 1),
});
await server.stop();
report('Postgres, two processes', two);

const broken = [...one.broken, ...two.broken];
console.log(
  broken.length === 0
    ? `ok: ${kills} kills, no promise broken (seed ${seed})`
    : `failed: ${broken.length} promises broken (seed ${seed})`,
);
// Not by exitCode: the hook that stops an embedded Postgres at the end would make it 0.
process.exit(broken.length === 0 ? 0 : 1);

function report(where: string, killed: Killed): void {
  for (const promise of killed.broken) console.log(`BROKEN ${promise}`);
  const { messages, cards, betweenPostAndAnswer } = killed;
  console.log(
    `${where}: ${messages} messages, ${cards} cards, ${betweenPostAndAnswer} kills between post and answer`,
  );
}
