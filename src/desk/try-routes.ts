import { type Context, Hono } from 'hono';
import { tryMessage } from '../moderate/trial.ts';
import type { DeskParts } from './desk.ts';
import type { Html } from './html.ts';
import type { Pages } from './page.ts';
import { samplesFor } from './samples.ts';
import { emptyTrial, trialView } from './trial-view.ts';
import { type Attempt, LONGEST, tryPage } from './try-page.ts';

/** As many earlier messages as the conversation memory of a channel gives a reader at most. */
const MOST_EARLIER = 20;

/** The first page, which tries a message, and the same result alone for the page's script. */
export function tryRoutes(parts: DeskParts, pages: Pages): Hono {
  const app = new Hono();
  app.get('/', (c) => {
    const [first] = samples(parts);
    return show(c, first ?? { text: '', earlier: [] });
  });
  app.post('/', async (c) => show(c, await attemptIn(c, parts)));
  app.post('/try', async (c) => c.html(result(await attemptIn(c, parts), parts)));
  return app;

  function show(c: Context, attempt: Attempt) {
    const main = tryPage(attempt, samples(parts), result(attempt, parts));
    return pages.show(c, { title: 'Try a message', main });
  }
}

function result(attempt: Attempt, { reader, today, config }: DeskParts): Html {
  if (attempt.text.trim() === '') return emptyTrial();
  const now = reader();
  const trial = tryMessage(now, today(), attempt.text, attempt.earlier);
  const { publicUrl, now: clock } = config;
  return trialView(attempt, trial, {
    reader: now,
    now: clock,
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
}

async function attemptIn(c: Context, parts: DeskParts): Promise<Attempt> {
  const { sample, text, earlier } = await c.req.parseBody();
  const chosen = typeof sample === 'string' ? samples(parts)[Number(sample)] : undefined;
  if (chosen !== undefined) return chosen;
  return {
    text: typed(text).slice(0, LONGEST),
    earlier: typed(earlier)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-MOST_EARLIER),
  };
}

/** What stood in a field; browsers end its lines with CR LF. */
function typed(field: unknown): string {
  return typeof field === 'string' ? field.replaceAll('\r\n', '\n') : '';
}

function samples({ reader }: DeskParts) {
  return samplesFor(reader().database);
}
