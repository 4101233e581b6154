import { refusal } from './api-error.ts';
import type { CommandRegistry } from './commands.ts';
import { matchRoute } from './faults.ts';
import type { Gateway } from './gateway.ts';
import type { Interactions } from './interactions.ts';
import type { World } from './world.ts';

/** What routes work on. */
export interface Server {
  readonly world: World;
  readonly gateway: Gateway;
  readonly commands: CommandRegistry;
  readonly interactions: Interactions;
}

/** One request as a route sees it. */
export interface RouteCall extends Server {
  /** A named segment of the path. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  /** The JSON body, `{}` without one. Checked against the OpenAPI file before. */
  readonly body: unknown;
  /** Names of uploaded files. */
  readonly files: readonly string[];
}

/** HTTP status and JSON body of an answer. */
export interface RouteAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** A method and path below `/api/v10` with `:named` segments, and what it does. */
export interface Route {
  readonly pattern: string;
  readonly answer: (call: RouteCall) => RouteAnswer;
}

export function route(pattern: string, answer: Route['answer']): Route {
  return { pattern, answer };
}

/** 200 with this body. */
export function ok(body: unknown): RouteAnswer {
  return { status: 200, body };
}

export const noContent: RouteAnswer = { status: 204 };

/** The first route that fits, and the named segments of the path; 404 without one. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; named: Record<string, string> } {
  for (const candidate of routes) {
    const named = matchRoute(candidate.pattern, method, path);
    if (named !== null) return { route: candidate, named };
  }
  throw refusal('notFound');
}
