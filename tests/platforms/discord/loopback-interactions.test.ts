import { Events, type Interaction, MessageFlags } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { LoopbackOptions } from './loopback-discord.ts';
import { login, refusedWith, scene, textChannel } from './loopback-scene.ts';

describe('interactions', () => {
  const context = {
    name: 'context',
    description: 'Context for a claim',
    options: [{ type: 3, name: 'about', description: 'What about', autocomplete: true }],
  };

  async function withCommands(
    options: LoopbackOptions,
    answer: (interaction: Interaction) => Promise<unknown>,
  ) {
    const all = await scene(options);
    const client = await login(all.discord);
    const errors: unknown[] = [];
    client.on(Events.InteractionCreate, (interaction) => {
      answer(interaction).catch((error: unknown) => errors.push(error));
    });
    await client.application?.commands.set([context, { name: 'Check this message', type: 3 }]);
    return { ...all, client, errors };
  }

  test('a command is answered, ephemerally and outside the history', async () => {
    const { discord, general, ana, client } = await withCommands({}, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const about = interaction.options.getString('about');
      await interaction.reply({
        content: `about ${about}`,
        flags: MessageFlags.Ephemeral,
        withResponse: true,
      });
      await interaction.followUp({ content: 'and more' });
    });
    const outcome = await discord.acts.command(ana, general, 'context', { about: 'bridges' });
    expect(outcome).toMatchObject({ acknowledgement: 'message', ephemeral: true });
    expect(outcome.message?.content).toBe('about bridges');
    await outcome.shown.waitFor(({ content }) => content === 'and more', 2000);
    expect([...general.messages.values()].map(({ content }) => content)).toEqual(['and more']);
    const get = client.rest.get(`/channels/${general.id}/messages/${outcome.message?.id}`);
    await expect(get).rejects.toEqual(refusedWith(10008));
    expect(discord.violations).toEqual([]);
  });

  test('a deferred answer is settled by its edit; autocomplete gives choices', async () => {
    const { discord, general, ana } = await withCommands({}, async (interaction) => {
      if (interaction.isAutocomplete()) {
        const typed = interaction.options.getFocused();
        await interaction.respond([{ name: `${typed}…`, value: 'id-1' }]);
      } else if (interaction.isChatInputCommand()) {
        await interaction.deferReply();
        await interaction.editReply('done');
      }
    });
    const typed = await discord.acts.autocomplete(ana, general, 'context', 'about', {
      about: 'bri',
    });
    expect(typed.choices).toEqual([{ name: 'bri…', value: 'id-1' }]);
    const outcome = await discord.acts.command(ana, general, 'context');
    expect(outcome).toMatchObject({
      acknowledgement: 'deferred-message',
      message: { content: 'done' },
    });
  });

  test('an app that only a user installed may follow up five times', async () => {
    const { discord, client, ana } = await withCommands({}, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply('answer');
      for (const text of ['1', '2', '3', '4', '5', '6']) await interaction.followUp(text);
    });
    expect(client.isReady()).toBe(true);
    const elsewhere = discord.places.createGuild({ name: 'Elsewhere', botIsMember: false });
    const channel = discord.places.createChannel(elsewhere, { name: 'general' });
    const there = discord.places.createMember(elsewhere, { user: ana.user });
    const outcome = await discord.acts.command(there, channel, 'context');
    await discord.waitForRequest(({ errorCode }) => errorCode === 40094);
    expect(outcome.followUps).toHaveLength(5);
  });

  test('people cannot use what Discord would not offer them', async () => {
    const { discord, general, ana, client } = await withCommands({}, async () => {});
    const admin = { name: 'admin', description: 'For moderators', defaultMemberPermissions: 8192n };
    await client.application?.commands.create(admin);
    await expect(discord.acts.command(ana, general, 'admin')).rejects.toThrow('hidden');
    await expect(discord.acts.command(ana, general, 'nothing')).rejects.toThrow('no command');
    await expect(discord.acts.command(ana, general, 'context', { abuot: 'x' })).rejects.toThrow(
      'option',
    );
  });

  test('commands beyond the rules are refused', async () => {
    const { discord, client } = await withCommands({}, async () => {});
    const path = `/applications/${discord.bot.id}/commands` as const;
    const bodies = [
      { name: 'Context', description: 'upper case' },
      { name: 'x', description: '' },
      { name: 'Menu', type: 3, description: 'not allowed' },
      {
        name: 'x',
        description: 'd',
        options: [
          {
            type: 3,
            name: 'a',
            description: 'd',
            autocomplete: true,
            choices: [{ name: 'n', value: 'v' }],
          },
        ],
      },
    ];
    for (const body of bodies) {
      await expect(client.rest.post(path, { body })).rejects.toEqual(refusedWith(50035));
    }
    expect(discord.violations).toHaveLength(bodies.length);
    expect(discord.commands.list('global').map(({ name }) => name)).toEqual([
      'context',
      'Check this message',
    ]);
  });

  test('a message command sees the content without the intent', async () => {
    const { discord, general, ana } = await withCommands({}, async (interaction) => {
      if (interaction.isMessageContextMenuCommand())
        await interaction.reply(interaction.targetMessage.content);
    });
    const id = discord.talk.say(general, ana, 'look at this');
    const outcome = await discord.acts.messageCommand(ana, general, id, 'Check this message');
    expect(outcome.message?.content).toBe('look at this');
  });

  test('buttons update their message, open modals, and modals come back filled in', async () => {
    const row = (id: string) => [
      { type: 1, components: [{ type: 2, style: 2, label: 'Press', custom_id: id }] },
    ];
    const { discord, general, ana, client } = await withCommands({}, async (interaction) => {
      if (interaction.isModalSubmit())
        await interaction.reply(interaction.fields.getTextInputValue('why'));
      if (!interaction.isButton()) return;
      if (interaction.customId === 'update')
        await interaction.update({ content: 'updated', components: row('ask') });
      else
        await interaction.showModal({
          custom_id: 'reason',
          title: 'Reason',
          components: [
            { type: 18, label: 'Why?', component: { type: 4, style: 1, custom_id: 'why' } },
          ],
        });
    });
    await (await textChannel(client, general)).send({ content: 'card', components: row('update') });
    const card = await discord.waitForMessage(({ content }) => content === 'card');
    const updated = await discord.acts.press(ana, general, card, 'update');
    expect(updated).toMatchObject({ acknowledgement: 'update', message: { content: 'updated' } });
    const asked = await discord.acts.press(ana, general, card, 'ask');
    const sent = await discord.acts.submitModal(asked, { why: 'because' });
    expect(sent.message?.content).toBe('because');
    expect(discord.violations).toEqual([]);
  });

  test('an answer after the deadline is 10062, a second one 40060, a token dies after 15 minutes', async () => {
    const late = Promise.withResolvers<void>();
    const { discord, general, ana, errors, client } = await withCommands(
      { interactionDeadlineMs: 300 },
      async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        if (interaction.options.getString('about') === 'late') await late.promise;
        await interaction.reply('answer');
      },
    );
    const outcome = await discord.acts.command(ana, general, 'context', { about: 'late' });
    expect(outcome).toMatchObject({
      acknowledgement: 'failed',
      acknowledgedAfterMs: null,
      message: null,
    });
    late.resolve();
    await discord.waitForRequest(({ errorCode }) => errorCode === 10062);
    const answered = await discord.acts.command(ana, general, 'context', { about: 'x' });
    const { id, token } = answered.issued;
    const again = client.rest.post(`/interactions/${id}/${token}/callback`, {
      body: { type: 5 },
      auth: false,
    });
    await expect(again).rejects.toEqual(refusedWith(40060));
    discord.advanceTime(15 * 60_000 + 1);
    const edit = client.rest.patch(
      `/webhooks/${client.application?.id}/${token}/messages/@original`,
      { body: { content: 'y' }, auth: false },
    );
    await expect(edit).rejects.toEqual(refusedWith(10015));
    expect(errors).toEqual([refusedWith(10062)]);
  });
});
