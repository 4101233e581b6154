import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Day } from '../claims/partial-date.ts';
import type { Line, Part } from '../moderate/answer.ts';
import { cardOf } from '../moderate/card.ts';
import { cardText, plain } from '../moderate/card-lines.ts';
import { decidedFirst, explanation } from '../moderate/explanation.ts';
import type { Reader } from '../moderate/reader.ts';
import { reasonOf } from '../moderate/reasons.ts';
import { type Trial, tryMessage } from '../moderate/trial.ts';
import { jsonLines } from './json-lines.ts';
import { checkText, decodeText } from './message-text.ts';
import { UsageError } from './usage.ts';

/** What `explain` works on: the claims, the day, and where their pages stand. */
export interface ExplainContext {
  readonly reader: Reader;
  readonly today: Day;
  readonly publicUrl?: string;
}

/** Where a command reads and writes. */
export interface Streams {
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: { write(text: string): unknown };
}

/** `explain`: prints what would happen to a message and why. Resolves to the exit status. */
export async function explainCommand(
  args: readonly string[],
  context: ExplainContext,
  streams: Streams,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      jsonl: { type: 'boolean', default: false },
      context: { type: 'string', multiple: true, default: [] },
    },
    allowPositionals: true,
  });
  if (values.jsonl) {
    if (positionals.length > 0)
      throw new UsageError('explain --jsonl reads standard input; it takes no text');
    return explainLines(context, streams);
  }
  if (positionals.length > 1) throw new UsageError('explain takes one text; put it in quotes');
  const given = positionals[0];
  if (given === undefined)
    throw new UsageError(
      'explain: no message given; write it in quotes, or - to read it from standard input',
    );
  const text = given === '-' ? decodeText(await buffer(streams.input)) : checkText(given);
  streams.output.write(account(context, text, values.context));
  return 0;
}

async function explainLines(
  { reader, today }: ExplainContext,
  { input, output }: Streams,
): Promise<number> {
  let status = 0;
  for await (const line of jsonLines(input)) {
    if (line.ok) {
      const { id, text, context } = line.value;
      output.write(
        `${JSON.stringify({ id, ...verdict(tryMessage(reader, today, text, context)) })}\n`,
      );
    } else {
      status = 1;
      output.write(`${JSON.stringify({ id: line.id, error: line.error })}\n`);
    }
  }
  return status;
}

function verdict(trial: Trial) {
  const claims = decidedFirst(trial.reading.matches, trial.decision);
  return {
    decision: trial.decision.kind,
    reason: reasonOf(trial.decision),
    claims: claims.map(({ claim, score }) => ({ id: claim, score })),
  };
}

function account(
  { reader, today, publicUrl }: ExplainContext,
  text: string,
  earlier: readonly string[],
): string {
  const trial = tryMessage(reader, today, text, earlier);
  const parts = explanation(
    { reading: trial.reading, decision: trial.decision, text },
    reader.names,
  );
  const decided =
    trial.decision.kind === 'silent'
      ? undefined
      : reader.database.byId.get(trial.decision.match.claim);
  const card = decided === undefined ? '' : `\n${boxed(cardText(cardOf(decided, publicUrl)))}\n`;
  return `${parts.map(partText).join('\n')}\n${card}`;
}

/** A part of an answer for a terminal. */
function partText(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return part.text;
    case 'lines':
      return part.lines.map(plain).join('\n');
    case 'list':
      return part.items.map(item).join('\n');
    case 'card':
      return boxed(cardText(part.card));
  }
}

/** A claim's head stands out; what belongs to it is indented below. */
function item(line: Line): string {
  return line[0]?.strong ? `  ${plain(line)}` : `      ${plain(line)}`;
}

function boxed(text: string): string {
  return text
    .split('\n')
    .map((line) => `  | ${line}`)
    .join('\n');
}
