import type { Generated } from 'kysely';
import type { NoticeName } from '../moderate/effect.ts';

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
  /** When it was last closed: verdicts before that open it no more. */
  breaker_closed_at: Time | null;
}

/** What a workspace, a group of channels or a channel sets of its own, as JSON of a `SettingsLayer`. */
export interface SettingsTable extends InWorkspace {
  scope: 'workspace' | 'category' | 'channel';
  /** Empty for the workspace's own layer. */
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

/** What was decided last about a message that came near a claim: ids, scores and reasons, never its words. One row a message. */
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
  would_have: 'card' | 'suggest' | null;
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
  /** Whether the bot decided on it alone, a moderator pressed Post, somebody shared it, or the setup sent it as a test. */
  made_by: 'decision' | 'moderator' | 'share' | 'test';
  /** presumed: handed over, never answered, counted as posted. refused: a permission was missing. */
  state:
    | 'pending'
    | 'posted'
    | 'presumed'
    | 'refused'
    | 'removing'
    | 'removed'
    | 'gone'
    | 'cancelled';
  posted_channel: string | null;
  posted_message: string | null;
  shown: string | null;
  wanted: string;
  /** Counts the changes of `wanted`, so that each is noted once. */
  revision: Generated<number>;
  /** The status and responses last shown, to tell a change worth a line from one that is not. */
  shown_status: string;
  /** The platform refuses to edit it. */
  uneditable: Generated<Flag>;
  edit_after: Generated<Time>;
  created_at: Time;
  posted_at: Time | null;
}

/** An effect to perform: see `moderate/effect.ts`. A lease keeps two processes from performing it at once. */
export interface EffectsTable extends AtPlace {
  key: string;
  kind: string;
  /** The card, suggestion or ask it is about; empty for a notice. */
  subject: string;
  /** JSON of the effect; emptied when it has ended. */
  body: string;
  state: EffectState;
  /** When it should have happened; `not_before` is put off by rate limits, this is not. */
  due_at: Time;
  not_before: Time;
  leased_until: Generated<Time>;
  leased_by: string | null;
  first_tried_at: Time | null;
  attempts: Generated<number>;
  created_at: Time;
  ended_at: Time | null;
}

/** waiting, performing and unknown are to be worked on; the others are ends. */
export type EffectState =
  | 'waiting'
  | 'performing'
  | 'unknown'
  | 'done'
  | 'gone'
  | 'refused'
  | 'presumed'
  | 'cancelled';

/** A card that a moderator is asked about. */
export interface SuggestionsTable extends AtPlace {
  id: string;
  thread: string | null;
  message: string;
  claim: string;
  decision: string;
  reason: string;
  /** How far the card goes when a moderator presses Post. */
  rung: 'thread' | 'channel';
  /** undone: a moderator took a decision back, and it is not asked again. */
  state: 'open' | 'posted' | 'not-about' | 'muted' | 'expired' | 'undone';
  created_at: Time;
  expires_at: Time;
  /** A moderator's id, in clear: their own decision. */
  decided_by: string | null;
  decided_at: Time | null;
  /** Where the queue entry stands in the moderators' channel. */
  posted_channel: string | null;
  posted_message: string | null;
}

/** A notice with buttons that can go out of date, and where it stands. */
export interface NoticesTable extends AtPlace {
  /** That of the effect that told it. */
  key: string;
  name: NoticeName;
  /** What it is about, as one word: `breaker`, `claim:<id>`, `card:<id>`. */
  about: string;
  /** JSON of the details that word it. */
  details: string;
  posted_channel: string;
  posted_message: string;
  told_at: Time;
  /** JSON of what became of it; null while its buttons count. */
  since: string | null;
  settled_at: Time | null;
}

/** A reader's vote on a card: one a person and card. */
export interface VotesTable {
  card: string;
  /** Keyed hash. */
  voter: string;
  vote: string;
  voted_at: Time;
}

/** A moderator's "not about this" on a card or a suggestion; undone ones are kept with their time. */
export interface VerdictsTable extends InWorkspace {
  /** Id of the card or suggestion. */
  subject: string;
  claim: string;
  /** The rung in force for the claim where it stood. */
  rung: string;
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

/** Plain counts per day (`2026-11-24`); `claim` is empty where a count is about none. */
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
  notices: NoticesTable;
  votes: VotesTable;
  verdicts: VerdictsTable;
  asks: AsksTable;
  counts: CountsTable;
}
