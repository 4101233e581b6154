/** Where something that a person did came from, and so where its answer goes. */
export interface Origin {
  readonly user: string;
  /** The channel; absent over App Home and the global shortcut. */
  readonly channel?: string;
  /** The parent's ts, where it was done in a thread. */
  readonly thread?: string;
  /** Good for one form, within three seconds. */
  readonly trigger?: string;
  /** Good for five answers, within thirty minutes, also where the bot is no member. */
  readonly responseUrl?: string;
  /** The modal it was done in. */
  readonly modal?: string;
  /** It was done on App Home. */
  readonly home?: boolean;
}

type Kept = Pick<Origin, 'channel' | 'thread' | 'responseUrl' | 'home'>;

/** An origin as a view's private_metadata, so that what is done in the view knows where it began. */
export function packed({ channel, thread, responseUrl, home }: Origin): string {
  return JSON.stringify({ channel, thread, responseUrl, home } satisfies Record<
    keyof Kept,
    unknown
  >);
}

/** The origin out of a view's private_metadata; nothing of it where that is not ours. */
export function unpacked(metadata: string): Kept {
  try {
    const kept: unknown = JSON.parse(metadata);
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

/** A press as Slack describes where it was made. */
interface PressBody {
  readonly user: { readonly id: string };
  readonly trigger_id?: string;
  readonly response_url?: string;
  readonly channel?: { readonly id?: string };
  readonly container?: { readonly thread_ts?: unknown };
  readonly view?: { readonly id: string; readonly type: string; readonly private_metadata: string };
}

/** Where a press was made: on a message, in a modal, on App Home. */
export function originOf(body: object): Origin {
  const { user, trigger_id, response_url, channel, container, view } = body as PressBody;
  const trigger = trigger_id;
  if (view?.type === 'home') return defined({ user: user.id, trigger, home: true });
  if (view !== undefined) {
    const kept = unpacked(view.private_metadata);
    const where = { channel: kept.channel, thread: kept.thread };
    return defined({ ...where, user: user.id, trigger, modal: view.id });
  }
  const thread = container?.thread_ts;
  return defined({
    user: user.id,
    channel: channel?.id,
    trigger,
    responseUrl: response_url,
    thread: typeof thread === 'string' ? thread : undefined,
  });
}

/** Drops what is not there. */
export function defined(origin: Loose): Origin {
  const given = Object.entries(origin).filter(([, value]) => value !== undefined);
  return { user: origin.user, ...Object.fromEntries(given) };
}

type Loose = { readonly user: string } & {
  readonly [Key in keyof Origin]?: Origin[Key] | undefined;
};
