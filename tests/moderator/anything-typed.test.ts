import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ADMIN_COMMANDS } from '../../src/moderate/request.ts';
import { expectFits } from '../fixtures/answers.ts';
import { bench, HOME, temporaryFile } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { ADMINISTRATOR } from '../fixtures/people.ts';

const NAMES = [
  ...[
    'full',
    'show',
    'share',
    'tell',
    'vote',
    'why',
    'about',
    'post',
    'not-about',
    'mute',
    'wrong',
    'remove',
  ],
  ...[
    'mute-claim',
    'close-breaker',
    'author-post',
    'author-edit',
    'author-wrong',
    'setup',
    'undo',
    'constructor',
  ],
];
const PARTS = [
  ...[
    'suggestion',
    'vote',
    'wrong',
    'remove',
    'mute',
    'unmute',
    'lowered',
    'cap',
    'rung',
    'cooldown',
    'breaker',
  ],
  ...[
    'workspace',
    'channel=c1',
    'mayor-call',
    'topics',
    'switch',
    'exempt',
    'on',
    'inherit',
    '-1',
    '1e99',
    '',
    '__proto__',
  ],
];
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...PARTS));

it('answers whatever is typed and pressed, and never throws', async () => {
  const file = temporaryFile();
  const { moderator, say, end } = await bench(file.address, { rung: 'channel' });
  const { handlers } = moderator;
  await say(rumour('mayor'));
  const person = ADMINISTRATOR;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...NAMES),
      fc.array(anything, { maxLength: 4 }),
      fc.constantFrom(...ADMIN_COMMANDS),
      async (name, typed, command) => {
        const text = typed.join(' ');
        const press = [name, ...typed].join(':');
        const fields = { roles: text };
        const options = { [OPTION[command]]: text };
        const answers = [
          await handlers.press({ place: HOME, person, press, values: typed, fields }),
          await handlers.administer({ place: HOME, person, command, options }),
          await handlers.ask({ place: HOME, person, about: text }),
        ];
        for (const answer of answers) expectFits(answer);
        expect((await handlers.complete(HOME, text)).length).toBeLessThanOrEqual(25);
      },
    ),
    { numRuns: 150 },
  );
  await end();
  file.remove();
});

const OPTION = {
  setup: 'none',
  rung: 'rung',
  topics: 'topics',
  mute: 'claim',
  unmute: 'claim',
  cooldown: 'hours',
  status: 'none',
  explain: 'message',
  breaker: 'state',
} as const;
