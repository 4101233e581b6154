import type { Rung } from './rung.ts';

const HOUR = 3_600_000;

/** What is in force in a channel. Durations are in milliseconds. */
export interface Settings {
  readonly rung: Rung;
  /** The topics the bot may speak on here; none until somebody chooses. */
  readonly topics: readonly string[] | 'all';
  /** How long one claim stays quiet in a channel after its card. */
  readonly cooldown: number;
  /** Cards per channel and hour, shared ones included. */
  readonly budget: number;
  /** Never speak here, never suggest, keep no decision. */
  readonly exempt: boolean;
  readonly exemptRoles: readonly string[];
  /** Speak only when a message states a claim, not when it asks about it, denies it or jokes. */
  readonly onlyStated: boolean;
  /** How long the author alone sees the card before the rung in force goes on; null: no whisper. */
  readonly authorFirst: number | null;
  /** Whether a private answer may be shared into the channel. */
  readonly share: boolean;
}

/** What a workspace, a group of channels or a channel sets of its own; the rest is inherited. */
export type SettingsLayer = Partial<Settings>;

/** A new workspace: silent, nothing chosen, twelve hours and three cards an hour once somebody lets it speak. */
export const FIRST_SETTINGS: Settings = {
  rung: 'shadow',
  topics: [],
  cooldown: 12 * HOUR,
  budget: 3,
  exempt: false,
  exemptRoles: [],
  onlyStated: false,
  authorFirst: null,
  share: true,
};

/** The settings in force: the first ones, overlaid by each layer in turn (workspace, group of channels, channel). */
export function inForce(first: Settings, layers: readonly SettingsLayer[]): Settings {
  return Object.assign({}, first, ...layers);
}

/** The settings of channels nobody has set, where `DEFAULT_RUNG` lets them speak: every topic is then chosen. */
export function firstSettings(defaultRung: Rung | undefined): Settings {
  return defaultRung === undefined
    ? FIRST_SETTINGS
    : { ...FIRST_SETTINGS, rung: defaultRung, topics: 'all' };
}
