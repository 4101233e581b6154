import { ASK_KEPT } from '../../moderate/demand.ts';
import { ADMIN_COMMANDS } from '../../moderate/request.ts';

/** A slash command, as the manifest declares it. */
export interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint: string;
}

/** A shortcut on a message or anywhere, as the manifest declares it; names have at most 24 characters. */
export interface Shortcut {
  readonly type: 'message' | 'global';
  readonly name: string;
  readonly callback_id: string;
  readonly description: string;
}

/** Asks about a claim. */
export const CONTEXT: SlashCommand = {
  command: '/context',
  description: `What is known about a claim; without words, about this conversation. ${ASK_KEPT}`,
  usage_hint: '[words or a claim] | help | privacy | forget-me',
};

/** Administers: every administrator's and moderator's command of the core as its first word. */
export const ADMIN: SlashCommand = {
  command: '/sidenote',
  description: 'Set Sidenote up, and see what it does here',
  usage_hint: ADMIN_COMMANDS.join(' | '),
};

/** Checks the message it is chosen on. */
export const CHECK: Shortcut = {
  type: 'message',
  name: 'Check this message',
  callback_id: 'check_message',
  description: 'See privately which known claims this message repeats',
};

/** Opens a form to ask in, wherever somebody is. */
export const SEARCH: Shortcut = {
  type: 'global',
  name: 'Search known claims',
  callback_id: 'search_claims',
  description: 'Ask what is known about a claim',
};
