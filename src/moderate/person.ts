/** What somebody is in a workspace. Adapters tell it; what it allows stands in `roles.ts`. */
export type Standing = 'member' | 'moderator' | 'administrator';

/** Somebody who asks, presses or sets: the platform's id, and their standing where they do it. */
export interface Person {
  readonly id: string;
  readonly standing: Standing;
}
