import { type APIMessage, GatewayIntentBits } from 'discord.js';
import { describe } from 'vitest';
import { type ContractStage, keepsTheContract } from '../contract.ts';
import { flat } from './body-limits.ts';
import type { Fault } from './faults.ts';
import { messageIn } from './messages.ts';
import { messageEventPayload } from './payloads.ts';
import { scene } from './scene.ts';

/** discord.js repeats what was answered by 5xx, twice here, but not what was cut off. */
const FAULTS: Readonly<Record<'refused' | 'lost' | 'down', { fault: Fault; times: number }>> = {
  refused: { fault: { kind: 'status', status: 403, code: 50013 }, times: 1 },
  lost: { fault: { kind: 'drop-after' }, times: 1 },
  down: { fault: { kind: 'status', status: 503 }, times: 3 },
};

async function open(): Promise<ContractStage> {
  const { discord, guild, general, ana, handlers, bot } = await scene();
  const robot = discord.places.createMember(guild, { name: 'Robot', bot: true });
  const delivered = (id: string) => handlers.read(id);
  return {
    running: bot,
    messages: () => handlers.of('message').map(({ message }) => message),
    async say(text) {
      const id = discord.talk.say(general, ana, text);
      await delivered(id);
      return id;
    },
    async sayAsBot(text) {
      await delivered(discord.talk.say(general, robot, text));
    },
    async deliverAgain(id) {
      const again = messageEventPayload(messageIn(general, id), general);
      discord.world.dispatch({
        name: 'MESSAGE_CREATE',
        intents: GatewayIntentBits.GuildMessages,
        guildId: guild.id,
        data: () => again,
      });
    },
    async delete(id) {
      discord.talk.deleteMessage(general, id);
      await handlers.next('deleted');
    },
    failNextPost(how) {
      const { fault, times } = FAULTS[how];
      discord.failNext('POST /channels/:channel/messages', fault, times);
    },
    standing: async () => discord.talk.botMessages(general).map(textOf),
    pings: () =>
      [...discord.posted, ...discord.world.edited.entries]
        .filter((one) => one.mentions.length + one.mention_roles.length > 0 || one.mention_everyone)
        .map(textOf),
  };
}

function textOf(message: APIMessage): string {
  return flat((message.components ?? []) as never[])
    .flatMap(({ content }) => content ?? [])
    .join('\n');
}

describe('Discord', () => keepsTheContract(open));
