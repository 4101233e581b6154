import { type Context, Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Logger } from 'pino';
import type { Fault } from '../claims/fault.ts';
import type { Day } from '../claims/partial-date.ts';
import type { Config } from '../config.ts';
import type { Reader } from '../moderate/reader.ts';
import { StoreError } from '../store/store-error.ts';
import { queue } from '../store/suggestions.ts';
import { hasSignIn, loginRoutes, mayEnter, ownRequestsOnly, signedInOnly } from './access.ts';
import { readAssets } from './assets.ts';
import { smallBodiesOnly } from './body-size.ts';
import { claimRoutes } from './claim-routes.ts';
import { safeHeaders } from './headers.ts';
import { type Moderation, moderationRoutes } from './moderation-routes.ts';
import { createPages, type NavEntry } from './page.ts';
import { readRubric } from './rubric-page.ts';
import { tryRoutes } from './try-routes.ts';

/** What the desk takes from the configuration, and the clock for its sign-ins (milliseconds since 1970). */
export interface DeskConfig extends Pick<Config, 'host' | 'publicUrl' | 'contact' | 'deskToken'> {
  now(): number;
}

/** What the desk shows, asked anew for every request, so that a reload of the claims is seen at once. */
export interface DeskParts {
  readonly config: DeskConfig;
  reader(): Reader;
  today(): Day;
  /** Faults of the last reload, while the database before it is still in use. */
  loaderFaults(): readonly Fault[];
  /** Told when a page fails; it never gets what somebody typed. */
  readonly logger: Pick<Logger, 'error'>;
  /** With it the desk has the feed, the queue, settings and counts. */
  readonly moderator?: Moderation;
}

const NAV: readonly NavEntry[] = [
  { path: '/', name: 'Try a message', inside: true },
  { path: '/claims', name: 'Claims', inside: false },
  { path: '/rubric', name: 'Rubric', inside: false },
];

const MODERATORS_NAV: readonly NavEntry[] = [
  { path: '/feed', name: 'Feed', inside: true },
  { path: '/queue', name: 'Queue', inside: true },
  { path: '/settings', name: 'Settings', inside: true },
  { path: '/counts', name: 'Counts', inside: true },
];

/** The local web page, as an application that answers requests; `listen` gives it a port. */
export function createDesk(parts: DeskParts): Hono {
  const { config } = parts;
  const assets = readAssets();
  const rubric = readRubric();
  const enters = (c: Context) => mayEnter(c, config);
  const pages = createPages({
    style: assets.address('desk.css'),
    script: assets.address('desk.js'),
    nav: (inside) => navFor(inside, parts),
    faults: parts.loaderFaults,
    mayEnter: enters,
    hasSignIn: (c) => hasSignIn(c, config),
  });

  const app = new Hono();
  app.use(safeHeaders);
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (c, methods) => notAllowed(c, methods) }));
  app.use(ownRequestsOnly(config, pages));
  app.use(signedInOnly(config, pages));
  app.use(smallBodiesOnly(pages));
  app.route('/', assets.routes);
  app.route('/', loginRoutes(config, pages));
  app.route('/', tryRoutes(parts, pages));
  app.route('/', claimRoutes(parts, pages, enters));
  if (parts.moderator !== undefined) app.route('/', moderationRoutes(parts.moderator, pages));
  app.get('/rubric', (c) =>
    pages.show(c, { title: 'How claims are judged', main: rubric(config.contact) }),
  );
  app.notFound((c) => pages.problem(c, 404, 'There is no such page', NO_PAGE));
  app.onError((error, c) => {
    if (error instanceof StoreError)
      return pages.problem(c, 503, 'The database does not answer', error.message);
    parts.logger.error({ err: error, path: c.req.path }, 'a page of the desk failed');
    return pages.problem(c, 500, 'The desk failed', FAILED);
  });
  return app;

  async function notAllowed(c: Context, methods: readonly string[]): Promise<Response> {
    const page = await pages.problem(
      c,
      405,
      'That page cannot be asked so',
      `It takes ${methods.join(', ')}.`,
    );
    page.headers.set('Allow', methods.join(', '));
    return page;
  }
}

/** The navigation; those inside see how many suggestions are open, as long as the store answers. */
async function navFor(inside: boolean, parts: DeskParts): Promise<readonly NavEntry[]> {
  if (!inside) return NAV.filter((entry) => !entry.inside);
  if (parts.moderator === undefined) return NAV;
  const count = await openSuggestions(parts.moderator.core, parts.logger);
  return [...NAV, ...MODERATORS_NAV].map((entry) =>
    entry.path === '/queue' ? { ...entry, count } : entry,
  );
}

/** A page is worth showing without the number, the page that says what is wrong with the store above all. */
async function openSuggestions(
  { store, now }: Moderation['core'],
  logger: DeskParts['logger'],
): Promise<number> {
  try {
    return (await queue(store.db)).filter(({ expires_at }) => expires_at > now()).length;
  } catch (error) {
    logger.error({ err: error }, 'open suggestions cannot be counted');
    return 0;
  }
}

const NO_PAGE = 'The address leads nowhere here. All claims are under “Claims”.';
const FAILED = 'That is a fault of Sidenote, not yours. The log says more.';
