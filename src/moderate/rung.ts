/**
 * How far the bot may go, lowest first. shadow: the feed only. queue: a moderator presses Post. thread: the message's
 * thread. channel: a reply in the channel.
 */
export const RUNGS = ['shadow', 'queue', 'thread', 'channel'] as const;
export type Rung = (typeof RUNGS)[number];

/** The lowest of some rungs; `channel` when there is none to hold it down. */
export function lowest(rungs: readonly Rung[]): Rung {
  return RUNGS.find((rung) => rungs.includes(rung)) ?? 'channel';
}

/** One rung down; shadow stays shadow. */
export function lower(rung: Rung): Rung {
  return RUNGS[Math.max(0, RUNGS.indexOf(rung) - 1)] ?? 'shadow';
}
