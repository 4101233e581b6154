import { describe, expect, it } from 'vitest';
import { createDiscord } from '../../../src/platforms/discord/discord.ts';
import { RecordingHandlers } from './recording-handlers.ts';
import { loggerInto, scene, setStage, startBot } from './scene.ts';

describe('connecting', () => {
  it('asks for servers, messages and their text, and for nothing else', async () => {
    const { discord } = await scene();
    const [session] = discord.gateway.sessions.values();
    expect(session?.intents).toBe((1 << 0) | (1 << 9) | (1 << 15));
  });

  it('works without message content, and says so once', async () => {
    const { discord, general, ana, handlers, logged } = await scene({ messageContent: 'none' });
    expect(logged.filter((line) => line.includes('Message Content Intent'))).toHaveLength(1);
    discord.talk.say(general, ana, 'unheard');
    const asked = discord.talk.say(general, ana, `<@${discord.bot.id}> did the mayor phone?`);
    expect((await handlers.read(asked)).text).toBe('@Sidenote did the mayor phone?');
    expect(handlers.of('message')).toHaveLength(1);
    expect((await handlers.next('joined')).joined.withoutContent).toBe(true);
  });

  it('connects again without message content when it is refused all the same', async () => {
    const stage = await setStage({ messageContent: 'limited' });
    const { discord, general, ana } = stage;
    const logged: string[] = [];
    const handlers = new RecordingHandlers();
    // The switch is turned off between the question and the connection.
    const asked = discord.waitForRequest(({ path }) => path === '/applications/@me');
    const starting = startBot(discord, handlers, logged);
    await asked;
    discord.setMessageContent('none');
    await starting;
    expect(logged.filter((line) => line.includes('Message Content Intent'))).not.toEqual([]);
    const id = discord.talk.say(general, ana, `<@${discord.bot.id}> hello`);
    await handlers.read(id);
  });

  it('stops with advice when the token is wrong', async () => {
    const { discord } = await setStage();
    const wrong = createDiscord({ token: 'wrong', apiUrl: discord.apiUrl }, loggerInto([]));
    await expect(wrong.start(new RecordingHandlers())).rejects.toThrow(
      /refuses DISCORD_TOKEN: make a new token/,
    );
  });

  it('stops with advice when nobody answers', async () => {
    const nobody = { token: 'x', apiUrl: 'http://127.0.0.1:9/api' };
    const starting = createDiscord(nobody, loggerInto([])).start(new RecordingHandlers());
    await expect(starting).rejects.toThrow(/cannot be reached at http:\/\/127.0.0.1:9\/api/);
  });

  it('says what to do when Discord ends the connection for good', async () => {
    const { discord, logged } = await scene();
    discord.revokeToken();
    await discord.waitForConnection(({ kind, detail }) => kind === 'closed' && detail === 4004);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(logged.join('')).toContain('Reset Token');
  });

  it('speaks in a server that it joins later, and knows its moderators’ channel', async () => {
    const { discord, handlers } = await scene();
    const late = discord.places.createGuild({ name: 'Late', botIsMember: false });
    const updates = discord.places.createChannel(late, { name: 'updates' });
    late.publicUpdatesChannelId = updates.id;
    discord.places.addBot(late);
    const entry = await handlers.handed.waitFor(
      (each) => each.to === 'joined' && each.joined.workspace === late.id,
      5000,
    );
    expect(entry).toMatchObject({ joined: { moderatorsChannel: updates.id } });
  });
});

describe('stopping', () => {
  it('lets what is under way end, and takes nothing new', async () => {
    const { discord, general, ana, handlers, bot } = await scene();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const done: string[] = [];
    handlers.message = async ({ id }) => {
      await held;
      done.push(id);
    };
    const first = discord.talk.say(general, ana, 'one');
    const marker = discord.talk.say(general, ana, 'two');
    discord.talk.edit(general, marker, 'three');
    await handlers.read(marker, 'edited');
    const stopping = bot.stop();
    release();
    await stopping;
    expect(done).toEqual([first, marker]);
  });
});
