import type { Place, PlatformName } from '../message.ts';
import type { Handlers } from '../moderate/request.ts';
import type { Outcome, Task } from '../moderate/task.ts';

/** What `doctor` found about a platform: `advice` says what to do about it. */
export interface Finding {
  readonly ok: boolean;
  readonly what: string;
  readonly advice?: string;
}

/** A platform that is running. */
export interface Running {
  perform(task: Task): Promise<Outcome>;
  /** The link to a message on the platform, for moderators. */
  linkTo(place: Place, message: string, thread?: string): string;
  /** Takes no new events, lets those under way end, and disconnects. */
  stop(): Promise<void>;
}

/** The seam: all that the core knows of a platform. */
export interface Platform {
  readonly name: PlatformName;
  check(): Promise<readonly Finding[]>;
  start(handlers: Handlers): Promise<Running>;
}
