import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { isLoopback } from '../config.ts';
import type { DeskConfig } from './desk.ts';
import { isFromOutside, isFromOwnPage, namesThisDesk } from './hosts.ts';
import type { Html } from './html.ts';
import { NOTHING } from './html.ts';
import type { Pages } from './page.ts';
import { isSession, SESSION, sameSecret, sealSession } from './session.ts';

const COOKIE = 'sidenote_desk';
/** Open to everybody wherever the desk listens: claim pages, what explains them, and what draws them. */
const PUBLIC = [/^\/claims(\/|$)/, /^\/rubric$/, /^\/login$/, /^\/static\//, /^\/robots\.txt$/];

/** Refuses requests that name another host, and cross-site requests that would change something. */
export function ownRequestsOnly(config: DeskConfig, pages: Pages): MiddlewareHandler {
  return async (c, next) => {
    if (!namesThisDesk(c.req.header('host'), config)) {
      return pages.problem(c, 421, 'This desk does not answer to that name', OTHER_NAME);
    }
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS';
    if (!reads && !isFromOwnPage(c.req.raw.headers, config)) {
      return pages.problem(c, 403, 'That came from another site', OTHER_SITE);
    }
    return next();
  };
}

/** Asks for the token wherever the desk can be reached from outside, but for the public pages. */
export function signedInOnly(config: DeskConfig, pages: Pages): MiddlewareHandler {
  return async (c, next) => {
    if (PUBLIC.some((path) => path.test(c.req.path)) || mayEnter(c, config)) return next();
    if (config.deskToken === undefined)
      return pages.problem(c, 403, 'Only claim pages can be read from here', NO_TOKEN);
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!reads) return pages.problem(c, 403, 'You are not signed in', NOT_SIGNED_IN);
    const here = new URL(c.req.url);
    return c.redirect(`/login?next=${encodeURIComponent(here.pathname + here.search)}`, 303);
  };
}

/** Whether this request may see what is not public. */
export function mayEnter(c: Context, config: DeskConfig): boolean {
  const { deskToken, now } = config;
  if (!needsToken(c, config)) return true;
  return deskToken !== undefined && isSession(getCookie(c, COOKIE), deskToken, now());
}

/** Whether this request can or could be signed in: the desk asks for a token, and there is one. */
export function hasSignIn(c: Context, config: DeskConfig): boolean {
  return hasToken(config) && needsToken(c, config);
}

function needsToken(c: Context, config: DeskConfig): boolean {
  return isFromOutside(c.req.raw.headers, config) || (isPublished(config) && hasToken(config));
}

/** A proxy may hide where a request comes from; a desk with a public address and a token therefore always asks. */
function isPublished({ publicUrl }: DeskConfig): boolean {
  return publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname);
}

function hasToken({ deskToken }: DeskConfig): boolean {
  return deskToken !== undefined;
}

/** The sign-in form, and the way out. */
export function loginRoutes(config: DeskConfig, pages: Pages): Hono {
  const app = new Hono();
  app.get('/login', async (c): Promise<Response> => {
    if (mayEnter(c, config)) return c.redirect(localPath(c.req.query('next')), 303);
    const main = form(localPath(c.req.query('next')), false);
    return pages.show(c, { title: 'Sign in', main });
  });
  app.post('/login', async (c): Promise<Response> => {
    const { token = '', next } = await c.req.parseBody();
    const path = localPath(String(next ?? '/'));
    const { deskToken, now } = config;
    if (deskToken === undefined || !sameSecret(String(token), deskToken))
      return pages.show(c, { title: 'Sign in', main: form(path, true) }, 401);
    setCookie(c, COOKIE, sealSession(deskToken, now()), {
      httpOnly: true,
      sameSite: 'Strict',
      secure: isSecure(c, config),
      path: '/',
      maxAge: SESSION / 1000,
    });
    return c.redirect(path, 303);
  });
  app.post('/logout', (c) => {
    deleteCookie(c, COOKIE, { path: '/' });
    return c.redirect('/claims', 303);
  });
  return app;
}

/** Only https pages may keep the cookie where readers come by https. */
function isSecure(c: Context, { publicUrl }: DeskConfig): boolean {
  if (publicUrl === undefined) return false;
  return publicUrl.startsWith('https:') && c.req.header('origin')?.startsWith('https:') === true;
}

/** A path on this desk and nowhere else; anything else is the first page. */
function localPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/';
}

function form(next: string, failed: boolean): Html {
  return html`<div class="narrow">
    <h1>Sign in to the desk</h1>
    <p>
      This desk can be reached from other machines, so it asks for its token (<code>DESK_TOKEN</code>).
      <a href="/claims">Claims</a> can be read without it.
    </p>
    <form method="post" action="/login" class="stack">
      <input type="hidden" name="next" value="${next}" />
      <label for="token">Token</label>
      <input
        id="token"
        name="token"
        type="password"
        autocomplete="current-password"
        required
        ${failed ? html`aria-invalid="true" aria-describedby="token-fault"` : NOTHING}
      />
      ${failed ? html`<p id="token-fault" class="fault" role="alert">That is not the token.</p>` : NOTHING}
      <button class="button" type="submit">Sign in</button>
    </form>
  </div>`;
}

const OTHER_NAME =
  'The Host header of this request names neither this machine nor PUBLIC_URL. Open the desk by the address that it printed at start, or set HOST or PUBLIC_URL to the name you use.';
const OTHER_SITE =
  'Requests that change something are taken from the pages of this desk alone. Open the desk itself and try again.';
const NO_TOKEN =
  'Everything else needs a token, and none is set. Whoever runs this desk can set DESK_TOKEN.';
const NOT_SIGNED_IN = 'Sign in at /login, then send it again.';
