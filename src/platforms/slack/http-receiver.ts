import type { IncomingMessage, RequestListener } from 'node:http';
import { type App, HTTPReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { intake } from './intake.ts';
import { boltLogger } from './log.ts';

/** Seconds by which a request's timestamp may lie ahead; Bolt itself refuses those that lie as far behind. */
const AHEAD = 5 * 60;
/** Bytes; Slack's largest payloads carry a view of 250 kB. */
const BODY_LIMIT = 1_000_000;

/** Bolt's receiver of signed requests, which also refuses timestamps from the future and knows `app_rate_limited`. */
export class StrictHttpReceiver extends HTTPReceiver {
  readonly #logger: Logger;

  constructor(signingSecret: string, logger: Logger) {
    super({ signingSecret, logger: boltLogger(logger), bodyLimit: BODY_LIMIT });
    this.#logger = logger;
    const verified = this.requestListener;
    const strict: RequestListener = (request, response) => {
      if (!isFromTheFuture(request)) return verified(request, response);
      logger.warn('refused a request whose timestamp lies ahead');
      request.resume();
      response.writeHead(401).end();
    };
    this.requestListener = strict;
  }

  override init(app: App): void {
    const processEvent = intake(app, this.#logger);
    super.init(Object.assign(Object.create(app), { processEvent }) as App);
  }
}

function isFromTheFuture({ headers }: IncomingMessage): boolean {
  const at = Number(headers['x-slack-request-timestamp']);
  return at > Date.now() / 1000 + AHEAD;
}
