import { type CreateTableBuilder, sql } from 'kysely';
import type { Db } from './open.ts';

/** The steps from an empty store to this version, in order. A step that was released is never changed again. */
export const MIGRATIONS: readonly ((db: Db) => Promise<void>)[] = [first, notices];

const PLACE = ['platform', 'workspace', 'channel'] as const;

async function first(db: Db): Promise<void> {
  await peopleAndSettings(db);
  await decisionsAndCards(db);
  await effects(db);
  await queueAndFeedback(db);
}

async function peopleAndSettings(db: Db): Promise<void> {
  await table(db, 'workspaces', ['platform', 'workspace'])
    .addColumn('joined_at', 'bigint', (column) => column.notNull())
    .addColumn('welcomed_at', 'bigint')
    .addColumn('moderators_channel', 'text')
    .addColumn('breaker_opened_at', 'bigint')
    .addColumn('breaker_closed_at', 'bigint')
    .addPrimaryKeyConstraint('workspaces_key', ['platform', 'workspace'])
    .execute();
  await table(db, 'settings', ['platform', 'workspace', 'scope', 'scope_id', 'layer', 'changed_by'])
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('settings_key', ['platform', 'workspace', 'scope', 'scope_id'])
    .execute();
  await table(db, 'claim_states', [...PLACE, 'claim', 'changed_by'])
    .addColumn('cap', 'text')
    .addColumn('muted', 'integer', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('claim_states_key', [...PLACE, 'claim'])
    .execute();
  await table(db, 'counts', ['platform', 'workspace', 'day', 'name', 'claim'])
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('counts_key', ['platform', 'workspace', 'day', 'name', 'claim'])
    .execute();
}

async function decisionsAndCards(db: Db): Promise<void> {
  await table(db, 'decisions', [
    ...PLACE,
    'id',
    'message',
    'author',
    'kind',
    'reason',
    'claim',
    'topic',
    'matches',
  ])
    .addColumn('thread', 'text')
    .addColumn('score', 'double precision', (column) => column.notNull())
    .addColumn('would_have', 'text')
    .addColumn('decided_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('decisions_key', [...PLACE, 'message'])
    .execute();
  await index(db, 'decisions_by_id', 'decisions', ['id']);
  await index(db, 'decisions_by_time', 'decisions', ['decided_at']);
  await index(db, 'decisions_by_author', 'decisions', ['author']);
  await table(db, 'cards', [
    ...PLACE,
    'id',
    'claim',
    'rung',
    'made_by',
    'state',
    'wanted',
    'shown_status',
  ])
    .addColumn('thread', 'text')
    .addColumn('message', 'text')
    .addColumn('posted_channel', 'text')
    .addColumn('posted_message', 'text')
    .addColumn('shown', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('uneditable', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('edit_after', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('posted_at', 'bigint')
    .addPrimaryKeyConstraint('cards_key', ['id'])
    .addUniqueConstraint('cards_one_a_message', [...PLACE, 'message'])
    .execute();
  await index(db, 'cards_by_claim', 'cards', ['claim', 'state']);
  await index(db, 'cards_by_channel', 'cards', [...PLACE, 'created_at']);
  await index(db, 'cards_by_posted', 'cards', ['posted_message']);
}

async function effects(db: Db): Promise<void> {
  await table(db, 'effects', [...PLACE, 'key', 'kind', 'subject', 'body', 'state'])
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('not_before', 'bigint', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('leased_by', 'text')
    .addColumn('first_tried_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('effects_key', ['key'])
    .execute();
  await index(db, 'effects_by_state', 'effects', ['state', 'not_before']);
  await index(db, 'effects_by_subject', 'effects', ['subject']);
}

async function queueAndFeedback(db: Db): Promise<void> {
  await table(db, 'suggestions', [
    ...PLACE,
    'id',
    'message',
    'claim',
    'decision',
    'reason',
    'rung',
    'state',
  ])
    .addColumn('thread', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'bigint')
    .addColumn('posted_channel', 'text')
    .addColumn('posted_message', 'text')
    .addPrimaryKeyConstraint('suggestions_key', ['id'])
    .execute();
  await db.schema
    .createIndex('suggestions_one_open')
    .on('suggestions')
    .columns([...PLACE, 'claim'])
    .unique()
    .where(sql.ref('state'), '=', sql.lit('open'))
    .execute();
  await index(db, 'suggestions_by_message', 'suggestions', [...PLACE, 'message']);
  await table(db, 'votes', ['card', 'voter', 'vote'])
    .addColumn('voted_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('votes_key', ['card', 'voter'])
    .execute();
  await table(db, 'verdicts', ['platform', 'workspace', 'subject', 'claim', 'rung', 'moderator'])
    .addColumn('given_at', 'bigint', (column) => column.notNull())
    .addColumn('undone_at', 'bigint')
    .addPrimaryKeyConstraint('verdicts_key', ['subject', 'moderator'])
    .execute();
  await index(db, 'verdicts_by_claim', 'verdicts', ['platform', 'workspace', 'claim']);
  await table(db, 'asks', [...PLACE, 'id', 'words', 'likeness', 'asker'])
    .addColumn('tell', 'text')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('asks_key', ['id'])
    .execute();
  await index(db, 'asks_by_likeness', 'asks', ['platform', 'workspace', 'likeness']);
}

/** Notices with buttons are remembered, so that they can say what became of what they told. */
async function notices(db: Db): Promise<void> {
  await table(db, 'notices', [
    ...PLACE,
    'key',
    'name',
    'about',
    'details',
    'posted_channel',
    'posted_message',
  ])
    .addColumn('told_at', 'bigint', (column) => column.notNull())
    .addColumn('since', 'text')
    .addColumn('settled_at', 'bigint')
    .addPrimaryKeyConstraint('notices_key', ['key'])
    .execute();
  await index(db, 'notices_by_subject', 'notices', ['platform', 'workspace', 'about']);
}

/** A table with some text columns that are never null; the others are added by the caller. */
function table<Column extends string>(
  db: Db,
  name: string,
  texts: readonly Column[],
): CreateTableBuilder<string, Column> {
  let builder: CreateTableBuilder<string, Column> = db.schema.createTable(name);
  for (const text of texts) builder = builder.addColumn(text, 'text', (column) => column.notNull());
  return builder;
}

async function index(db: Db, name: string, on: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(name)
    .on(on)
    .columns([...columns])
    .execute();
}
