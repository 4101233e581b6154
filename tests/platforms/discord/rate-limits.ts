import { createHash } from 'node:crypto';
import type { LoopbackClock } from './clock.ts';
import { matchRoute } from './faults.ts';

/** At most `limit` requests in `windowMs`. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

interface Window {
  endsAtMs: number;
  used: number;
}

/** How one request stands to its bucket. */
export interface BucketState {
  readonly headers: Readonly<Record<string, string>>;
  readonly exceeded: boolean;
  readonly retryAfterMs: number;
}

/** Generous enough to stay out of the way of a test that is not about rate limits. */
const defaultLimit: RateLimit = { limit: 100, windowMs: 1000 };

/** One fixed window per route and major parameter, told in the X-RateLimit headers. */
export class RateLimits {
  readonly #clock: LoopbackClock;
  readonly #windows = new Map<string, Window>();
  readonly #limits: { pattern: string; limit: RateLimit }[] = [];

  constructor(clock: LoopbackClock) {
    this.#clock = clock;
  }

  /** Sets the limit of the routes that fit the pattern; the latest wins. */
  set(pattern: string, limit: RateLimit): void {
    this.#limits.unshift({ pattern, limit });
    this.#windows.clear();
  }

  /** Counts a request. `bucket` is the route's template, `major` its channel, guild or webhook. */
  count(bucket: string, major: string, method: string, path: string): BucketState {
    const found = this.#limits.find(({ pattern }) => matchRoute(pattern, method, path) !== null);
    const { limit, windowMs } = found?.limit ?? defaultLimit;
    const now = this.#clock.now();
    const key = `${bucket} ${major}`;
    let window = this.#windows.get(key);
    if (window === undefined || window.endsAtMs <= now) {
      window = { endsAtMs: now + windowMs, used: 0 };
      this.#windows.set(key, window);
    }
    const exceeded = window.used >= limit;
    if (!exceeded) window.used += 1;
    const leftMs = window.endsAtMs - now;
    return {
      exceeded,
      retryAfterMs: leftMs,
      headers: {
        'X-RateLimit-Limit': String(limit),
        'X-RateLimit-Remaining': String(limit - window.used),
        'X-RateLimit-Reset': String(window.endsAtMs / 1000),
        'X-RateLimit-Reset-After': String(leftMs / 1000),
        'X-RateLimit-Bucket': createHash('sha1').update(bucket).digest('hex').slice(0, 32),
      },
    };
  }
}
