import { describe, expect, it } from 'vitest';
import { type Answer, type Control, reply, words } from '../../../src/moderate/answer.ts';
import { apiError } from './faults.ts';
import { stage } from './stage.ts';

const SHARE: Control = { kind: 'button', label: 'Share', style: 'primary', press: 'share:bridge' };
const FORM: Answer = {
  kind: 'form',
  form: {
    title: 'Edit',
    press: 'edit:1',
    submit: 'Save',
    fields: [{ name: 'note', label: 'Note', most: 200 }],
  },
};

function answer(kind: 'reply' | 'update', text: string, ...controls: Control[]): Answer {
  return { kind, parts: [{ kind: 'lines', lines: [words(text)] }], controls };
}

describe.each(['socket', 'http'] as const)('by %s', (mode) => {
  it('answers /context privately, with words, without, and about itself', async () => {
    const { slack, core, channel, ada } = await stage({ mode });
    core.answers = () => answer('reply', 'One claim fits.', SHARE);
    const place = { platform: 'slack', workspace: slack.workspace.id, channel };
    const asked = await slack.command(ada, channel, '/context', ' the bridge call ');
    const shown = await asked.responses.waitFor(() => true);
    expect(asked.ack.outcome).toBe('acknowledged');
    expect(shown).toMatchObject({ action: 'ephemeral', text: 'One claim fits.' });
    await slack.command(ada, channel, '/context');
    await slack.command(ada, channel, '/context', 'Forget-me');
    await core.waitFor('about');
    const person = { id: ada, standing: 'member' };
    expect(core.of('ask')).toEqual([
      { place, person, about: 'the bridge call' },
      { place, person, about: '' },
    ]);
    expect(core.of('about')).toEqual([place]);
    expect(core.calls.at(-1)?.args[2]).toBe('forget-me');
  });

  it('takes presses to the core, and answers below or in place', async () => {
    const { slack, core, channel, ada, running } = await stage({ mode });
    const parent = slack.say(channel, ada, 'a claim');
    const place = { platform: 'slack', workspace: slack.workspace.id, channel } as const;
    const list: Control = {
      kind: 'choose',
      press: 'setup:topics',
      placeholder: 'Topics',
      most: 2,
      options: ['a', 'b', 'c'].map((value) => ({ value, label: value, chosen: value === 'a' })),
    };
    await running.perform({
      do: 'notify',
      place,
      answer: answer('reply', 'A queue entry', SHARE, list),
      marker: 'm',
      again: false,
    });
    const { message } = await slack.waitForMessage(({ kind }) => kind === 'message');
    const where = { channel, ts: message.ts };
    core.answers = () => answer('reply', 'Thanks');
    const below = await slack.press(ada, where, 'share:bridge');
    expect(await below.responses.waitFor(() => true)).toMatchObject({ action: 'ephemeral' });
    core.answers = () => answer('update', 'Settled');
    const instead = await slack.press(ada, where, 'setup:topics', ['b', 'c']);
    expect(await instead.responses.waitFor(() => true)).toMatchObject({ action: 'replaced' });
    expect(slack.message(channel, message.ts)?.text).toBe('Settled');
    expect(core.of('press')).toMatchObject([
      { place, press: 'share:bridge', values: [] },
      { place, press: 'setup:topics', values: ['b', 'c'] },
    ]);
    expect(parent).not.toBe(message.ts);
  });

  it('opens forms over a message and brings what was typed, with the answer below it', async () => {
    const { slack, core, channel, ada } = await stage({ mode });
    core.answers = ({ name }) => (name === 'ask' ? FORM : reply('Saved.'));
    const asked = await slack.command(ada, channel, '/context', 'x');
    const form = await asked.views.waitFor(() => true);
    const submitted = await slack.submitView(ada, form.id, { note: { note: 'typed words' } });
    expect(submitted.ack.payload).toEqual({});
    await asked.responses.waitFor(({ text }) => text === 'Saved.');
    expect(core.of('press')).toMatchObject([
      { place: { channel }, press: 'edit:1', values: [], fields: { note: 'typed words' } },
    ]);
  });

  it('checks a message in a thread, where the bot is no member', async () => {
    const { slack, core, ada } = await stage({ mode });
    const elsewhere = slack.createChannel('elsewhere', { withBot: false }).id;
    const parent = slack.say(elsewhere, ada, 'parent');
    const ts = slack.say(elsewhere, ada, 'is &lt;this&gt; so', { threadTs: parent });
    const checked = await slack.messageShortcut(ada, elsewhere, ts, 'check_message');
    const shown = await checked.responses.waitFor(() => true);
    expect(shown).toMatchObject({ action: 'ephemeral', threadTs: parent });
    expect(core.of('check')).toMatchObject([
      { person: { id: ada }, message: { id: ts, thread: parent, text: 'is <this> so' } },
    ]);
  });

  it('searches from anywhere: the answer comes where the form was', async () => {
    const { slack, core, ada } = await stage({ mode });
    core.answers = () => answer('reply', 'One claim fits.', SHARE);
    const opened = await slack.globalShortcut(ada, 'search_claims');
    const form = await opened.views.waitFor(() => true);
    expect(JSON.stringify(form.blocks)).toContain('your words are kept for 30 days');
    await slack.submitView(ada, form.id, { about: { about: 'bridge' } });
    const shown = await opened.views.waitFor(({ blocks }) =>
      JSON.stringify(blocks).includes('One claim fits.'),
    );
    expect(core.of('ask')).toMatchObject([{ about: 'bridge', person: { id: ada } }]);
    core.answers = () => answer('reply', 'Pressed.');
    await slack.press(ada, shown, 'share:bridge');
    await opened.views.waitFor(({ blocks }) => JSON.stringify(blocks).includes('Pressed.'));
  });

  it('publishes App Home, and answers what is pressed there over it or in it', async () => {
    const { slack, core, ada } = await stage({ mode });
    core.answers = () => answer('reply', 'Claims in the news', SHARE);
    await slack.openHome(ada);
    await slack.waitForCall('views.publish');
    const home = slack.home(ada);
    expect(JSON.stringify(home?.blocks)).toContain('Claims in the news');
    expect(core.of('home')).toEqual(['slack']);
    if (home === undefined) throw new Error('no home page was published');
    core.answers = () => answer('reply', 'The full context');
    const pressed = await slack.press(ada, home, 'share:bridge');
    await pressed.views.waitFor(({ type }) => type === 'modal');
    core.answers = () => answer('update', 'Another page');
    await slack.press(ada, home, 'share:bridge');
    await slack.waitForCall('views.publish', 5000, 2);
    expect(JSON.stringify(slack.home(ada)?.blocks)).toContain('Another page');
  });
});

it('takes an administrator’s command with its options, and says what there is for any other', async () => {
  const { slack, core, channel, ada } = await stage();
  await slack.command(ada, channel, '/sidenote', 'rung queue');
  await slack.command(ada, channel, '/sidenote', 'explain https://x.slack.com/archives/C1/p1');
  await core.waitFor('administer', 2);
  expect(core.of('administer')).toMatchObject([
    { command: 'rung', options: { rung: 'queue' }, place: { channel } },
    { command: 'explain', options: { message: 'https://x.slack.com/archives/C1/p1' } },
  ]);
  const { responses } = await slack.command(ada, channel, '/sidenote', 'dance');
  expect((await responses.waitFor(() => true)).text).toContain('/sidenote setup | rung');
});

it('says sorry when the core fails, and whispers when the response_url is used up', async () => {
  const { slack, core, channel, ada, log } = await stage();
  core.answers = () => Promise.reject(new Error('the store is gone'));
  const failed = await slack.command(ada, channel, '/context', 'x');
  expect((await failed.responses.waitFor(() => true)).text).toContain('went wrong');
  expect(log.join('')).toContain('the store is gone');
  let release: () => void = () => undefined;
  core.answers = () =>
    new Promise((resolve) => {
      release = () => resolve(reply('Late.'));
    });
  const late = await slack.command(ada, channel, '/context', 'x');
  await core.waitFor('ask', 2);
  for (let use = 0; use < 5; use += 1)
    await fetch(late.responseUrl, { method: 'POST', body: JSON.stringify({ text: 'used' }) });
  release();
  await slack.waitForMessage(({ kind, seenBy }) => kind === 'ephemeral' && seenBy === ada);
});

it('asks to press again when a form came too late, and only acknowledges a link', async () => {
  const { slack, core, channel, ada, running } = await stage();
  slack.failNext('views.open', apiError('expired_trigger_id'));
  core.answers = () => FORM;
  const asked = await slack.command(ada, channel, '/context', 'x');
  expect((await asked.responses.waitFor(() => true)).text).toContain('took too long');
  const link: Control = { kind: 'link', label: 'Full context', url: 'https://sidenote.example/' };
  await running.perform({
    do: 'notify',
    place: { platform: 'slack', workspace: slack.workspace.id, channel },
    answer: answer('reply', 'A card', link),
    marker: 'm',
    again: false,
  });
  const { message } = await slack.waitForMessage(({ kind }) => kind === 'message');
  const pressed = await slack.press(ada, { channel, ts: message.ts }, 'open:0');
  expect(pressed.ack.outcome).toBe('acknowledged');
  await running.stop();
  expect(core.of('press')).toEqual([]);
});
