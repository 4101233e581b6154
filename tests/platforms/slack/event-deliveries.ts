import type { JsonObject } from './json.ts';
import { Timeline } from './timeline.ts';
import type { Acknowledgement, Transport } from './transport.ts';

/** One attempt to deliver an event. */
export type DeliveryAttempt = { retryNum: number; retryReason?: string; ack: Acknowledgement };

/** One event with all attempts so far; its `eventId` is the same in each. */
export type EventDelivery = {
  eventId: string;
  teamId: string;
  /** The type of the inner event, such as `message`. */
  type: string;
  body: JsonObject;
  attempts: DeliveryAttempt[];
};

/** Delivers events, repeats those that fail, and remembers everything. */
export class EventDeliveries {
  /** Every attempt in the order it ended. */
  readonly attempts = new Timeline<{ delivery: EventDelivery; attempt: DeliveryAttempt }>();
  readonly all: EventDelivery[] = [];
  readonly #transport: () => { transport: Transport; http: boolean };
  readonly #retryDelaysMs: readonly number[];
  readonly #running = new Set<Promise<unknown>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** @param retryDelaysMs the wait before each retry; Slack's are 0, 1 and 5 minutes */
  constructor(
    transport: () => { transport: Transport; http: boolean },
    retryDelaysMs: readonly number[],
  ) {
    this.#transport = transport;
    this.#retryDelaysMs = retryDelaysMs;
  }

  /** Starts delivering and answers with the record, which fills as attempts end. */
  send(eventId: string, teamId: string, type: string, body: JsonObject): EventDelivery {
    const delivery: EventDelivery = { eventId, teamId, type, body, attempts: [] };
    this.all.push(delivery);
    this.#run(this.#attempt(delivery, 0));
    return delivery;
  }

  /** Sends an event again `times` times, numbered on as Slack does, whatever became of it before. */
  async redeliver(eventId: string, times = 1): Promise<DeliveryAttempt[]> {
    const delivery = this.all.find((candidate) => candidate.eventId === eventId);
    if (!delivery) throw new Error(`no event ${eventId} was ever sent`);
    const done: DeliveryAttempt[] = [];
    for (let time = 0; time < times; time += 1) {
      const retryNum = delivery.attempts.length;
      done.push(await this.#once(delivery, retryNum, this.#reason('unanswered')));
    }
    return done;
  }

  /** Resolves when no attempt is under way; retries that wait for their minute do not count. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** No more retries. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #attempt(delivery: EventDelivery, retryNum: number, reason?: string): Promise<void> {
    const { ack } = await this.#once(delivery, retryNum, reason);
    const delay = this.#retryDelaysMs[retryNum];
    if (ack.outcome === 'acknowledged' || ack.noRetry || delay === undefined) return;
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#run(this.#attempt(delivery, retryNum + 1, this.#reason(ack.outcome)));
    }, delay);
    this.#timers.add(timer);
  }

  async #once(
    delivery: EventDelivery,
    retryNum: number,
    reason?: string,
  ): Promise<DeliveryAttempt> {
    const retry = {
      retryNum,
      ...(retryNum > 0 && reason !== undefined && { retryReason: reason }),
    };
    const { transport } = this.#transport();
    const ack = await transport.deliver({ kind: 'events_api', body: delivery.body, ...retry });
    const attempt = { ...retry, ack };
    delivery.attempts.push(attempt);
    this.attempts.push({ delivery, attempt });
    return attempt;
  }

  /** The words of `x-slack-retry-reason`; Socket Mode says `timeout` in `retry_reason`. */
  #reason(outcome: Acknowledgement['outcome']): string {
    if (!this.#transport().http) return 'timeout';
    if (outcome === 'refused') return 'http_error';
    return outcome === 'undeliverable' ? 'connection_failed' : 'http_timeout';
  }

  #run(work: Promise<unknown>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }
}
