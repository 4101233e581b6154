import type { Logger } from 'pino';
import { type Answer, reply } from '../../moderate/answer.ts';
import { answerPayload, answerView, formView, homeView, type ShownAnswer } from './answer.ts';
import type { WebClient } from './connect.ts';
import { type Origin, packed } from './origin.ts';
import { slackError, told } from './refusal.ts';

/** Brings answers to whoever asked, and to nobody else. */
export type Respond = (answer: Answer, origin: Origin) => Promise<void>;

/** The name on answers that open over the channel. */
export const TITLE = 'Sidenote';
/** Milliseconds for a post to a response_url. */
const DEADLINE = 10_000;
/** A form can be opened only at once; who was kept waiting is asked to press again. */
const AGAIN = reply('That took too long. Please press the button again.') as ShownAnswer;
/** A form that was opened on App Home changes the page under it. */
const DONE = reply('Done.') as ShownAnswer;
const LATE = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']);

/** How answers travel: by the response_url where there is one, else over the channel or onto App Home. */
export function createRespond(client: WebClient, logger: Logger): Respond {
  const messenger = new Messenger(client, logger);
  return (answer, origin) => messenger.bring(answer, origin);
}

class Messenger {
  readonly #client: WebClient;
  readonly #logger: Logger;

  constructor(client: WebClient, logger: Logger) {
    this.#client = client;
    this.#logger = logger;
  }

  async bring(answer: Answer, origin: Origin): Promise<void> {
    switch (answer.kind) {
      case 'nothing':
        return;
      case 'form':
        return this.#open(answer, origin);
      default:
        return this.#show(answer, origin);
    }
  }

  async #open({ form }: Extract<Answer, { kind: 'form' }>, origin: Origin): Promise<void> {
    const view = formView(form, packed(origin));
    const trigger_id = origin.trigger ?? '';
    try {
      if (origin.modal === undefined) await this.#client.views.open({ trigger_id, view });
      else await this.#client.views.push({ trigger_id, view });
    } catch (error) {
      if (!LATE.has(slackError(error) ?? '')) throw error;
      await this.#show(AGAIN, { ...origin, home: false });
    }
  }

  async #show(answer: ShownAnswer, origin: Origin): Promise<void> {
    if (origin.modal !== undefined) return this.#updateModal(answer, origin.modal, origin);
    if (origin.responseUrl !== undefined) return this.#answer(answer, origin.responseUrl, origin);
    if (origin.home && answer.kind === 'update') return this.#publish(answer, origin.user);
    if (origin.trigger === undefined) return;
    const view = answerView(answer, TITLE, packed(origin));
    await this.#client.views.open({ trigger_id: origin.trigger, view });
  }

  /** App Home, as it stands from now on. */
  async #publish(answer: ShownAnswer, user: string): Promise<void> {
    await this.#client.views.publish({ user_id: user, view: homeView(answer) });
  }

  /** Replaces what a modal shows. */
  async #updateModal(answer: ShownAnswer, modal: string, origin: Origin): Promise<void> {
    const home = origin.home === true && answer.kind === 'update';
    if (home) await this.#publish(answer, origin.user);
    const view = answerView(home ? DONE : answer, TITLE, packed(origin));
    await this.#client.views.update({ view_id: modal, view });
  }

  async #answer(answer: ShownAnswer, url: string, origin: Origin): Promise<void> {
    const { thread } = origin;
    const replaces = answer.kind === 'update';
    const inThread = thread === undefined ? {} : { thread_ts: thread };
    const sent = await post(url, {
      ...answerPayload(answer),
      ...(replaces
        ? { replace_original: true }
        : { response_type: 'ephemeral', replace_original: false, ...inThread }),
    });
    if (sent !== 'expired' || origin.channel === undefined) return;
    await this.#whisper(answer, origin.channel, origin);
  }

  /** After five answers or thirty minutes: works only where the bot is a member. */
  async #whisper(answer: ShownAnswer, channel: string, { user, thread }: Origin): Promise<void> {
    const { blocks, ...rest } = answerPayload(answer);
    const where = { channel, user, ...(thread === undefined ? {} : { thread_ts: thread }) };
    try {
      await this.#client.chat.postEphemeral({ ...where, ...rest, blocks: [...blocks] });
    } catch (error) {
      this.#logger.warn(`an answer came too late to be shown: ${told(error)}`);
    }
  }
}

/** Posts to a response_url. Throws for anything but success and an address that is used up or too old. */
async function post(url: string, body: object): Promise<'sent' | 'expired'> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(DEADLINE),
  });
  await response.body?.cancel();
  if (response.ok) return 'sent';
  if (response.status === 404 || response.status === 410) return 'expired';
  throw new Error(`the response_url answered HTTP ${response.status}`);
}
