import type { Generated } from 'kysely';

/** Times are milliseconds since 1970; truth values are 0 or 1; JSON stands in text columns. The same on SQLite and Postgres. */
type Time = number;
type Flag = 0 | 1;

interface InWorkspace {
  platform: string;
  workspace: string;
}

interface AtPlace extends InWorkspace {
  channel: string;
}

/** A Discord server or a Slack team. */
export interface WorkspacesTable extends InWorkspace {
  joined_at: Time;
  /** When its moderators were told what Sidenote will do; null until then. */
  welcomed_at: Time | null;
  moderators_channel: string | null;
  /** When the breaker opened; null while it is closed. */
  breaker_opened_at: Time | null;
}

/** What a workspace, a group of channels or a channel sets of its own, as JSON of a `SettingsLayer`. */
export interface SettingsTable extends InWorkspace {
  scope: 'workspace' | 'category' | 'channel';
  scope_id: string;
  layer: string;
  changed_by: string;
  changed_at: Time;
}

/** How far a claim may go in a workspace (`channel` empty), and whether moderators muted it there or in one channel. */
export interface ClaimStatesTable extends AtPlace {
  claim: string;
  cap: string | null;
  muted: Flag;
  changed_by: string;
  changed_at: Time;
}

/** What was decided about a message that came near a claim: ids, scores and reasons, never its words. */
export interface DecisionsTable extends AtPlace {
  id: string;
  thread: string | null;
  message: string;
  /** Keyed hash. */
  author: string;
  kind: 'card' | 'suggest' | 'silent';
  reason: string;
  claim: string;
  topic: string;
  score: number;
  would_have: string | null;
  /** JSON of the nearest matches with vocabulary ids and positions. */
  matches: string;
  decided_at: Time;
}

/** A card, from the decision to post it until it is gone; `shown` and `wanted` are fingerprints of what it says. */
export interface CardsTable extends AtPlace {
  id: string;
  thread: string | null;
  /** The message it answers; null for a card that somebody shared. */
  message: string | null;
  claim: string;
  rung: 'thread' | 'channel';
  state: 'pending' | 'posted' | 'presumed' | 'removing' | 'removed' | 'gone' | 'cancelled';
  posted_channel: string | null;
  posted_message: string | null;
  shown: string | null;
  wanted: string;
  /** The status and responses last shown, to tell a change worth a line from one that is not. */
  shown_status: string;
  edit_after: Time;
  created_at: Time;
  posted_at: Time | null;
}

/** An effect to perform: see `moderate/effect.ts`. A lease keeps two processes from performing it at once. */
export interface EffectsTable extends AtPlace {
  key: string;
  kind: string;
  body: string;
  state:
    | 'waiting'
    | 'performing'
    | 'unknown'
    | 'done'
    | 'gone'
    | 'refused'
    | 'presumed'
    | 'cancelled';
  not_before: Time;
  leased_until: Time;
  leased_by: string | null;
  first_tried_at: Time | null;
  attempts: Generated<number>;
  created_at: Time;
  ended_at: Time | null;
}

/** A card that a moderator is asked about. */
export interface SuggestionsTable extends AtPlace {
  id: string;
  thread: string | null;
  message: string;
  claim: string;
  decision: string;
  reason: string;
  state: 'open' | 'posted' | 'not-about' | 'muted' | 'expired';
  created_at: Time;
  expires_at: Time;
  /** A moderator's id, in clear: their own decision. */
  decided_by: string | null;
  decided_at: Time | null;
  posted_channel: string | null;
  posted_message: string | null;
}

/** A reader's vote on a card: one a person and card. */
export interface VotesTable {
  card: string;
  /** Keyed hash. */
  voter: string;
  vote: string;
  voted_at: Time;
}

/** A moderator's "not about this" on a card; undone ones are kept with their time. */
export interface VerdictsTable extends InWorkspace {
  card: string;
  claim: string;
  moderator: string;
  given_at: Time;
  undone_at: Time | null;
}

/** A question that no claim answered, in its asker's own words; gone after thirty days. */
export interface AsksTable extends AtPlace {
  id: string;
  words: string;
  /** Asks alike share it: the sorted stems of their words. */
  likeness: string;
  /** Keyed hash. */
  asker: string;
  /** In clear only for somebody who pressed "Tell me", until they were told. */
  tell: string | null;
  asked_at: Time;
}

/** Plain counts per day. */
export interface CountsTable extends InWorkspace {
  day: string;
  name: string;
  claim: string;
  count: number;
}

/** All tables by name. */
export interface Tables {
  workspaces: WorkspacesTable;
  settings: SettingsTable;
  claim_states: ClaimStatesTable;
  decisions: DecisionsTable;
  cards: CardsTable;
  effects: EffectsTable;
  suggestions: SuggestionsTable;
  votes: VotesTable;
  verdicts: VerdictsTable;
  asks: AsksTable;
  counts: CountsTable;
}
