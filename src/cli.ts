import { dayAt } from './claims/partial-date.ts';
import { claimsCommand } from './cli/claims.ts';
import { explainCommand } from './cli/explain.ts';
import { HELP, UsageError } from './cli/usage.ts';
import { type Config, readConfig } from './config.ts';
import { readerOf } from './moderate/reader.ts';
import { openClaims } from './start/claim-files.ts';

type Command = (args: readonly string[], config: Config) => Promise<number | undefined>;

/** Commands by name. What only one of them needs is imported when it runs, so that none pays for another. */
const COMMANDS: Readonly<Record<string, Command>> = {
  start: async (_args, config) => (await import('./start.ts')).start(config),
  explain: async (args, config) =>
    explainCommand(args, explainContext(config), { input: process.stdin, output: process.stdout }),
  claims: async (args, config) => claimsCommand(args, claimsContext(config)),
  eval: async (args, config) =>
    (await import('./cli/evaluate.ts')).evaluateCommand(args, claimsContext(config)),
  fit: async (args, config) =>
    (await import('./cli/evaluate.ts')).fitCommand(args, claimsContext(config)),
  doctor: async (_args, config) => (await import('./cli/doctor.ts')).doctorCommand(config, print),
  manifest: async (_args, config) =>
    (await import('./cli/manifest.ts')).manifestCommand(config, print),
};

/** Runs one command; resolves to the exit status, or to undefined where the command goes on by itself. */
async function run([name = 'help', ...args]: readonly string[]): Promise<number | undefined> {
  if (name === 'help' || name === '--help' || name === '-h') {
    print(HELP);
    return 0;
  }
  const command = COMMANDS[name];
  if (command === undefined) throw new UsageError(`there is no command "${name}"`);
  return command(args, readConfig(process.env));
}

function explainContext(config: Config) {
  const today = dayAt(Date.now());
  const reader = readerOf(openClaims(config.claimsDir, today));
  return { reader, today, ...publicUrl(config) };
}

function claimsContext(config: Config) {
  return { folder: config.claimsDir, today: dayAt(Date.now()), ...publicUrl(config), print };
}

function publicUrl(config: Config) {
  return config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Errors that nobody wrote for a reader: one of them is our mistake, and its stack says where. */
const UNEXPECTED = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'AssertionError',
]);

/** A failure in words that say what to do, where it was written for that; else with its stack. */
function failure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const foreseen = !UNEXPECTED.has(error.name) || codeOf(error) !== undefined;
  return foreseen ? error.message : (error.stack ?? error.message);
}

/** The system's or Node's own code of an error, as ENOENT. */
function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** An option that `parseArgs` does not know is the user's slip, like a command that we do not. */
function asUsage(error: unknown): unknown {
  if (!codeOf(error)?.startsWith('ERR_PARSE_ARGS') || !(error instanceof Error)) return error;
  return new UsageError(error.message.split('. ')[0] ?? error.message);
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  const status = await run(process.argv.slice(2));
  if (status !== undefined) process.exitCode = status;
} catch (caught) {
  const error = asUsage(caught);
  process.stderr.write(`${failure(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
