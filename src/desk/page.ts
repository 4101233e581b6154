import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Fault, inOneLine } from '../claims/fault.ts';
import { counted, type Html, NOTHING } from './html.ts';

/** A page before the frame is put around it. */
export interface Page {
  readonly title: string;
  readonly main: Html;
  /** What a search engine or a link preview says of it. */
  readonly description?: string;
  /** Its address among readers, where the desk has a public one. */
  readonly canonical?: string;
  /** Structured data about it (JSON-LD). */
  readonly data?: object;
}

/** An entry of the navigation. */
export interface NavEntry {
  readonly path: string;
  readonly name: string;
  /** Shown to those alone who may see what is not public. */
  readonly inside: boolean;
  /** A number worth seeing from anywhere: open suggestions. */
  readonly count?: number;
}

/** What the frame needs to know of the rest of the desk, asked anew for every page. */
export interface Frame {
  /** The addresses of style and script, with their fingerprints. */
  readonly style: string;
  readonly script: string;
  /** `inside`: for somebody who may see what is not public. */
  nav(inside: boolean): Promise<readonly NavEntry[]>;
  faults(): readonly Fault[];
  mayEnter(c: Context): boolean;
  /** Whether there is a sign-in at all for this request. */
  hasSignIn(c: Context): boolean;
}

/** Puts the frame around pages. */
export interface Pages {
  show(c: Context, page: Page, status?: ContentfulStatusCode): Promise<Response>;
  /** A page that says what went wrong and what to do. */
  problem(
    c: Context,
    status: ContentfulStatusCode,
    title: string,
    advice: string,
  ): Promise<Response>;
}

/** Makes the frame. */
export function createPages(frame: Frame): Pages {
  const show: Pages['show'] = async (c, page, status = 200) => {
    const inside = frame.mayEnter(c);
    const nav = await frame.nav(inside);
    const faults = inside ? frame.faults() : [];
    const session = frame.hasSignIn(c) ? sessionView(inside) : NOTHING;
    return c.html(whole(frame, page, { nav, faults, session, path: c.req.path }), status);
  };
  return {
    show,
    problem: (c, status, title, advice) =>
      show(
        c,
        { title, main: html`<div class="narrow"><h1>${title}</h1><p>${advice}</p></div>` },
        status,
      ),
  };
}

function sessionView(inside: boolean): Html {
  return inside
    ? html`<form method="post" action="/logout"><button class="chip" type="submit">Sign out</button></form>`
    : html`<a href="/login">Sign in</a>`;
}

/** What stands around a page for this request. */
interface Around {
  readonly nav: readonly NavEntry[];
  readonly faults: readonly Fault[];
  readonly session: Html;
  readonly path: string;
}

function whole(frame: Frame, page: Page, { nav, faults, session, path }: Around): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>${page.title} · Sidenote</title>
${page.description === undefined ? NOTHING : html`<meta name="description" content="${page.description}" />`}
${page.canonical === undefined ? NOTHING : html`<link rel="canonical" href="${page.canonical}" />`}
<link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
<link rel="stylesheet" href="${frame.style}" />
<script src="${frame.script}" defer></script>
${page.data === undefined ? NOTHING : structured(page.data)}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="masthead">
  <a class="wordmark" href="/">Sidenote<span> desk</span></a>
  <nav aria-label="Desk"><ul>${nav.map((entry) => navItem(entry, path))}</ul></nav>
  ${session}
</header>
${faults.length === 0 ? NOTHING : faultBanner(faults)}
<main id="main" tabindex="-1">${page.main}</main>
<footer class="foot">
  <p>Sidenote says what is claimed, how far it is verified and who answered. It never says who is right.
  <a href="/rubric">How claims are judged and corrected</a></p>
</footer>
</body>
</html>`;
}

function navItem({ path, name, count }: NavEntry, here: string): Html {
  const current = path === here || (path !== '/' && here.startsWith(`${path}/`));
  return html`<li><a href="${path}" ${current ? html`aria-current="page"` : NOTHING}>${name}${
    count === undefined || count === 0
      ? NOTHING
      : html` <span class="badge">${count}<span class="unseen"> open</span></span>`
  }</a></li>`;
}

/** A reload found faults; what is shown and matched is the database before it. */
function faultBanner(faults: readonly Fault[]): Html {
  return html`<section class="banner" aria-labelledby="faults" role="status">
    <h2 id="faults">The claim files have ${counted(faults.length, 'fault')}; the last good ones are in use</h2>
    <ul>${faults.map((fault) => html`<li><code>${inOneLine(fault)}</code></li>`)}</ul>
  </section>`;
}

/** JSON in which nothing can end the script element it stands in. */
function structured(data: object): Html {
  const json = JSON.stringify(data).replace(
    /[<>&]/g,
    (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`,
  );
  return html`<script type="application/ld+json">${raw(json)}</script>`;
}
