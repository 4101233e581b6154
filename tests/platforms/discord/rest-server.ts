import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordApiError, InvalidBody, invalidBody, refusal } from './api-error.ts';
import { applicationRoutes } from './application-routes.ts';
import { channelRoutes } from './channel-routes.ts';
import { type Fault, PlannedFaults } from './faults.ts';
import { Journal } from './journal.ts';
import type { SpecCheck } from './openapi.ts';
import { RateLimits } from './rate-limits.ts';
import { readBody } from './request-body.ts';
import { findRoute, type Route, type RouteAnswer, type Server } from './routing.ts';

/** One request as it came in, and how it was answered. */
export interface RecordedRequest {
  readonly method: string;
  /** Below `/api/v10`, URL-decoded, without the query. */
  readonly path: string;
  /** The route's pattern, as `POST /channels/:channel/messages`; empty for an unknown path. */
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  /** All headers but `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: readonly string[];
  /** HTTP status; 0 when the connection was cut instead. */
  readonly status: number;
  /** The JSON error code of a refusal, else null. */
  readonly errorCode: number | null;
  /** Milliseconds since 1970 by the server's clock. */
  readonly atMs: number;
}

interface Outcome extends RouteAnswer {
  readonly headers?: Readonly<Record<string, string>>;
  readonly errorCode?: number;
}

const routes: readonly Route[] = [...applicationRoutes, ...channelRoutes];
/** These need no bot token, and are outside the global rate limit. */
const tokenless = /^\/(gateway$|interactions\/|webhooks\/)/;

/** Discord's HTTP side: authorisation, faults, rate limits, checks, routes, and a record of it all. */
export class RestServer {
  readonly requests = new Journal<RecordedRequest>('request');
  readonly faults = new PlannedFaults();
  readonly limits: RateLimits;
  /** Answers that Discord counts towards a block of the address: 401, 403, 429 not shared. */
  invalidRequests = 0;
  /** Requests a second over all routes but interactions; 50 at Discord. */
  globalLimit = Number.POSITIVE_INFINITY;
  readonly http: HttpServer;
  readonly #server: Server;
  readonly #specCheck: SpecCheck;
  #globalWindow = { startMs: 0, used: 0 };

  constructor(server: Server, specCheck: SpecCheck) {
    this.#server = server;
    this.#specCheck = specCheck;
    this.limits = new RateLimits(server.world.clock);
    this.http = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        // A fault of this program, not of the one under test: say so where a test will see it.
        const faults = [String(error instanceof Error ? error.stack : error)];
        server.world.violations.push({ where: 'loopback server', faults, body: null });
        response.destroy();
      });
    });
    this.http.on('upgrade', (request, socket, head) =>
      server.gateway.upgrade(request, socket, head),
    );
  }

  /** Listens on loopback only and resolves to the port. */
  async listen(port: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.http.once('error', reject);
    this.http.listen(port, '127.0.0.1', resolve);
    await promise;
    return (this.http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.http.close(() => resolve());
    await promise;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const path = decodeURIComponent(url.pathname).replace(/^\/api(\/v\d+)?/, '');
    const method = request.method ?? 'GET';
    const { body, files } = await readBody(request);
    const fault = this.faults.take(method, path);
    if (fault?.kind === 'drop-before') {
      this.#record(request, url, { method, path, body, files }, { status: 0 });
      return cut(response, fault.reset);
    }
    const outcome =
      this.#faultOutcome(fault) ?? this.#outcome(request, url, { method, path, body, files });
    const dropped = fault?.kind === 'drop-after';
    this.#record(request, url, { method, path, body, files }, dropped ? { status: 0 } : outcome);
    if (fault?.kind === 'drop-after') return cut(response, fault.reset);
    if (fault?.kind === 'delay') await sleep(fault.ms, undefined, { ref: false });
    send(response, outcome);
  }

  #faultOutcome(fault: Fault | null): Outcome | null {
    if (fault?.kind === 'rate-limit') return rateLimited(fault.scope, fault.retryAfterMs);
    if (fault?.kind !== 'status') return null;
    const { status, code = 0, message = `${status}: fault on request` } = fault;
    return { status, body: { code, message }, errorCode: code };
  }

  #outcome(request: IncomingMessage, url: URL, given: GivenRequest): Outcome {
    try {
      return this.#answer(request, url, given);
    } catch (error) {
      if (!(error instanceof DiscordApiError)) throw error;
      if (error instanceof InvalidBody) this.#violation(given, error.faults);
      const { retry_after: retryAfter } = error.extra;
      const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
      return { status: error.status, body: error.body(), errorCode: error.code, headers };
    }
  }

  #answer(request: IncomingMessage, url: URL, given: GivenRequest): Outcome {
    const { method, path, body, files } = given;
    const { world } = this.#server;
    const isTokenless = tokenless.test(path);
    if (!isTokenless && request.headers.authorization !== `Bot ${world.token}`) {
      throw refusal('unauthorized');
    }
    if (!/^DiscordBot \(/.test(request.headers['user-agent'] ?? '')) {
      this.#violation(given, ['user-agent: must begin with "DiscordBot (url, version)"']);
    }
    const { route, named } = findRoute(routes, method, path);
    if (!isTokenless && this.#aboveGlobalLimit()) return rateLimited('global', 1000);
    const major = named.channel ?? named.guild ?? named.token ?? '';
    const bucket = this.limits.count(route.pattern, major, method, path);
    if (bucket.exceeded) return rateLimited('user', bucket.retryAfterMs, bucket.headers);
    if (body !== undefined) {
      const faults = this.#specCheck(method, path, body);
      if (faults.length > 0) throw invalidBody(faults);
    }
    const answer = route.answer({
      ...this.#server,
      param: (name) => named[name] ?? '',
      query: url.searchParams,
      body: body ?? {},
      files,
    });
    return { ...answer, headers: bucket.headers };
  }

  #aboveGlobalLimit(): boolean {
    const now = this.#server.world.clock.now();
    if (now - this.#globalWindow.startMs >= 1000) this.#globalWindow = { startMs: now, used: 0 };
    this.#globalWindow.used += 1;
    return this.#globalWindow.used > this.globalLimit;
  }

  #violation({ method, path, body }: GivenRequest, faults: readonly string[]): void {
    this.#server.world.violations.push({ where: `${method} ${path}`, faults, body });
  }

  #record(request: IncomingMessage, url: URL, given: GivenRequest, outcome: Outcome): void {
    const { authorization: _, ...headers } = request.headers;
    const isShared = outcome.headers?.['X-RateLimit-Scope'] === 'shared';
    if ([401, 403, 429].includes(outcome.status) && !isShared) this.invalidRequests += 1;
    this.requests.append({
      ...given,
      route: patternOf(given),
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(
        Object.entries(headers).map(([key, value]) => [key, String(value)]),
      ),
      status: outcome.status,
      errorCode: outcome.errorCode ?? null,
      atMs: this.#server.world.clock.now(),
    });
  }
}

interface GivenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly files: readonly string[];
}

/** Answers; a 204 has no body and no type, which discord.js would try to read. */
function send(response: ServerResponse, { status, body, headers }: Outcome): void {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** Ends a connection without an answer: by a TCP reset, or as a server does that closes. */
function cut(response: ServerResponse, reset = false): void {
  if (reset) response.socket?.resetAndDestroy();
  else response.destroy();
}

function patternOf({ method, path }: GivenRequest): string {
  try {
    return findRoute(routes, method, path).route.pattern;
  } catch {
    return '';
  }
}

/** 429 as Discord sends it: seconds in header and body, and whose limit it was. */
function rateLimited(
  scope: 'user' | 'global' | 'shared',
  retryAfterMs: number,
  headers: Readonly<Record<string, string>> = {},
): Outcome {
  const seconds = retryAfterMs / 1000;
  const message =
    scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.';
  return {
    status: 429,
    body: { message, retry_after: seconds, global: scope === 'global' },
    headers: {
      ...headers,
      'Retry-After': String(seconds),
      'X-RateLimit-Scope': scope,
      ...(scope === 'global' && { 'X-RateLimit-Global': 'true' }),
    },
  };
}
