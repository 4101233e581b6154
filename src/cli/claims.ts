import { parseArgs } from 'node:util';
import type { Claim } from '../claims/claim.ts';
import { claimReview } from '../claims/claim-review.ts';
import { type ClaimDatabase, lifecycleOn } from '../claims/database.ts';
import { inOneLine } from '../claims/fault.ts';
import type { Day } from '../claims/partial-date.ts';
import { countOrigins } from '../claims/provenance.ts';
import { WEIGHTS } from '../match/weights.ts';
import { cardOf } from '../moderate/card.ts';
import { cardText, MOST_CHARACTERS } from '../moderate/card-lines.ts';
import { readerOf } from '../moderate/reader.ts';
import { cardPayload as discordCard } from '../platforms/discord/card.ts';
import { cardPayload as slackCard } from '../platforms/slack/card.ts';
import { openClaims } from '../start/claim-files.ts';
import type { ClaimsContext } from './claims-context.ts';
import { type ExampleFailure, tryExamples } from './examples.ts';
import { importFeed } from './import.ts';
import { UsageError } from './usage.ts';

type Command = (args: readonly string[], context: ClaimsContext) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  lint: lintCommand,
  test: testCommand,
  list: listCommand,
  card: cardCommand,
  export: exportCommand,
  import: importFeed,
};

/** `claims lint|test|list|card|export|import`: resolves to the exit status. */
export async function claimsCommand(
  args: readonly string[],
  context: ClaimsContext,
): Promise<number> {
  const [name = '', ...rest] = args;
  const command = COMMANDS[name];
  if (command === undefined)
    throw new UsageError(`claims: "${name}" is none of ${Object.keys(COMMANDS).join(', ')}`);
  return command(rest, context);
}

function lintCommand(args: readonly string[], { folder, today, print }: ClaimsContext): number {
  parseArgs({ args: [...args], options: {} });
  const database = openClaims(folder, today);
  for (const warning of database.warnings) print(inOneLine(warning));
  const long = database.claims.filter((claim) => cardText(cardOf(claim)).length > MOST_CHARACTERS);
  for (const { topic, id } of long) {
    print(
      `${folder}/${topic}/${id}.yaml: its card is longer than ${MOST_CHARACTERS} characters; shorten the statement or what the first responses say`,
    );
  }
  print(
    `${database.claims.length} claims, ${database.imported.size} imported, ${warnings(database)}`,
  );
  return 0;
}

function testCommand(args: readonly string[], { folder, today, print }: ClaimsContext): number {
  parseArgs({ args: [...args], options: {} });
  const database = openClaims(folder, today);
  const { failures, tried, asked } = tryExamples(database, readerOf(database), today);
  for (const failure of failures) print(failureLine(failure));
  for (const id of untaught(database)) {
    print(
      `${id}: the matcher was taught nothing of it yet and goes by its conditions alone; npm run fit teaches it`,
    );
  }
  if (asked > 0) print(`${asked} messages that must not match would be suggested to moderators`);
  print(`${tried - failures.length} examples passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

/** The claims that the committed weights know nothing of. */
function untaught({ claims }: ClaimDatabase): readonly string[] {
  const taught = new Set(WEIGHTS.classifier.claims);
  return claims.map(({ id }) => id).filter((id) => !taught.has(id));
}

function listCommand(args: readonly string[], { folder, today, print }: ClaimsContext): number {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
  });
  const database = openClaims(folder, today);
  if (values.json)
    print(
      JSON.stringify(
        database.claims.map((claim) => summary(claim, today)),
        null,
        2,
      ),
    );
  else
    for (const claim of database.claims)
      print(`${claim.id.padEnd(32)} ${claim.verification.padEnd(17)} ${claim.title}`);
  return 0;
}

function cardCommand(
  args: readonly string[],
  { folder, today, publicUrl, print }: ClaimsContext,
): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { platform: { type: 'string', default: 'text' } },
    allowPositionals: true,
  });
  const [id = ''] = positionals;
  const claim = openClaims(folder, today).byId.get(id);
  if (claim === undefined)
    throw new UsageError(`claims card: there is no claim "${id}" (npm run -s claims -- list)`);
  const card = cardOf(claim, publicUrl);
  const drawn: Readonly<Record<string, () => string>> = {
    text: () => cardText(card),
    discord: () => JSON.stringify(discordCard(card, []), null, 2),
    slack: () => JSON.stringify(slackCard(card, []), null, 2),
  };
  const draw = drawn[values.platform];
  if (draw === undefined)
    throw new UsageError(`claims card: --platform is one of ${Object.keys(drawn).join(', ')}`);
  print(draw());
  return 0;
}

function exportCommand(
  args: readonly string[],
  { folder, today, publicUrl, print }: ClaimsContext,
): number {
  const { values } = parseArgs({ args: [...args], options: { format: { type: 'string' } } });
  if (values.format !== 'claimreview')
    throw new UsageError('claims export: --format claimreview is the one there is');
  const publisher = { name: 'Sidenote', ...(publicUrl === undefined ? {} : { url: publicUrl }) };
  const live = openClaims(folder, today).claims.filter(({ lifecycle }) => lifecycle === 'live');
  print(
    JSON.stringify(
      live.map((claim) => claimReview(claim, publisher)),
      null,
      2,
    ),
  );
  return 0;
}

function summary(claim: Claim, today: Day) {
  return {
    id: claim.id,
    topic: claim.topic,
    title: claim.title,
    statement: claim.statement,
    verification: claim.verification,
    lifecycle: claim.lifecycle,
    lifecycleInForce: lifecycleOn(claim, today),
    responses: claim.responses.length,
    sources: Object.keys(claim.sources).length,
    origins: countOrigins(claim),
    asOf: claim.asOf,
    checkedOn: claim.checkedOn,
    reviewBy: claim.reviewBy,
  };
}

function failureLine({ claim, kind, text, got }: ExampleFailure): string {
  const wanted = kind === 'match' ? 'must match' : 'must not match';
  return `${claim}: ${wanted}, but ${got}: ${JSON.stringify(text)}`;
}

function warnings({ warnings: list }: ClaimDatabase): string {
  return list.length === 1 ? '1 warning' : `${list.length} warnings`;
}
