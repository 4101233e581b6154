import { setTimeout as wait } from 'node:timers/promises';
import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Answer, Control } from '../../../src/moderate/answer.ts';
import { reply, words } from '../../../src/moderate/answer.ts';
import { flat } from './body-limits.ts';
import type { Interaction } from './interaction.ts';
import { RecordingHandlers } from './recording-handlers.ts';
import { scene, startBot } from './scene.ts';

const BUTTON: Control = { kind: 'button', label: 'Again', style: 'neutral', press: 'why:abc' };

function textsOf(interaction: Interaction): string {
  const messages = [interaction.message, ...interaction.followUps];
  return messages
    .flatMap((message) => flat((message?.components ?? []) as never[]))
    .map(({ content }) => content ?? '')
    .join('\n');
}

function answer(kind: 'reply' | 'update', text: string, ...controls: Control[]): Answer {
  return { kind, parts: [{ kind: 'lines', lines: [words(text)] }], controls };
}

function isEphemeral(interaction: Interaction): boolean {
  return ((interaction.message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

describe('commands', () => {
  it('registers them once and not again when nothing changed', async () => {
    const { discord, bot } = await scene();
    const writes = () => discord.requests.filter(({ method }) => method === 'PUT');
    expect(writes()).toHaveLength(1);
    await bot.stop();
    await startBot(discord, new RecordingHandlers());
    expect(writes()).toHaveLength(1);
  });

  it('answers /context privately, with words and without', async () => {
    const { discord, general, ana, handlers } = await scene();
    const asked = await discord.acts.command(ana, general, 'context', { about: 'the *bridge*' });
    expect(asked.acknowledgement).toBe('message');
    expect(isEphemeral(asked)).toBe(true);
    expect(textsOf(asked)).toContain('You asked: the \\*bridge\\*');
    await discord.acts.command(ana, general, 'context');
    const asks = handlers.of('ask').map(({ ask }) => ask);
    expect(asks.map(({ about }) => about)).toEqual(['the *bridge*', '']);
    expect(asks[0]).toMatchObject({
      place: { channel: general.id },
      person: { id: ana.user.id, standing: 'member' },
    });
  });

  it('completes while somebody types', async () => {
    const { discord, general, ana, handlers } = await scene();
    handlers.choices = Array.from({ length: 30 }, (_, at) => ({
      label: `Claim ${at} ${'x'.repeat(120)}`,
      value: `claim-${at}`,
    }));
    const typed = await discord.acts.autocomplete(ana, general, 'context', 'about', {
      about: 'brid',
    });
    expect(typed.choices).toHaveLength(25);
    expect(handlers.of('complete').map((entry) => entry.typed)).toEqual(['brid']);
  });

  it('checks a message that it was never allowed to read', async () => {
    const { discord, general, ana, mo, handlers } = await scene({ messageContent: 'none' });
    const id = discord.talk.say(general, ana, 'the mayor phoned the builder');
    const checked = await discord.acts.messageCommand(mo, general, id, 'Check this message');
    expect(isEphemeral(checked)).toBe(true);
    expect(handlers.of('check')[0]?.check).toMatchObject({
      person: { id: mo.user.id, standing: 'moderator' },
      message: { id, text: 'the mayor phoned the builder', author: { id: ana.user.id } },
    });
    expect(handlers.of('message')).toEqual([]);
  });

  it('takes administrators’ commands with their options and the channel meant', async () => {
    const { discord, guild, general, ada, handlers } = await scene();
    const other = discord.places.createChannel(guild, { name: 'other' });
    await discord.acts.command(ada, general, 'sidenote-admin rung', {
      rung: 'thread',
      channel: other.id,
    });
    expect(handlers.of('administer')[0]?.administer).toEqual({
      place: { platform: 'discord', workspace: guild.id, channel: other.id },
      person: { id: ada.user.id, standing: 'administrator' },
      command: 'rung',
      options: { rung: 'thread' },
    });
  });

  it('lets nobody steer a channel by what they may do in another', async () => {
    const { discord, guild, general, ada, handlers } = await scene();
    const closed = discord.places.createChannel(guild, { name: 'closed' });
    discord.places.setPermissions(closed, ada, { deny: ['ManageGuild', 'ManageMessages'] });
    await discord.acts.command(ada, general, 'sidenote-admin rung', { channel: closed.id });
    expect(handlers.of('administer')[0]?.administer.person.standing).toBe('member');
  });

  it('keeps administrators’ commands from members', async () => {
    const { discord, general, ana } = await scene();
    const tried = async () => discord.acts.command(ana, general, 'sidenote-admin setup');
    await expect(tried()).rejects.toThrow();
  });

  it.each(['privacy', 'forget-me', 'help'])('answers /sidenote %s', async (command) => {
    const { discord, general, ana, handlers } = await scene();
    await discord.acts.command(ana, general, `sidenote ${command}`);
    expect(handlers.of('about')[0]).toMatchObject({ command, person: ana.user.id });
  });

  it('works where only a person installed it, and offers nothing to share there', async () => {
    const { discord, handlers } = await scene();
    handlers.answer = () => answer('reply', 'x', { ...BUTTON, press: 'share:x' });
    const foreign = discord.places.createGuild({ name: 'Elsewhere', botIsMember: false });
    const talk = discord.places.createChannel(foreign, { name: 'talk' });
    const visitor = discord.places.createMember(foreign, { name: 'Visitor' });
    const asked = await discord.acts.command(visitor, talk, 'context', { about: 'x' });
    expect(handlers.of('ask')).toHaveLength(1);
    const drawn = flat((asked.message?.components ?? []) as never[]);
    expect(drawn.some(({ type }) => type === 2)).toBe(false);
  });

  it('answers in a direct conversation', async () => {
    const { discord, ana, handlers } = await scene();
    await discord.acts.command(ana.user, discord.places.openDm(ana.user), 'context', {});
    expect(handlers.of('ask')[0]?.ask).toMatchObject({
      place: { workspace: 'direct' },
      person: { standing: 'member' },
    });
  });
});

describe('answers', () => {
  it('replaces the message that was pressed, or answers beside it', async () => {
    const { discord, general, ana, handlers } = await scene();
    handlers.answer = () => answer('reply', 'first', BUTTON);
    const asked = await discord.acts.command(ana, general, 'context', {});
    const message = asked.message;
    if (message === null) throw new Error('no answer');
    handlers.answer = () => answer('update', 'second', BUTTON);
    const updated = await discord.acts.press(ana, general, message, 'why:abc');
    expect(updated.acknowledgement).toBe('update');
    expect(textsOf(updated)).toContain('second');
    handlers.answer = () => ({ kind: 'nothing' });
    const silent = await discord.acts.press(ana, general, message, 'why:abc');
    expect(silent.acknowledgement).toBe('deferred-update');
    expect(handlers.of('press').map(({ press }) => press.press)).toEqual(['why:abc', 'why:abc']);
  });

  it('opens a form and takes what was typed', async () => {
    const { discord, general, ana, handlers } = await scene();
    handlers.answer = () => ({
      kind: 'form',
      form: {
        title: 'Explain',
        press: 'undo:form',
        submit: 'Send',
        fields: [{ name: 'why', label: 'Why', most: 200 }],
      },
    });
    const asked = await discord.acts.command(ana, general, 'context', {});
    expect(asked.acknowledgement).toBe('modal');
    handlers.answer = () => reply('Thank you.');
    const sent = await discord.acts.submitModal(asked, { why: 'because' });
    expect(textsOf(sent)).toContain('Thank you.');
    expect(handlers.of('press')[0]?.press).toMatchObject({
      press: 'undo:form',
      fields: { why: 'because' },
    });
  });

  it('hands over what was chosen from a list', async () => {
    const { discord, general, ada, handlers } = await scene();
    handlers.answer = () =>
      answer('reply', 'Topics', {
        kind: 'choose',
        press: 'setup:topics',
        placeholder: 'Topics',
        most: 2,
        options: ['a', 'b', 'c'].map((value) => ({ value, label: value, chosen: false })),
      });
    const asked = await discord.acts.command(ada, general, 'context', {});
    if (asked.message === null) throw new Error('no answer');
    await discord.acts.press(ada, general, asked.message, 'setup:topics', ['a', 'c']);
    expect(handlers.of('press')[0]?.press.values).toEqual(['a', 'c']);
  });

  it('goes on in further private messages when one is too small', async () => {
    const { discord, general, ana, handlers } = await scene();
    handlers.answer = () => ({
      kind: 'reply',
      parts: [{ kind: 'list', items: Array.from({ length: 40 }, () => words('w'.repeat(200))) }],
      controls: [],
    });
    const asked = await discord.acts.command(ana, general, 'context', {});
    await asked.shown.waitFor(() => asked.followUps.length === 2, 5000);
    expect(textsOf(asked).match(/w{200}/g)).toHaveLength(40);
    for (const { flags } of asked.followUps)
      expect((flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
  });

  it('shows that it thinks when the answer takes long, and then answers', async () => {
    const { discord, general, ana, handlers } = await scene();
    handlers.answer = async () => {
      await wait(1500);
      return answer('reply', 'at last', BUTTON);
    };
    const asked = await discord.acts.command(ana, general, 'context', {});
    expect(asked.acknowledgement).toBe('deferred-message');
    expect(textsOf(asked)).toContain('at last');
    if (asked.message === null) throw new Error('no answer');
    const pressed = await discord.acts.press(ana, general, asked.message, 'why:abc');
    await pressed.shown.waitFor(() => pressed.followUps.length === 1, 5000);
    expect(pressed.acknowledgement).toBe('deferred-update');
    expect(pressed.followUps).toHaveLength(1);
  });

  it('says so when it failed, and says no more', async () => {
    const { discord, general, ana, handlers, logged } = await scene();
    handlers.answer = () => {
      throw new Error('the store is full');
    };
    const asked = await discord.acts.command(ana, general, 'context', {});
    expect(textsOf(asked)).toMatch(/went wrong on our side/);
    expect(logged.join('')).toContain('the store is full');
  });
});

describe('what goes wrong', () => {
  it('says nothing when it comes too late', async () => {
    const { discord, general, ana, handlers, logged } = await scene({ interactionDeadlineMs: 150 });
    handlers.answer = async () => {
      await wait(400);
      return reply('too late');
    };
    const asked = await discord.acts.command(ana, general, 'context', {});
    expect(asked.acknowledgement).toBe('failed');
    await discord.waitForRequest(({ errorCode }) => errorCode === 10062);
    expect(problemsIn(logged)).toEqual([]);
  });

  it('is silent when another process of ours answered', async () => {
    const { discord, general, ana, logged, handlers } = await scene();
    const others = new RecordingHandlers();
    await startBot(discord, others, logged as string[]);
    const asked = await discord.acts.command(ana, general, 'context', { about: 'x' });
    expect(asked.acknowledgement).toBe('message');
    await discord.waitForRequest(({ errorCode }) => errorCode === 40060);
    expect([handlers, others].map((each) => each.of('ask').length)).toEqual([1, 1]);
    expect(problemsIn(logged)).toEqual([]);
    expect(asked.followUps).toEqual([]);
  });

  it('answers a button of an old card', async () => {
    const { discord, general, ana, handlers, bot, guild } = await scene();
    const outcome = await bot.perform({
      do: 'notify',
      place: { platform: 'discord', workspace: guild.id, channel: general.id },
      answer: answer('reply', 'an old card', { ...BUTTON, press: 'forgotten:thing' }),
      marker: 'm1',
      again: false,
    });
    expect(outcome.kind).toBe('done');
    const [card] = discord.talk.botMessages(general);
    if (card === undefined) throw new Error('no card');
    handlers.answer = () => reply('This button is no longer in use.');
    const pressed = await discord.acts.press(ana, general, card, 'forgotten:thing');
    expect(isEphemeral(pressed)).toBe(true);
    expect(textsOf(pressed)).toContain('no longer in use');
    expect(discord.talk.botMessages(general)).toHaveLength(1);
  });

  it('never writes a token of an interaction into the log', async () => {
    const { discord, general, ana, logged } = await scene();
    discord.failNext('POST /interactions/:id/:token/callback', {
      kind: 'status',
      status: 403,
      code: 50001,
    });
    await discord.acts.command(ana, general, 'context', {});
    expect(logged.join('')).toContain('50001');
    expect(logged.join('')).not.toMatch(/interaction-\d+-token/);
    expect(logged.join('')).not.toContain(discord.token);
  });
});

function problemsIn(logged: readonly string[]): readonly string[] {
  return logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 40);
}
