import { ComponentType, MessageFlags, RateLimitError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { login, refusedWith, scene, textChannel } from './loopback-scene.ts';

describe('REST', () => {
  test('a nonce with enforce_nonce keeps the retry of discord.js from posting twice', async () => {
    const { discord, general } = await scene();
    const client = await login(discord);
    discord.failNext('POST /channels/:channel/messages', { kind: 'drop-after', reset: true });
    const body = { content: 'once', nonce: 'card-1', enforce_nonce: true };
    const post = () => client.rest.post(`/channels/${general.id}/messages`, { body });
    const answer = (await post()) as { id: string };
    expect(discord.talk.botMessages(general).map(({ id }) => id)).toEqual([answer.id]);
    expect(discord.requests.slice(-2).map(({ status }) => status)).toEqual([0, 200]);
    discord.advanceTime(10 * 60_000);
    await post();
    expect(discord.talk.botMessages(general)).toHaveLength(2);
  });

  test('a connection closed after the message was stored leaves the caller in doubt', async () => {
    const { discord, general } = await scene();
    const client = await login(discord);
    discord.failNext('POST /channels/:channel/messages', { kind: 'drop-after' });
    const body = { content: 'once', nonce: 'card-1', enforce_nonce: true };
    const post = () => client.rest.post(`/channels/${general.id}/messages`, { body });
    await expect(post()).rejects.toThrow('other side closed');
    expect(await post()).toMatchObject({ id: discord.talk.botMessages(general)[0]?.id });
    expect(discord.posted).toHaveLength(1);
  });

  test('permissions are computed per channel', async () => {
    const { discord, guild, general } = await scene();
    const hidden = discord.places.createChannel(guild, { name: 'hidden', onlyFor: [] });
    discord.places.denyBot(general, 'SendMessages');
    const client = await login(discord);
    const send = (id: string) =>
      client.rest.post(`/channels/${id}/messages`, { body: { content: 'x' } });
    await expect(send(general.id)).rejects.toEqual(refusedWith(50013));
    await expect(send(hidden.id)).rejects.toEqual(refusedWith(50001));
    discord.places.deleteChannel(hidden);
    await expect(send(hidden.id)).rejects.toEqual(refusedWith(10003));
  });

  test('slow mode holds the bot back with 20016', async () => {
    const { discord, guild } = await scene();
    const slow = discord.places.createChannel(guild, { name: 'slow', slowModeSeconds: 60 });
    const client = await login(discord, { rest: { rejectOnRateLimit: () => true } });
    const send = () =>
      client.rest.post(`/channels/${slow.id}/messages`, { body: { content: 'x' } });
    await send();
    await expect(send()).rejects.toBeInstanceOf(RateLimitError);
    expect(discord.requests.at(-1)).toMatchObject({ status: 429, errorCode: 20016 });
  });

  test.each(['user', 'global', 'shared'] as const)(
    'a 429 of scope %s is waited out by the client',
    async (scope) => {
      const { discord, general } = await scene();
      const client = await login(discord);
      discord.failNext('POST /channels/:channel/messages', {
        kind: 'rate-limit',
        scope,
        retryAfterMs: 60,
      });
      await (await textChannel(client, general)).send('patient');
      expect(discord.requests.slice(-2).map(({ status }) => status)).toEqual([429, 200]);
      expect(discord.rest.invalidRequests).toBe(scope === 'shared' ? 0 : 1);
    },
  );

  test('a bucket of its own limit is obeyed by the client through its headers', async () => {
    const { discord, general } = await scene();
    const client = await login(discord);
    discord.limitRoute('POST /channels/:channel/messages', { limit: 2, windowMs: 200 });
    const channel = await textChannel(client, general);
    for (const text of ['1', '2', '3', '4', '5']) await channel.send(text);
    expect(discord.talk.botMessages(general)).toHaveLength(5);
    expect(discord.rest.invalidRequests).toBe(0);
  });

  test('bodies beyond the limits are refused and recorded', async () => {
    const { discord, general } = await scene();
    const client = await login(discord);
    const texts = Array.from({ length: 41 }, () => ({
      type: ComponentType.TextDisplay,
      content: 'x',
    }));
    const bodies = [
      { content: 'x'.repeat(2001) },
      { flags: MessageFlags.IsComponentsV2, components: texts },
      {
        flags: MessageFlags.IsComponentsV2,
        components: texts.slice(0, 2).map((text) => ({ ...text, content: 'y'.repeat(2001) })),
      },
      { flags: MessageFlags.IsComponentsV2, content: 'both', components: texts.slice(0, 1) },
      { content: 'x', flags: MessageFlags.Ephemeral },
      { embeds: [1, 2].map(() => ({ description: 'z'.repeat(3001) })) },
    ];
    for (const body of bodies) {
      const sent = client.rest.post(`/channels/${general.id}/messages`, { body });
      await expect(sent).rejects.toEqual(refusedWith(50035));
    }
    expect(discord.violations).toHaveLength(bodies.length);
    expect(discord.talk.botMessages(general)).toEqual([]);
  });

  test.skipIf(!process.env.DISCORD_OPENAPI)(
    'bodies are checked against the OpenAPI file',
    async () => {
      const { discord, general } = await scene();
      const client = await login(discord);
      const bad = {
        content: 'x',
        components: [{ type: 1, components: [{ type: 2, style: 2, label: 'l', custom_id: 7 }] }],
      };
      const sent = client.rest.post(`/channels/${general.id}/messages`, { body: bad });
      await expect(sent).rejects.toEqual(refusedWith(50035));
      expect(discord.violations[0]?.faults.join()).toContain('custom_id must be string');
      const good = {
        content: 'x',
        nonce: '1',
        enforce_nonce: true,
        allowed_mentions: { parse: [], replied_user: false },
      };
      await client.rest.post(`/channels/${general.id}/messages`, { body: good });
      expect(discord.violations).toHaveLength(1);
    },
  );
});
