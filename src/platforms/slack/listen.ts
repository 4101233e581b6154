import type { App } from '@slack/bolt';
import type { Message } from '../../message.ts';
import type { Handlers } from '../../moderate/request.ts';
import type { Groups } from './groups.ts';
import type { Installation, SlackMessage, SlackMessageEvent } from './payloads.ts';
import { asMessage, isReadable, placeOf } from './place.ts';
import { SeenMessages } from './seen.ts';
import { Turns } from './turns.ts';

/** Runs a piece of work with what went wrong caught and told. */
export type Begin = (what: string, work: () => Promise<void>) => void;

/** What reading along needs besides Bolt and the core. */
interface Surroundings {
  readonly installation: Installation;
  readonly groups: Groups;
  readonly begin: Begin;
}

/** Where an event's channel stands. */
interface Heard {
  readonly channel: string;
  readonly shared: boolean;
}

/** Reads along: every event that the core wants to know of, in its words. Bolt has acknowledged each before it arrives here. */
export function listen(
  app: App,
  { installation, groups, begin }: Surroundings,
  handlers: Handlers,
): void {
  const reader = new Reader(installation, groups, handlers);
  app.event('message', async ({ event, body }) =>
    begin('message', () => reader.event(event as SlackMessageEvent, isShared(body))),
  );
  app.event('app_mention', async ({ event, body }) =>
    begin('app_mention', () => reader.event(event as SlackMessageEvent, isShared(body))),
  );
  const gone = (channel: string) => handlers.channelGone(placeOf(installation.workspace, channel));
  app.event('channel_deleted', async ({ event }) =>
    begin('channel_deleted', () => gone(event.channel)),
  );
  app.event('group_deleted', async ({ event }) =>
    begin('group_deleted', () => gone(event.channel)),
  );
  app.event('member_joined_channel', async ({ event }) => {
    if (event.user !== installation.botUser || event.inviter === undefined) return;
    const { inviter: installer } = event;
    const { workspace } = installation;
    begin('joined', () => handlers.joined({ platform: 'slack', workspace, installer }));
  });
  // Both come when the app is removed, in any order; erasing twice is harmless.
  const left = () => handlers.left('slack', installation.workspace);
  app.event('app_uninstalled', async () => begin('app_uninstalled', left));
  app.event('tokens_revoked', async ({ event }) => {
    if ((event.tokens.bot ?? []).length > 0) begin('tokens_revoked', left);
  });
}

class Reader {
  readonly #seen = new SeenMessages();
  readonly #turns = new Turns();
  readonly #installation: Installation;
  readonly #groups: Groups;
  readonly #handlers: Handlers;

  constructor(installation: Installation, groups: Groups, handlers: Handlers) {
    this.#installation = installation;
    this.#groups = groups;
    this.#handlers = handlers;
  }

  /** A message event of whatever subtype, after all that came before it in its channel. */
  event(event: SlackMessageEvent, shared: boolean): Promise<void> {
    return this.#turns.take(event.channel, () => this.#read(event, shared));
  }

  /** Edits and deletions carry a ts of their own, which is not the message's. */
  async #read(event: SlackMessageEvent, shared: boolean): Promise<void> {
    const heard = { channel: event.channel, shared };
    if (event.subtype === 'message_deleted' && event.deleted_ts !== undefined)
      await this.#deleted(event.channel, event.deleted_ts);
    else if (event.subtype === 'message_changed' && event.message !== undefined)
      await this.#changed(event.message, event.previous_message, heard);
    else await this.#said(event, heard);
  }

  async #said(message: SlackMessage, heard: Heard): Promise<void> {
    const id = `${heard.channel}/${message.ts}`;
    if (!isReadable(message) || !this.#seen.isNew(id)) return;
    try {
      await this.#handlers.message(await this.#message(message, heard));
    } catch (error) {
      this.#seen.forget(id);
      throw error;
    }
  }

  /** A parent deleted from under its replies comes as a change into a tombstone; a preview as a change of no word. */
  async #changed(
    message: SlackMessage,
    before: SlackMessage | undefined,
    heard: Heard,
  ): Promise<void> {
    if (message.subtype === 'tombstone') return this.#deleted(heard.channel, message.ts);
    if (before !== undefined && before.text === message.text) return;
    this.#seen.isNew(`${heard.channel}/${message.ts}`);
    const edited = await this.#message(message, heard);
    if (edited.author.kind !== 'self') await this.#handlers.edited(edited);
  }

  async #message(message: SlackMessage, { channel, shared }: Heard): Promise<Message> {
    const roles = message.user === undefined ? [] : await this.#groups.groupsOf(message.user);
    return asMessage(message, channel, { installation: this.#installation, shared, roles });
  }

  /** A message that is brought again later must not come back to life. */
  async #deleted(channel: string, ts: string): Promise<void> {
    this.#seen.isNew(`${channel}/${ts}`);
    await this.#handlers.deleted(placeOf(this.#installation.workspace, channel), [ts]);
  }
}

/** Slack Connect: the channel belongs to another organisation too. */
function isShared(body: object): boolean {
  return 'is_ext_shared_channel' in body && body.is_ext_shared_channel === true;
}
