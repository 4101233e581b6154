import { type Context, Hono } from 'hono';
import { ResponseKind, Verification } from '../claims/claim.ts';
import { claimReview } from '../claims/claim-review.ts';
import { claimPage } from './claim-page.ts';
import type { ClaimQuery } from './claim-search.ts';
import { claimsPage } from './claims-page.ts';
import type { DeskParts } from './desk.ts';
import { importedPage } from './imported-page.ts';
import type { Pages } from './page.ts';

/** The list of claims, each claim's page, and imported claims. Drafts are for those alone who may see what is not public. */
export function claimRoutes(
  { config, reader, today }: DeskParts,
  pages: Pages,
  mayEnter: (c: Context) => boolean,
): Hono {
  const { publicUrl, contact } = config;
  const app = new Hono();
  app.get('/claims', (c) => {
    const view = {
      database: reader().database,
      today: today(),
      query: queryOf(c),
      inside: mayEnter(c),
    };
    return pages.show(c, { title: 'Claims', main: claimsPage(view) });
  });
  app.get('/claims/:id', (c) => {
    const { database } = reader();
    const claim = database.byId.get(c.req.param('id'));
    if (claim === undefined || (claim.lifecycle === 'draft' && !mayEnter(c)))
      return pages.problem(
        c,
        404,
        'There is no such claim',
        'It may have another id now. All claims are under “Claims”.',
      );
    const view = {
      database,
      today: today(),
      ...(publicUrl === undefined ? {} : { publicUrl }),
      ...(contact === undefined ? {} : { contact }),
    };
    const url = publicUrl === undefined ? {} : { url: publicUrl };
    return pages.show(c, {
      title: claim.title,
      description: claim.statement,
      main: claimPage(claim, view),
      ...(publicUrl === undefined ? {} : { canonical: `${publicUrl}/claims/${claim.id}` }),
      ...(claim.lifecycle === 'draft'
        ? {}
        : { data: claimReview(claim, { name: 'Sidenote', ...url }) }),
    });
  });
  app.get('/imported', (c) => {
    const main = importedPage(
      [...reader().database.imported.values()],
      c.req.query('q') ?? '',
      Number(c.req.query('page') ?? 1) || 1,
    );
    return pages.show(c, { title: 'Imported claims', main });
  });
  return app;
}

function queryOf(c: Context): ClaimQuery {
  const verification = Verification.safeParse(c.req.query('status')).data;
  const answer = c.req.query('answer');
  const known = answer === 'unanswered' || ResponseKind.safeParse(answer).success;
  return {
    words: (c.req.query('q') ?? '').slice(0, 200),
    ...(verification === undefined ? {} : { verification }),
    ...(known && answer !== undefined ? { answer } : {}),
  };
}
