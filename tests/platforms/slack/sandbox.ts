import { createInterface } from 'node:readline';
import { elementsOf } from './element-values.ts';
import type { InteractionOutcome } from './interactions.ts';
import type { JsonObject } from './json.ts';
import { type LoopbackSlack, startLoopbackSlack } from './loopback-slack.ts';
import { readable, wireText } from './slack-text.ts';
import type { BotOutput } from './world.ts';

/** A button, by the number it is shown with. */
type Offer = { channel: string; ts: string; actionId: string; value: string | undefined };
type Desk = {
  slack: LoopbackSlack;
  channels: Map<string, string>;
  users: Map<string, string>;
  channel: string;
  user: string;
  lastTs: string;
  offers: Offer[];
};

const HELP = `A line is a message in the channel; /context … is the command. Further:
  :channel desk-mods    write elsewhere          :as bo          write as somebody else (ada, bo; ada is an admin)
  :reply …              in the last thread       :edit …         the last message
  :delete               the last message         :check          "Check this message" on the last message
  :press 2              the button with number 2 :home           open the app's home page
  :help                                          :quit`;

const SAID: Record<BotOutput['kind'], string> = {
  message: 'posts',
  ephemeral: 'whispers',
  update: 'changes its message',
  delete: 'deletes its message',
  response: 'answers',
};

/** What a line beginning with a colon does; the rest of the line is its argument. */
const ORDERS: Record<string, (desk: Desk, argument: string) => Promise<void> | void> = {
  channel: (desk, name) => {
    desk.channel = desk.channels.get(name.replace(/^#/, '')) ?? desk.channel;
  },
  as: (desk, name) => {
    desk.user = desk.users.get(name) ?? desk.user;
  },
  reply: ({ slack, channel, user, lastTs }, text) => {
    slack.say(channel, user, wireText(text), { threadTs: lastTs });
  },
  edit: ({ slack, channel, lastTs }, text) => slack.edit(channel, lastTs, wireText(text)),
  delete: ({ slack, channel, lastTs }) => slack.delete(channel, lastTs),
  check: async ({ slack, user, channel, lastTs }, callbackId) => {
    report(await slack.messageShortcut(user, channel, lastTs, callbackId || 'check_message'));
  },
  press: async ({ slack, user, offers }, number) => {
    const offer = offers[Number(number) - 1];
    if (!offer) console.log('There is no such button.');
    else report(await slack.press(user, offer, offer.actionId, offer.value));
  },
  home: async ({ slack, user }) => {
    await slack.openHome(user);
  },
  help: () => console.log(HELP),
  quit: () => process.exit(0),
};

await run(Number(process.argv[2] ?? 0));

/** One workspace to try the app in by hand; an optional argument fixes the port. */
async function run(port: number): Promise<void> {
  const desk = await openDesk(port);
  console.log(`A Slack on this machine only. In another terminal:

export SLACK_BOT_TOKEN=${desk.slack.botToken}
export SLACK_APP_TOKEN=${desk.slack.appToken}
export SLACK_API_URL=${desk.slack.apiUrl}
npm start

${HELP}
`);
  for await (const line of createInterface({ input: process.stdin })) {
    await obey(desk, line.trim()).catch((error: Error) => console.log(error.message));
  }
  await desk.slack.stop();
}

async function openDesk(port: number): Promise<Desk> {
  const slack = await startLoopbackSlack({ port });
  const ada = slack.createUser('ada', { realName: 'Ada', isAdmin: true }).id;
  const bo = slack.createUser('bo', { realName: 'Bo' }).id;
  const newsroom = slack.createChannel('newsroom', { members: [ada, bo] }).id;
  const mods = slack.createChannel('desk-mods', { kind: 'private', members: [ada] }).id;
  const desk: Desk = {
    slack,
    channels: new Map([
      ['newsroom', newsroom],
      ['desk-mods', mods],
    ]),
    users: new Map([
      ['ada', ada],
      ['bo', bo],
    ]),
    channel: newsroom,
    user: ada,
    lastTs: '',
    offers: [],
  };
  slack.outputs.onPush((output) => print(desk, output));
  slack.views.onPush((view) =>
    console.log(`\n[${view.type}]\n${readable({ text: '', ...view })}\n`),
  );
  slack.socket.connections.onPush(() => console.log('The app is connected.'));
  return desk;
}

async function obey(desk: Desk, line: string): Promise<void> {
  if (line === '') return;
  const [, order = '', argument = ''] = /^:(\w+)\s*(.*)$/.exec(line) ?? [];
  if (order !== '') {
    const act = ORDERS[order] ?? ORDERS.help;
    await act?.(desk, argument);
  } else if (line.startsWith('/')) {
    const [command = '', ...words] = line.split(' ');
    report(await desk.slack.command(desk.user, desk.channel, command, words.join(' ')));
  } else desk.lastTs = desk.slack.say(desk.channel, desk.user, wireText(line));
}

function report({ ack }: InteractionOutcome): void {
  if (ack.outcome !== 'acknowledged') console.log(`Slack would show an error: ${ack.outcome}.`);
  else console.log(`(acknowledged after ${Math.round(ack.ms ?? 0)} ms)`);
}

function print({ channels, slack, offers }: Desk, output: BotOutput): void {
  const { kind, channel, seenBy, message } = output;
  const name = [...channels].find(([, id]) => id === channel)?.[0] ?? 'a direct message';
  const thread = message.thread_ts === undefined ? '' : ', in a thread';
  const only = seenBy === undefined ? '' : `, seen by ${slack.state.user(seenBy).name} only`;
  console.log(`\nSidenote ${SAID[kind]} in ${name}${thread}${only}:`);
  if (kind === 'delete') return;
  console.log(readable(message).replaceAll(/^/gm, '  '));
  for (const { element } of elementsOf(message.blocks ?? [])) {
    const value = typeof element.value === 'string' ? element.value : undefined;
    offers.push({ channel, ts: message.ts, actionId: String(element.action_id), value });
    console.log(`  :press ${offers.length}  ${labelOf(element)}`);
  }
}

function labelOf({ text, type }: JsonObject): string {
  return typeof text === 'object' && text !== null && 'text' in text
    ? String(text.text)
    : String(type);
}
