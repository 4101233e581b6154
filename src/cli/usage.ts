/** The command line was not understood; the message says what was and points to the help. Exit status 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(`${message}\nSee: npm run -s help`);
    this.name = 'UsageError';
  }
}

/** What every command can be reached by, for `help` and for a command nobody knows. */
export const HELP = `Sidenote: context cards for claims that a curated database knows.

  npm start                                 everything that is configured; without any token the desk alone
  npm run -s explain -- "text"              what Sidenote would do about a message, and why
      --context "earlier message"           an earlier message of the conversation (may be given several times)
      --jsonl                               reads {id, text, context?} a line, prints {id, decision, reason, claims} a line
      -                                     reads the message from standard input
  npm run -s claims -- lint                 checks every claim file; each fault with file, line and column
                       test                 runs the claims' own examples
                       list [--json]        the claims with status, responses, sources and origins
                       card ID --platform discord|slack|text
                                            the card of a claim as its platform gets it
                       export --format claimreview
                                            all live claims as schema.org ClaimReview (JSON)
                       import FILE --feed NAME
                                            other publishers' ClaimReview as draft claims
  npm run -s eval                           precision, recall and calibration on the labelled messages
      --part report|choose|fit|examples     another part of them than the one reported
      --mistakes                            each message that came out otherwise than its label
  npm run fit                               fits the score's weights anew (deterministic)
  npm run bench                             times and ratios beside other libraries, in one run
  npm run -s doctor                         what is missing to run on Discord or Slack, and what to do
  npm run -s manifest                       the Slack app's manifest, as manifest.yaml holds it
  npm run -s simulate                       a week of messages for processes that are killed, every invariant checked
  npm run chaos                             a thousand kills in the middle of work
  npm run discord:sandbox                   a Discord on this machine for trying the bot by hand
  npm run slack:sandbox                     a Slack likewise
  npm test                                  all tests; npm run typecheck, npm run lint and npm run format besides
  npm run -s help                           this

The environment is explained in .env.example.
`;
