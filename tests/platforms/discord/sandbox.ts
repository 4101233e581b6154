import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import type { APIMessage } from 'discord.js';
import type { LoopbackChannel, LoopbackMember } from './guild-state.ts';
import type { Interaction } from './interaction.ts';
import { startLoopbackDiscord } from './loopback-discord.ts';
import { buttonsOf, readable } from './readable.ts';

/** A Discord to talk to by hand: one server, lines from stdin as messages, what the bot does on stdout. */
const help = `Write a line and Ana says it in #general. Also:
  #mods <text>                 Mo, a moderator, says it in #mods
  /<command> [option=value …]  Mo uses a slash command (values may hold spaces until the next option=)
  check                        Mo chooses "Check this message" on the last message of a person
  press <label>                Ana presses a button of the bot's last message that has one
  edit <text>                  Ana edits her last message
  delete                       Ana deletes her last message
  help                         this text; end with Ctrl+D`;

const discord = await startLoopbackDiscord({ port: Number(process.env.PORT ?? 0) });
const { places, talk, acts } = discord;
const guild = places.createGuild({ name: 'Sandbox', botPermissions: ['ManageMessages'] });
const moderators = places.createRole(guild, 'Moderators', ['ManageMessages', 'ManageGuild']);
const general = places.createChannel(guild, { name: 'general' });
const mo = places.createMember(guild, { name: 'Mo', roles: [moderators] });
const ana = places.createMember(guild, { name: 'Ana' });
const onlyFor = [mo, discord.world.botIn(guild)];
const mods = places.createChannel(guild, { name: 'mods', onlyFor });
guild.publicUpdatesChannelId = mods.id;

let lastSaid: { channel: LoopbackChannel; id: string } | null = null;
let lastButtons: APIMessage | null = null;

function show(what: string, message: APIMessage): void {
  if (buttonsOf(message).length > 0) lastButtons = message;
  const channel = discord.world.channels.get(message.channel_id);
  const lines = readable(message).replaceAll('\n', '\n  | ');
  console.log(`\n  bot ${what} #${channel?.name ?? message.channel_id}\n  | ${lines}\n`);
}

discord.world.posted.follow((message) => show('posts in', message));
discord.world.edited.follow((message) => show('edits in', message));
discord.world.deleted.follow(({ messageId }) => console.log(`\n  bot deletes ${messageId}\n`));
discord.gateway.events.follow(({ kind, detail }) => {
  if (kind === 'ready' || kind === 'resumed') console.log(`  bot is ${kind}`);
  if (kind === 'closed') console.log(`  bot has left (close code ${detail})`);
});
discord.rest.requests.follow(({ method, path, status, errorCode }) => {
  if (status >= 400) console.log(`  refused: ${method} ${path} ${status} ${errorCode ?? ''}`);
});

function say(channel: LoopbackChannel, who: LoopbackMember, text: string): void {
  lastSaid = { channel, id: talk.say(channel, who, text) };
}

/** `/context about=two words` → name and option values. */
function commandOf(line: string): { name: string; values: Record<string, string> } {
  const [head = '', ...rest] = line.slice(1).split(/\s+(?=[\w-]+=)/);
  const values = rest.map((part) => [
    part.split('=', 1)[0] ?? '',
    part.slice(part.indexOf('=') + 1),
  ]);
  return { name: head.trim(), values: Object.fromEntries(values) };
}

function pressed(label: string): Promise<Interaction> {
  const buttons = lastButtons === null ? [] : buttonsOf(lastButtons);
  const button = buttons.find((one) => String(one.label).toLowerCase() === label.toLowerCase());
  if (lastButtons === null || button === undefined) throw new Error(`no button "${label}"`);
  const channel = discord.world.channel(lastButtons.channel_id);
  return acts.press(ana, channel, lastButtons, String(button.custom_id));
}

async function act(line: string): Promise<Interaction | null> {
  if (line === 'help') console.log(help);
  else if (line.startsWith('/')) {
    const { name, values } = commandOf(line);
    return acts.command(mo, general, name, values);
  } else if (line.startsWith('press ')) return pressed(line.slice('press '.length));
  else if (line.startsWith('#mods ')) say(mods, mo, line.slice('#mods '.length));
  else if (lastSaid !== null && line === 'check') {
    return acts.messageCommand(mo, lastSaid.channel, lastSaid.id, 'Check this message');
  } else if (lastSaid !== null && line === 'delete') {
    talk.deleteMessage(lastSaid.channel, lastSaid.id);
    lastSaid = null;
  } else if (lastSaid !== null && line.startsWith('edit ')) {
    talk.edit(lastSaid.channel, lastSaid.id, line.slice('edit '.length));
  } else say(general, ana, line);
  return null;
}

console.log(`A Discord is listening. Start the bot in another terminal with:

  export DISCORD_TOKEN=${discord.token}
  export DISCORD_API_URL=${discord.apiUrl}
  npm start

${help}\n`);

for await (const line of createInterface({ input: stdin })) {
  if (line.trim() === '') continue;
  try {
    const outcome = await act(line.trim());
    if (outcome?.acknowledgement === 'failed') console.log('  The application did not respond');
    if (outcome?.modal) console.log(`  a modal opens: ${outcome.modal.title}`);
  } catch (error) {
    console.log(`  ${error instanceof Error ? error.message : error}`);
  }
}
for (const { where, faults } of discord.violations)
  console.log(`  violation: ${where}: ${faults.join('; ')}`);
await discord.stop();
