import type { Outcome, Posted, Task } from '../../moderate/task.ts';
import { answerPayload } from './answer.ts';
import { type CardPayload, cardPayload, section } from './card.ts';
import type { WebClient } from './connect.ts';
import { Holds } from './holds.ts';
import type { SlackMessage } from './payloads.ts';
import { outcomeOf } from './refusal.ts';
import { fallbackOf, fittingMrkdwn, plainLines } from './text.ts';

type TaskOf<Kind extends Task['do']> = Extract<Task, { do: Kind }>;
type Answered = { readonly channel?: string; readonly ts?: string };

/** Where a post goes, and the marker by which a lost one is found again. */
interface Target {
  readonly channel: string;
  readonly thread?: string;
  readonly marker: string;
  readonly again: boolean;
}

/** How many messages of a thread or channel are looked through for a marker, and how far back (milliseconds). */
const MOST_LOOKED_AT = 200;
const LOOK_BACK = 24 * 3_600_000;
/** The event_type of the metadata under every message of ours. */
const METADATA = 'sidenote_card';

/** Performs tasks by the Web API, each by one call where nothing was lost before. Never throws for what Slack answers. */
export function createPerform(
  client: WebClient,
  now: () => number,
): (task: Task) => Promise<Outcome> {
  const hands = new Hands(client, now);
  return (task) => hands.perform(task);
}

class Hands {
  readonly #client: WebClient;
  readonly #now: () => number;
  readonly #holds: Holds;

  constructor(client: WebClient, now: () => number) {
    this.#client = client;
    this.#now = now;
    this.#holds = new Holds(now);
  }

  perform(task: Task): Promise<Outcome> {
    switch (task.do) {
      case 'post':
        return this.#post(cardPayload(task.card, task.controls), cardTarget(task));
      case 'edit':
        return this.#update(cardPayload(task.card, task.controls), task.posted);
      case 'remove':
        return this.#remove(task.posted);
      case 'note':
        return this.#note(task);
      case 'whisper':
        return this.#whisper(task);
      case 'notify':
        return this.#notify(task);
      case 'tell':
        return this.#tell(task);
    }
  }

  async #post(payload: CardPayload, target: Target): Promise<Outcome> {
    if (target.again) {
      const found = await this.#find(target);
      if (found.kind !== 'gone') return found;
    }
    const { channel, thread, marker } = target;
    return this.#call('chat.postMessage', channel, () =>
      this.#client.chat.postMessage({
        channel,
        ...content(payload),
        ...(thread === undefined ? {} : { thread_ts: thread }),
        metadata: { event_type: METADATA, event_payload: { marker } },
      }),
    );
  }

  /** `done` with the post that carries the marker; `gone` when there is none, so that posting again makes no second one. */
  async #find({ channel, thread, marker }: Target): Promise<Outcome> {
    try {
      const oldest = String((this.#now() - LOOK_BACK) / 1000);
      const within = { channel, oldest, limit: MOST_LOOKED_AT, include_all_metadata: true };
      const { messages = [] } =
        thread === undefined
          ? await this.#client.conversations.history(within)
          : await this.#client.conversations.replies({ ...within, ts: thread });
      const ours = (messages as readonly SlackMessage[]).find((message) =>
        carries(message, marker),
      );
      if (ours === undefined) return { kind: 'gone', why: 'no message carries the marker' };
      return { kind: 'done', posted: { channel, message: ours.ts } };
    } catch (error) {
      // Without a look nobody can tell, whatever kept us from looking.
      const outcome = outcomeOf(error);
      return outcome.kind === 'refused' ? { kind: 'unknown' } : outcome;
    }
  }

  #update(payload: CardPayload, { channel, message }: Posted): Promise<Outcome> {
    return this.#call('chat.update', channel, () =>
      this.#client.chat.update({ channel, ts: message, ...content(payload) }),
    );
  }

  #remove({ channel, message }: Posted): Promise<Outcome> {
    return this.#call('chat.delete', channel, () =>
      this.#client.chat.delete({ channel, ts: message }),
    );
  }

  /** A line under a card: in the thread the card stands in, which only Slack knows. */
  async #note({ line, posted, marker, again }: TaskOf<'note'>): Promise<Outcome> {
    const { channel, message } = posted;
    try {
      const { messages = [] } = await this.#client.conversations.replies({
        channel,
        ts: message,
        limit: 1,
      });
      const thread = messages[0]?.thread_ts ?? message;
      return await this.#post(linePayload(line), { channel, thread, marker, again });
    } catch (error) {
      return outcomeOf(error);
    }
  }

  #whisper({ place, thread, person, answer }: TaskOf<'whisper'>): Promise<Outcome> {
    const payload = payloadOf(answer);
    if (payload === undefined) return Promise.resolve({ kind: 'done' });
    const { channel } = place;
    return this.#call('chat.postEphemeral', channel, async () => {
      await this.#client.chat.postEphemeral({
        channel,
        user: person,
        ...content(payload),
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
      return {};
    });
  }

  #notify({ place, answer, marker, again, posted }: TaskOf<'notify'>): Promise<Outcome> {
    const payload = payloadOf(answer);
    if (payload === undefined) return Promise.resolve({ kind: 'done' });
    if (posted !== undefined) return this.#update(payload, posted);
    return this.#post(payload, { channel: place.channel, marker, again });
  }

  /** A direct message: Slack opens the conversation for a person's id. */
  #tell({ person, answer }: TaskOf<'tell'>): Promise<Outcome> {
    const payload = payloadOf(answer);
    if (payload === undefined) return Promise.resolve({ kind: 'done' });
    return this.#call('chat.postMessage', person, () =>
      this.#client.chat.postMessage({ channel: person, ...content(payload) }),
    );
  }

  async #call(method: string, channel: string, call: () => Promise<Answered>): Promise<Outcome> {
    const left = this.#holds.left(method, channel);
    if (left > 0) return { kind: 'later', after: left };
    try {
      const { channel: where = channel, ts } = await call();
      return ts === undefined
        ? { kind: 'done' }
        : { kind: 'done', posted: { channel: where, message: ts } };
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === 'later') this.#holds.hold(method, channel, outcome.after);
      return outcome;
    }
  }
}

/** A card stands in the thread of its message, of whichever rung; a shared one where it was shared. */
function cardTarget({ place, thread, message, marker, again }: TaskOf<'post'>): Target {
  const parent = thread ?? message;
  return {
    channel: place.channel,
    ...(parent === undefined ? {} : { thread: parent }),
    marker,
    again,
  };
}

function payloadOf(answer: TaskOf<'tell'>['answer']): CardPayload | undefined {
  return 'parts' in answer ? answerPayload(answer) : undefined;
}

function linePayload(line: TaskOf<'note'>['line']): CardPayload {
  return {
    text: fallbackOf(plainLines([line])),
    blocks: [section(fittingMrkdwn(line))],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** The client's types want lists that may be changed. */
function content({ blocks, ...rest }: CardPayload) {
  return { ...rest, blocks: [...blocks] };
}

function carries({ metadata }: SlackMessage, marker: string): boolean {
  const payload = metadata?.event_payload;
  return payload !== undefined && 'marker' in payload && payload.marker === marker;
}
