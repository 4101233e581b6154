import type { Day } from '../claims/partial-date.ts';

/** What the claims command works on: the folder, the day, the public address, and where it prints. */
export interface ClaimsContext {
  readonly folder: string;
  readonly today: Day;
  readonly publicUrl?: string;
  readonly print: (line: string) => void;
}
