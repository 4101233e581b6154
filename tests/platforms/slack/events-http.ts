import { createHmac } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { type JsonObject, parseObject } from './json.ts';
import type { Acknowledgement, Dispatch, Transport } from './transport.ts';

/** How a request is signed; only `right` may be taken by the app. Stale and future are ten minutes off. */
export type Signature = 'right' | 'wrong' | 'stale' | 'future' | 'missing';

export type HttpRequestsOptions = {
  signingSecret: string;
  /** Milliseconds since 1970; stands in the signed timestamp. */
  now: () => number;
  ackDeadlineMs: number;
};

type Answer = { status: number; text: string; headers: IncomingMessage['headers'] };

/** Slack allows 5 minutes (docs.slack.dev, Verifying requests). */
const TEN_MINUTES_S = 600;

/** Delivery over HTTP: signed requests to the one URL of the app. */
export class HttpRequests implements Transport {
  /** Where requests go; nothing can be delivered before a test has set it. */
  url: string | undefined;
  readonly #options: HttpRequestsOptions;

  constructor(options: HttpRequestsOptions) {
    this.#options = options;
  }

  deliver(dispatch: Dispatch): Promise<Acknowledgement> {
    return this.send(dispatch, 'right');
  }

  /** Sends a payload with any signature, to see it refused. */
  async send(dispatch: Dispatch, signature: Signature): Promise<Acknowledgement> {
    const { body, type } = encode(dispatch);
    const headers = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...this.#signatureHeaders(body, signature),
      ...retryHeaders(dispatch),
    };
    const sentAt = performance.now();
    try {
      const answer = await this.#post(body, headers);
      return acknowledgementOf(answer, performance.now() - sentAt);
    } catch (error) {
      const timedOut = error instanceof Error && error.message === TIMED_OUT;
      return { outcome: timedOut ? 'unanswered' : 'undeliverable', payload: {} };
    }
  }

  /** The url_verification handshake; resolves with the challenge sent and the text answered. */
  async verifyUrl(): Promise<{ challenge: string; answered: string }> {
    const challenge = 'loopback-challenge';
    const body = JSON.stringify({ token: 'loopback', type: 'url_verification', challenge });
    const headers = {
      'content-type': 'application/json',
      ...this.#signatureHeaders(body, 'right'),
    };
    const { text } = await this.#post(body, headers);
    const answer = parseObject(text)?.challenge;
    return { challenge, answered: typeof answer === 'string' ? answer : text };
  }

  #signatureHeaders(body: string, signature: Signature): Record<string, string> {
    if (signature === 'missing') return {};
    const shift = { stale: -TEN_MINUTES_S, future: TEN_MINUTES_S, right: 0, wrong: 0 }[signature];
    const timestamp = String(Math.floor(this.#options.now() / 1000) + shift);
    const secret = signature === 'wrong' ? 'not the secret' : this.#options.signingSecret;
    const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
  }

  #post(body: string, headers: Record<string, string>): Promise<Answer> {
    const { url } = this;
    return new Promise((resolve, reject) => {
      if (url === undefined) return reject(new Error('no request URL was set'));
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const options = { method: 'POST', headers: { ...headers, ...length }, agent: false };
      const outgoing = request(url, options, (response) => {
        readText(response).then((text) => {
          clearTimeout(deadline);
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
        }, reject);
      });
      const deadline = setTimeout(
        () => outgoing.destroy(new Error(TIMED_OUT)),
        this.#options.ackDeadlineMs,
      );
      outgoing.on('error', (error) => {
        clearTimeout(deadline);
        reject(error);
      });
      outgoing.end(body);
    });
  }
}

const TIMED_OUT = 'no answer within the deadline';

/** The whole body of a request or an answer as text. */
export async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Events are JSON, commands a form, interactions a form with the one field `payload` (docs.slack.dev). */
function encode({ kind, body }: Dispatch): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(body), type: 'application/json' };
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(body) }
      : Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]));
  const form = new URLSearchParams(fields).toString();
  return { body: form, type: 'application/x-www-form-urlencoded' };
}

function retryHeaders({ retryNum, retryReason }: Dispatch): Record<string, string> {
  if (retryNum === 0) return {};
  return {
    'x-slack-retry-num': String(retryNum),
    'x-slack-retry-reason': retryReason ?? 'unknown_error',
  };
}

function acknowledgementOf({ status, text, headers }: Answer, ms: number): Acknowledgement {
  const payload: JsonObject = parseObject(text) ?? (text === '' ? {} : { text });
  const outcome = status >= 200 && status < 300 ? 'acknowledged' : 'refused';
  const noRetry = headers['x-slack-no-retry'] === '1';
  return { outcome, ms, status, payload, ...(noRetry && { noRetry }) };
}
