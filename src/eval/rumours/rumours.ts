import first from './rumours-1.json' with { type: 'json' };
import second from './rumours-2.json' with { type: 'json' };
import third from './rumours-3.json' with { type: 'json' };

/** Well-known rumours, none of which is asserted, with messages in which people repeat them, and messages that repeat none. */
export interface Rumours {
  readonly claims: readonly {
    readonly text: string;
    readonly title?: string;
    readonly messages: readonly string[];
  }[];
  readonly others: readonly string[];
}

/** Three collections by three writers. Some rumours stand in two of them, so each is a database of its own. */
export const RUMOURS: readonly Rumours[] = [first, second, third];
