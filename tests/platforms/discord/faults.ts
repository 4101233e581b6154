/** What a request meets instead of, or after, being carried out. */
export type Fault =
  /** 429; `user` is a bucket, `global` the whole bot, `shared` a resource others use up too. */
  | {
      readonly kind: 'rate-limit';
      readonly scope: 'user' | 'global' | 'shared';
      readonly retryAfterMs: number;
    }
  /** Any other refusal, as 503, or 403 with a JSON error code. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: number;
      readonly message?: string;
    }
  /** The connection is cut before anything was done; by a TCP reset, which discord.js retries, or closed. */
  | { readonly kind: 'drop-before'; readonly reset?: boolean }
  /** The request is carried out, then the connection is cut: the caller cannot know the outcome. */
  | { readonly kind: 'drop-after'; readonly reset?: boolean }
  /** The request is carried out at once, the answer comes later. */
  | { readonly kind: 'delay'; readonly ms: number };

interface PlannedFault {
  readonly pattern: string;
  readonly fault: Fault;
  left: number;
}

/** The faults still to come, by route. */
export class PlannedFaults {
  readonly #planned: PlannedFault[] = [];

  /**
   * The next `times` requests to the route meet the fault. A route is a method and a path below
   * `/api/v10`, where `:anything` stands for one segment and `*` for any method or the rest of a
   * path: `POST /channels/:channel/messages`, `* /interactions/*`.
   */
  plan(pattern: string, fault: Fault, times: number): void {
    this.#planned.push({ pattern, fault, left: times });
  }

  /** The fault that this request meets, used up by asking. */
  take(method: string, path: string): Fault | null {
    const next = this.#planned.find(
      ({ pattern, left }) => left > 0 && matchRoute(pattern, method, path) !== null,
    );
    if (next === undefined) return null;
    next.left -= 1;
    return next.fault;
  }

  /** Forgets what was planned and not met. */
  clear(): void {
    this.#planned.length = 0;
  }
}

/** The named segments of a path that fits the pattern, or null. */
export function matchRoute(
  pattern: string,
  method: string,
  path: string,
): Record<string, string> | null {
  const [wantedMethod, wantedPath = ''] = pattern.split(' ');
  if (wantedMethod !== '*' && wantedMethod !== method) return null;
  const wanted = wantedPath.split('/');
  const given = path.split('/');
  const named: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    if (segment === '*') return named;
    const value = given[index];
    if (value === undefined) return null;
    if (segment.startsWith(':')) named[segment.slice(1)] = value;
    else if (segment !== value) return null;
  }
  return wanted.length === given.length ? named : null;
}
