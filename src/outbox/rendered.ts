import type { Card } from '../moderate/card.ts';
import type { Posted, Task } from '../moderate/task.ts';

/** What an effect asks of the platform now. Undefined: there is nothing left to do. `fingerprint` is that of a posted card. */
export type Rendered = { readonly task: Task; readonly card?: Card } | undefined;

/** Which try of an effect it is: `marker` is the same in all, `again` says that an earlier one got no answer. */
export interface Try {
  readonly marker: string;
  readonly again: boolean;
}

/** Where a card or a queue entry stands, when it does. */
export function postedOf(
  row: { posted_channel: string | null; posted_message: string | null } | undefined,
): Posted | undefined {
  if (row?.posted_channel == null || row.posted_message === null) return undefined;
  return { channel: row.posted_channel, message: row.posted_message };
}
