import type { MiddlewareHandler } from 'hono';
import type { Pages } from './page.ts';

/** The most that a request may bring, in bytes: a long message and a conversation before it. */
const MOST_BYTES = 256 * 1024;

/**
 * Refuses what is too large before a byte of it is kept. A body of unannounced length is refused too: the forms of the desk always
 * announce theirs, and Node takes no more than was announced.
 */
export function smallBodiesOnly(pages: Pages): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.header('transfer-encoding') !== undefined)
      return pages.problem(
        c,
        411,
        'How much is that?',
        'Send a Content-Length with what you send.',
      );
    if (Number(c.req.header('content-length') ?? 0) > MOST_BYTES)
      return pages.problem(c, 413, 'That is too much', TOO_MUCH);
    return next();
  };
}

const TOO_MUCH = `A request may bring ${MOST_BYTES / 1024} KiB at most. Shorten the message.`;
