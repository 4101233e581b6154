import { Events, type Message, Options } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { login, next, refusedWith, scene, textChannel } from './loopback-scene.ts';

describe('talk', () => {
  test('a link preview is an update without an edit; an edit has its time', async () => {
    const { discord, general, ana } = await scene();
    const client = await login(discord);
    const id = discord.talk.say(general, ana, 'see https://example.org/a');
    const updates: (string | null)[] = [];
    client.on(Events.MessageUpdate, (_, { editedAt, content, embeds }) =>
      updates.push(`${content} ${embeds.length} ${editedAt !== null}`),
    );
    discord.talk.addLinkPreview(general, id, { url: 'https://example.org/a', title: 'A' });
    discord.talk.edit(general, id, 'changed');
    const gone = next<Message>(client, Events.MessageDelete);
    discord.talk.deleteMessage(general, id);
    expect((await gone).id).toBe(id);
    expect(updates).toEqual(['see https://example.org/a 1 false', 'changed 1 true']);
  });

  test('forum posts, threads of a message, forwards and bulk deletes look like Discord', async () => {
    const { discord, guild, general, ana } = await scene();
    const forum = discord.places.createChannel(guild, { name: 'ideas', type: 15 });
    const client = await login(discord);
    const post = discord.talk.postInForum(forum, ana, 'An idea', 'the first text');
    const id = discord.talk.say(general, ana, 'root');
    const thread = await (
      await (await textChannel(client, general)).messages.fetch(id)
    ).startThread({ name: 'more' });
    expect(post.messages.has(post.id)).toBe(true);
    expect(thread.id).toBe(id);
    const forwarded = next<Message>(client, Events.MessageCreate);
    discord.talk.say(general, ana, '', { forwardOf: { channel: general, messageId: id } });
    expect((await forwarded).messageSnapshots.first()?.content).toBe('root');
    const bulk = next<ReadonlyMap<string, unknown>>(client, Events.MessageBulkDelete);
    discord.talk.bulkDelete(general, [...general.messages.keys()]);
    expect((await bulk).has(id)).toBe(true);
  });

  test('a second thread on a message is 160004, a locked one refuses with 50083', async () => {
    const { discord, general, ana } = await scene();
    const client = await login(discord);
    const id = discord.talk.say(general, ana, 'root');
    const thread = discord.talk.startThread(general, ana, 'more', { fromMessage: id });
    const start = client.rest.post(`/channels/${general.id}/messages/${id}/threads`, {
      body: { name: 'x' },
    });
    await expect(start).rejects.toEqual(refusedWith(160004));
    discord.talk.changeThread(thread, { archived: true });
    await client.rest.post(`/channels/${thread.id}/messages`, { body: { content: 'reopened' } });
    expect(thread.thread?.archived).toBe(false);
    discord.talk.changeThread(thread, { archived: true, locked: true });
    const locked = client.rest.post(`/channels/${thread.id}/messages`, { body: { content: 'no' } });
    await expect(locked).rejects.toEqual(refusedWith(50083));
  });

  test('a flood loses nothing', async () => {
    const { discord, general, ana } = await scene();
    const client = await login(discord, {
      makeCache: Options.cacheWithLimits({ MessageManager: 0 }),
    });
    let seen = 0;
    const all = new Promise<void>((resolve) => {
      client.on(Events.MessageCreate, () => {
        seen += 1;
        if (seen === 5000) resolve();
      });
    });
    const { messages } = await discord.talk.flood(
      general,
      ana,
      Array.from({ length: 5000 }, (_, n) => `message ${n}`),
    );
    await all;
    expect(messages).toBe(5000);
  });
});
