import type { App, Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { WebClient } from './connect.ts';
import { intake, type TakeIn } from './intake.ts';
import type { Envelope } from './socket.ts';
import { SocketSlot } from './socket-slot.ts';

/** Slack renews connections every few hours; with two, events go on through the other one meanwhile. Ten is Slack's limit. */
const CONNECTIONS = 2;

/**
 * Socket Mode for Bolt. Its own receiver has one connection, which is down for five seconds at every renewal, and ends the process
 * over `app_rate_limited` or a token refused while reconnecting (@slack/socket-mode 3.1.0).
 */
export class SocketReceiver implements Receiver {
  readonly #slots: readonly SocketSlot[];
  readonly #logger: Logger;
  #takeIn: TakeIn = async () => undefined;

  /** `client` carries the app-level token. */
  constructor(client: WebClient, logger: Logger) {
    this.#logger = logger;
    const work = {
      address: () => openAddress(client),
      take: (envelope: Envelope) => void this.#takeIn(asEvent(envelope)),
      logger,
    };
    this.#slots = Array.from({ length: CONNECTIONS }, () => new SocketSlot(work));
  }

  init(app: App): void {
    this.#takeIn = intake(app, this.#logger);
  }

  /** Rejects when the first connection cannot be made; later ones are tried again for ever. */
  async start(): Promise<void> {
    const [first, ...others] = this.#slots;
    await first?.connect();
    await Promise.all(others.map((slot) => slot.keep()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#slots.map((slot) => slot.stop()));
  }
}

async function openAddress(client: WebClient): Promise<string> {
  const { url } = await client.apps.connections.open({});
  if (url === undefined) throw new Error('apps.connections.open gave no address');
  return url;
}

function asEvent({ payload, retry, retryReason, acknowledge }: Envelope) {
  return {
    body: { ...payload },
    ack: async (answer?: unknown) => acknowledge(answer),
    ...(retry === undefined ? {} : { retryNum: retry }),
    ...(retryReason === undefined ? {} : { retryReason }),
  };
}
