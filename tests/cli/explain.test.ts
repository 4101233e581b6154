import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const CLAIMED = 'wait, has elon really been on the phone with putin for years??';
const ORDINARY = 'my starlink dropped during a call with my mom';

describe('for a person', () => {
  it('shows the decision, the words that met and the card', async () => {
    const { status, out } = await run(['explain', CLAIMED]);
    expect(status).toBe(0);
    expect(out).toContain('A card under the message.');
    expect(out).toContain('putin “putin”');
    expect(out).toMatch(/Reported: .*The Wall Street Journal reported in October 2024/);
    expect(out).toMatch(/Denied by Dmitry Peskov, Kremlin spokesman, 25 Oct 2024/);
    expect(out).toMatch(/from SpaceX, .*Oct 2024/);
    expect(out).toContain('2 independent origins');
  });

  it('says why it keeps silent', async () => {
    const { status, out } = await run(['explain', ORDINARY]);
    expect(status).toBe(0);
    expect(out).toMatch(/^Silence: no claim came near enough\./);
  });

  it('reads a message from standard input', async () => {
    expect((await run(['explain', '-'], CLAIMED)).out).toContain('musk-putin-regular-contact');
  });

  it.each([
    ['nothing', ['explain'], '', 2, 'no message given'],
    ['an empty text', ['explain', ' '], '', 1, 'the text is empty'],
    ['a megabyte', ['explain', '-'], 'a '.repeat(500_000), 1, 'has at most 100000'],
    ['binary data', ['explain', '-'], 'a\0b', 1, 'binary data'],
    ['what is not UTF-8', ['explain', '-'], new Uint8Array([0x66, 0xff, 0xfe]), 1, 'is not UTF-8'],
    ['an unknown flag', ['explain', '--loud', 'x'], '', 2, "Unknown option '--loud'"],
    ['two texts', ['explain', 'one', 'two'], '', 2, 'put it in quotes'],
  ] as const)('refuses %s with what to do', async (_name, args, input, expected, words) => {
    const { status, out, err } = await run(args, input);
    expect({ status, out }).toEqual({ status: expected, out: '' });
    expect(err).toContain(words);
    expect(err).not.toContain('    at ');
  });
});

describe('line by line', () => {
  it('answers each line in order, the decided claim first, then by score', async () => {
    const lines = [
      { id: 'a', text: CLAIMED },
      { id: 2, text: ORDINARY },
    ];
    const { status, out } = await run(
      ['explain', '--jsonl'],
      lines.map((line) => JSON.stringify(line)).join('\n'),
    );
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(first).toMatchObject({ id: 'a', decision: 'card', reason: 'match' });
    expect(first.claims[0].id).toBe('musk-putin-regular-contact');
    const scores = first.claims.slice(1).map(({ score }: { score: number }) => score);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    expect(second).toMatchObject({ id: 2, decision: 'silent', reason: 'no-match' });
  });

  it('goes on after bad lines, names them and fails at the end', async () => {
    const input = Buffer.concat([
      Buffer.from(
        '{"id":1,"text":"hello there"}\nno json\n{"id":3}\n{"id":4,"text":""}\n{"id":5,"text":"',
      ),
      Buffer.from([0xff]),
      Buffer.from('"}\n{"id":6,"text":"bye"}'),
    ]);
    const { status, out } = await run(['explain', '--jsonl'], input);
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(1);
    expect(answers.map(({ id }) => id)).toEqual([1, null, 3, 4, null, 6]);
    expect(answers.map(({ error }) => error !== undefined)).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});

it('names a command that there is not', async () => {
  const { status, err } = await run(['exlpain', 'x']);
  expect(status).toBe(2);
  expect(err).toContain('there is no command "exlpain"');
});

it('names every fault of the environment at once', async () => {
  const { status, err } = await run(['explain', 'x'], '', {
    PORT: 'eighty',
    DEFAULT_RUNG: 'loud',
    DISCORD_API_URL: 'http://evil.example',
  });
  expect(status).toBe(1);
  expect(err).toContain('PORT is not a port');
  expect(err).toContain('DEFAULT_RUNG must be one of shadow, queue, thread, channel');
  expect(err).toContain('DISCORD_API_URL must be https, or http on a loopback address');
});
