/**
 * What goes wrong with a call of the bot. `stored` says that the call took effect before it went wrong:
 * a message is then in the channel although the bot never hears of it.
 */
export type Fault =
  | { kind: 'error'; error: string }
  | { kind: 'rate-limited'; retryAfterS: number }
  | { kind: 'http'; status: number; stored?: boolean }
  | { kind: 'drop'; stored: boolean }
  | { kind: 'delay'; ms: number };

/** The Web API answers 200 with `ok: false` and this error. */
export function apiError(error: string): Fault {
  return { kind: 'error', error };
}

/** 429 with `Retry-After`, whole seconds. */
export function rateLimited(retryAfterS: number): Fault {
  return { kind: 'rate-limited', retryAfterS };
}

/** An answer of another HTTP status, such as 503, before anything was stored. */
export function httpError(status: number): Fault {
  return { kind: 'http', status };
}

/** The connection is cut: with `stored` after the message was stored, else before. */
export function droppedAnswer({ stored }: { stored: boolean }): Fault {
  return { kind: 'drop', stored };
}

/** The call takes effect at once, its answer comes `ms` later. */
export function delayedAnswer(ms: number): Fault {
  return { kind: 'delay', ms };
}

type PlannedFault = { method: string; channel: string | undefined; fault: Fault; left: number };
type Rate = { calls: number; perMs: number; perChannel: boolean; recent: Map<string, number[]> };

/** The faults a test has planned, used up in the order they were planned. */
export class Faults {
  readonly #planned: PlannedFault[] = [];
  readonly #rates = new Map<string, Rate>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Plans a fault for the next `times` calls of a method, of one channel only if one is given. */
  plan(method: string, fault: Fault, times = 1, channel?: string): void {
    this.#planned.push({ method, channel, fault, left: times });
  }

  /** Forgets planned faults and rates. */
  clear(): void {
    this.#planned.length = 0;
    this.#rates.clear();
  }

  /** A standing limit: calls beyond it get 429 until the window has passed. */
  limitRate(method: string, calls: number, perMs: number, perChannel = false): void {
    this.#rates.set(method, { calls, perMs, perChannel, recent: new Map() });
  }

  /** The fault of this call, used up by asking. */
  take(method: string, channel: string | undefined): Fault | undefined {
    const planned = this.#planned.find(
      (entry) =>
        entry.method === method &&
        entry.left > 0 &&
        (entry.channel === undefined || entry.channel === channel),
    );
    if (!planned) return this.#overRate(method, channel);
    planned.left -= 1;
    return planned.fault;
  }

  #overRate(method: string, channel: string | undefined): Fault | undefined {
    const rate = this.#rates.get(method);
    if (!rate) return undefined;
    const key = rate.perChannel ? (channel ?? '') : '';
    const now = this.#now();
    const recent = (rate.recent.get(key) ?? []).filter((at) => at > now - rate.perMs);
    rate.recent.set(key, recent);
    const oldest = recent[0];
    if (oldest !== undefined && recent.length >= rate.calls) {
      return rateLimited(Math.max(1, Math.ceil((oldest + rate.perMs - now) / 1000)));
    }
    recent.push(now);
    return undefined;
  }
}
