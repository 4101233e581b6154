/**
 * Slack's limits, each once. From the Block Kit reference, the documentation of `@slack/types` 3.2.0 and the chat methods' pages;
 * those marked "by experience" were found in issues of the client libraries.
 */
export const SLACK = {
  blocks: 50,
  viewBlocks: 100,
  sectionText: 3000,
  contextElements: 10,
  actionsElements: 25,
  header: 150,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  actionId: 255,
  optionText: 75,
  optionValue: 75,
  options: 100,
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
