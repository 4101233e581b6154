import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { loadClaims } from '../src/claims/load.ts';
import { dayAt } from '../src/claims/partial-date.ts';
import { readerOf } from '../src/moderate/reader.ts';
import { createModerator } from '../src/moderator.ts';
import { createDiscord } from '../src/platforms/discord/discord.ts';
import { openStore } from '../src/store/open.ts';

/** What the bot says of itself when asked: messages heard, ms of event loop delay since it started, MB after a collection. */
export interface BotFigures {
  readonly heard: number;
  readonly delayP99: number;
  readonly heap: number;
}

// The parts of `npm start` that Discord needs, in a process of their own, with a meter on them.
const { DISCORD_TOKEN: token = '', DISCORD_API_URL: apiUrl = '' } = process.env;
const RESOLUTION = 10;
const logger = pino({ level: 'error' }, process.stderr);
const folder = mkdtempSync(join(tmpdir(), 'sidenote-bench-'));
const loaded = loadClaims('claims', dayAt(Date.now()));
if (!loaded.ok) throw new Error('the claim files have faults: npm run -s claims -- lint');
const store = await openStore({ kind: 'sqlite', file: join(folder, 'sidenote.db') });
const moderator = createModerator({
  store,
  reader: readerOf(loaded.database),
  now: () => Date.now(),
  logger,
  hashKey: 'b'.repeat(64),
  defaultRung: 'channel',
});
let heard = 0;
const running = await createDiscord({ token, apiUrl }, logger).start({
  ...moderator.handlers,
  async message(message) {
    await moderator.handlers.message(message);
    heard += 1;
  },
});
moderator.attach('discord', running);
await moderator.start();
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

process.on('message', async (wanted) => {
  if (wanted === 'heard') process.send?.(heard);
  if (wanted === 'figures') process.send?.(figures());
  if (wanted === 'stop') {
    await moderator.stop();
    await running.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  }
});
process.send?.('ready');

function figures(): BotFigures {
  // What the meter measures is the time between two looks, so its own pause is taken off; the collection is not the bot's doing.
  delay.disable();
  const delayP99 = Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION);
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed / 1e6;
  delay.enable();
  return { heard, delayP99, heap };
}
