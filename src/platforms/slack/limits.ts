/**
 * Slack's limits, each once. From the Block Kit reference, the documentation of `@slack/types` 3.2.0 and the chat methods' pages;
 * those marked "by experience" were found in issues of the client libraries, those marked "ours" are stricter than Slack.
 */
export const SLACK = {
  blocks: 50,
  viewBlocks: 100,
  sectionText: 3000,
  actionsElements: 25,
  header: 150,
  buttonText: 75,
  /** An address in mrkdwn counts as text: ours, so that one link never fills a section. */
  linkUrl: 1000,
  optionText: 75,
  options: 100,
  /** Options shown as boxes to tick; more become a list that opens. */
  checkboxes: 10,
  placeholder: 150,
  viewTitle: 24,
  inputLabel: 2000,
  plainInput: 3000,
  privateMetadata: 3000,
  /** Text of a message, where `chat.update` must take it again. */
  text: 4000,
  /** All text of a message's blocks: `msg_blocks_too_long` comes at about 13,200; by experience (bolt-js issue 2509). */
  blocksText: 12_000,
} as const;

/** At most so many characters (UTF-16 units, as Slack counts), the cut shown by an ellipsis and never through a character. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
