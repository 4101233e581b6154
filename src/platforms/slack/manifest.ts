import { ADMIN, CHECK, CONTEXT, SEARCH, type Shortcut, type SlashCommand } from './commands.ts';
import { EVENTS, SCOPES } from './scopes.ts';

/**
 * The app as Slack's "Create app from manifest" takes it, from what this code reads and calls. Without an address everything comes
 * by Socket Mode; with one (https, up to and with its path) by signed requests to it.
 */
export function appManifest(requestUrl?: string): object {
  const address = requestUrl === undefined ? {} : { request_url: requestUrl };
  const url = requestUrl === undefined ? {} : { url: requestUrl };
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: 'Sidenote',
      description: 'Puts contested claims in context, with sources, or stays silent',
      long_description: DESCRIPTION,
      background_color: '#28364a',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: 'Sidenote', always_online: true },
      shortcuts: [CHECK, SEARCH].map(shortcut),
      slash_commands: [CONTEXT, ADMIN].map((command) => ({ ...slashCommand(command), ...url })),
    },
    oauth_config: { scopes: { bot: Object.keys(SCOPES) } },
    settings: {
      event_subscriptions: { ...address, bot_events: EVENTS },
      interactivity: { is_enabled: true, ...address },
      org_deploy_enabled: false,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** Slack wants between 175 and 4000 characters. */
const DESCRIPTION =
  'Sidenote reads along in the channels it is invited to. When a message repeats a claim of its curated database, it answers in the thread with a short card: what is claimed, how far it is verified, who denied or confirmed it and when, and the source. It never says who is right, never names or pings an author, and is silent until somebody chooses topics. No message text is stored.';

function shortcut({ type, name, callback_id, description }: Shortcut) {
  return { type, name, callback_id, description };
}

function slashCommand({ command, description, usage_hint }: SlashCommand) {
  return { command, description, usage_hint, should_escape: false };
}
