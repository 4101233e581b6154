import type { Place } from '../message.ts';
import type { Outcome, Task } from '../moderate/task.ts';

/** What the core needs of a platform that is running; `Running` of the seam is one. */
export interface Performer {
  perform(task: Task): Promise<Outcome>;
  /** The link to a message on the platform. */
  linkTo(place: Place, message: string, thread?: string): string;
}
