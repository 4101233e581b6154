import { type Place, placeKey } from '../message.ts';
import type { WorkspaceRef } from '../store/place.ts';

/** The name of the lock that guards what happens at a place. */
export function lockOf(place: Place): string {
  return `place:${placeKey(place)}`;
}

/** The name of the lock that guards what happens to a workspace as a whole: verdicts, the breaker, coming and going. */
export function workspaceLock({ platform, workspace }: WorkspaceRef): string {
  return `workspace:${platform}/${workspace}`;
}
