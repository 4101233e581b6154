import { expect, it } from 'vitest';
import { createDiscord } from '../../../src/platforms/discord/discord.ts';
import type { LoopbackDiscord } from './loopback-discord.ts';
import { loggerInto, scene, setStage } from './scene.ts';

const ALL = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'ReadMessageHistory',
] as const;

async function findings(discord: LoopbackDiscord, token = discord.token) {
  const config = { token, apiUrl: discord.apiUrl };
  return createDiscord(config, loggerInto([])).check();
}

async function troubles(discord: LoopbackDiscord, token = discord.token) {
  return (await findings(discord, token))
    .filter(({ ok }) => !ok)
    .map(({ what, advice }) => `${what}: ${advice}`);
}

it('finds nothing to do where all is well, and gives the invite link', async () => {
  const { discord } = await scene();
  const all = await findings(discord);
  expect(all.filter(({ ok }) => !ok)).toEqual([]);
  const invite = all.map(({ what }) => what).find((what) => what.includes('oauth2/authorize'));
  const link = new URL(invite?.replace('Invite link: ', '') ?? '');
  expect(link.searchParams.get('client_id')).toBe(discord.world.applicationId);
  expect(link.searchParams.get('scope')).toBe('bot applications.commands');
  expect(link.searchParams.get('permissions')).toBe(
    String(0x400 + 0x800 + 2 ** 16 + 2 ** 35 + 2 ** 38),
  );
});

it('names a missing intent', async () => {
  const { discord } = await setStage({ messageContent: 'none' });
  expect(await troubles(discord)).toEqual([
    expect.stringMatching(/Message Content Intent is off: turn on .* developer portal/),
  ]);
});

it.each(ALL)('names a missing permission: %s', async (permission) => {
  const { discord, guild } = await setStage();
  const rest = ALL.filter((name) => name !== permission);
  discord.places.setRolePermissions(guild, guild.id, rest);
  const [trouble = ''] = await troubles(discord);
  expect(trouble).toMatch(/^Reading room: missing [A-Z].*: give Sidenote’s role it/);
});

it('names a missing scope', async () => {
  const { discord } = await setStage();
  discord.failNext('GET /applications/:app/guilds/:guild/commands', {
    kind: 'status',
    status: 403,
    code: 50001,
  });
  expect(await troubles(discord)).toEqual([
    expect.stringMatching(/missing the scope applications.commands: invite it again/),
  ]);
});

it('names a wrong token', async () => {
  const { discord } = await setStage();
  expect(await troubles(discord, 'wrong')).toEqual([
    expect.stringMatching(/^Discord refuses DISCORD_TOKEN: make a new token/),
  ]);
});

it('names an address where nobody answers', async () => {
  const config = { token: 'x', apiUrl: 'http://127.0.0.1:9/api' };
  const [found] = await createDiscord(config, loggerInto([])).check();
  expect(found).toMatchObject({ ok: false });
  expect(`${found?.what} ${found?.advice}`).toContain('http://127.0.0.1:9/api');
  expect(`${found?.what} ${found?.advice}`).toContain('DISCORD_API_URL');
});

it('says when the starts of the day are used up', async () => {
  const { discord } = await setStage({ sessionStarts: 0 });
  expect(await troubles(discord)).toEqual([expect.stringMatching(/^0 of 0 starts left.*: wait/)]);
});
