import { blockTextLength, checkAttachments, checkBlocks, checkView } from './block-limits.ts';
import type { MessageMetadata } from './channel-history.ts';
import type { BotContent } from './conversation.ts';
import { flagIn, isObject, type JsonObject, objectsIn, textIn } from './json.ts';
import { LIMITS, type Violation, violationText } from './limits.ts';
import { SlackError, type World } from './world.ts';

/**
 * The content of a message as the app sent it, with every limit checked.
 * @throws SlackError no_text, invalid_blocks, msg_blocks_too_long, invalid_metadata_format and their like
 */
export function messageContent(world: World, method: string, args: JsonObject): BotContent {
  const blocks = listArg(args, 'blocks', 'invalid_blocks_format');
  const attachments = listArg(args, 'attachments', 'invalid_attachments');
  checkMessage(world, method, blocks, attachments);
  const text = textIn(args.text) ?? textIn(args.markdown_text) ?? '';
  const some = (list: JsonObject[] | undefined) => list !== undefined && list.length > 0;
  if (text === '' && !some(blocks) && !some(attachments)) throw new SlackError('no_text');
  if (text === '') note(world, method, { pointer: '/text', rule: 'blocks need a fallback text' });
  const metadata = metadataArg(args.metadata);
  const threadTs = textIn(args.thread_ts);
  return {
    text: cutText(world, method, text),
    ...(blocks !== undefined && { blocks }),
    ...(attachments !== undefined && { attachments }),
    ...(metadata !== undefined && { metadata }),
    ...(threadTs !== undefined && { threadTs }),
    ...(flagIn(args.reply_broadcast) && { broadcast: true }),
  };
}

/** @throws SlackError invalid_arguments, view_too_large */
export function viewContent(world: World, method: string, view: unknown): JsonObject {
  refuse(world, method, checkView(view), 'invalid_arguments');
  if (Buffer.byteLength(JSON.stringify(view)) > LIMITS.viewBytes) {
    const rule = `must be at most ${LIMITS.viewBytes} bytes`;
    refuse(world, method, [{ pointer: '/view', rule }], 'view_too_large');
  }
  return isObject(view) ? view : {};
}

/** Records a limit that was broken without the call being refused. */
export function note(world: World, method: string, violation: Violation): void {
  world.violations.push({ ...violation, method });
}

function checkMessage(
  world: World,
  method: string,
  blocks: JsonObject[] | undefined,
  attachments: JsonObject[] | undefined,
): void {
  refuse(
    world,
    method,
    blocks === undefined ? [] : checkBlocks(blocks, 'message'),
    'invalid_blocks',
  );
  refuse(
    world,
    method,
    attachments === undefined ? [] : checkAttachments(attachments),
    'invalid_blocks',
  );
  const length = blockTextLength([blocks, attachments]);
  if (length <= LIMITS.blockTextSum) return;
  const rule = `all texts together must be less than ${LIMITS.blockTextSum + 1} characters`;
  refuse(world, method, [{ pointer: '/blocks', rule }], 'msg_blocks_too_long');
}

function refuse(world: World, method: string, violations: Violation[], error: string): void {
  if (violations.length === 0) return;
  for (const violation of violations) note(world, method, violation);
  const errors = violations.map(violationText);
  const messages = errors.map((text) => `[ERROR] ${text}`);
  throw new SlackError(error, { errors, response_metadata: { messages } });
}

function listArg(args: JsonObject, key: string, error: string): JsonObject[] | undefined {
  const value = args[key];
  if (value === undefined || value === null || value === '') return undefined;
  if (!Array.isArray(value)) throw new SlackError(error);
  return objectsIn(value);
}

function metadataArg(value: unknown): MessageMetadata | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value) || !textIn(value.event_type) || !isObject(value.event_payload)) {
    throw new SlackError('invalid_metadata_format');
  }
  return { event_type: String(value.event_type), event_payload: value.event_payload };
}

function cutText(world: World, method: string, text: string): string {
  if (text.length <= LIMITS.postText) return text;
  note(world, method, { pointer: '/text', rule: `cut at ${LIMITS.postText} characters` });
  return text.slice(0, LIMITS.postText);
}
