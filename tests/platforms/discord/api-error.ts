/**
 * A refusal in Discord's own words: HTTP status, JSON error code and message.
 * Thrown by routes and turned into the error body `{code, message, errors?}` in one place.
 */
export class DiscordApiError extends Error {
  readonly status: number;
  readonly code: number;
  /** Further fields of the error body, as `retry_after` of slow mode. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, code: number, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }

  /** The JSON body that Discord would send. */
  body(): Record<string, unknown> {
    return { message: this.message, code: this.code, ...this.extra };
  }
}

/** The refusals of this server. Codes and texts: Discord documentation, "Opcodes and Status Codes". */
const refusals = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached'],
  dailyCommandCreates: [
    400,
    30034,
    'Max number of daily application command creates has been reached',
  ],
  tooManyFollowUps: [400, 40094, 'This interaction has exceeded its maximum number of follow ups'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notTheAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  cannotDm: [403, 50007, 'Cannot send messages to this user'],
  notATextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  archivedThread: [400, 50083, 'Thread is archived'],
  replyNeedsHistory: [400, 160002, 'Cannot reply without permission to read message history'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
} as const satisfies Record<string, readonly [number, number, string]>;

/** Makes one of the refusals above. */
export function refusal(name: keyof typeof refusals): DiscordApiError {
  const [status, code, message] = refusals[name];
  return new DiscordApiError(status, code, message);
}

/** 50035 with the faults of the body, each "path: what is wrong". */
export function invalidBody(faults: readonly string[]): DiscordApiError {
  return new InvalidBody(
    400,
    50035,
    'Invalid Form Body',
    {
      errors: { _errors: faults.map((message) => ({ code: 'INVALID', message })) },
    },
    faults,
  );
}

/** A refusal that the sender could have known beforehand; the server records it as a violation. */
export class InvalidBody extends DiscordApiError {
  readonly faults: readonly string[];

  constructor(
    status: number,
    code: number,
    message: string,
    extra: Record<string, unknown>,
    faults: readonly string[],
  ) {
    super(status, code, message, extra);
    this.faults = faults;
  }
}

/** 50006 */
export function emptyMessage(): InvalidBody {
  return new InvalidBody(400, 50006, 'Cannot send an empty message', {}, ['the message is empty']);
}
