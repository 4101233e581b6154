import {
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type Client,
  GatewayDispatchEvents,
} from 'discord.js';
import type { Logger } from 'pino';
import { type Answer, reply } from '../../moderate/answer.ts';
import type { Person } from '../../moderate/person.ts';
import type { Administer, Handlers } from '../../moderate/request.ts';
import { withControls } from './answer.ts';
import { type Asked, askedIn, personIn } from './asked.ts';
import type { Directory } from './directory.ts';
import { asMessage, type Where, whereAsked } from './place.ts';
import { told } from './refusal.ts';
import { offer, respond } from './respond.ts';
import { SeenMessages } from './seen.ts';
import { personOf } from './standing.ts';
import type { Underway } from './underway.ts';

/** Takes commands, buttons, lists and forms to the core and its answers back. */
export function takeInteractions(
  client: Client,
  directory: Directory,
  handlers: Handlers,
  { underway, logger }: { underway: Underway; logger: Logger },
): void {
  const seen = new SeenMessages(5000);
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    // A resumed session may bring an interaction twice.
    if (!seen.isNew(interaction.id, '')) return;
    const asked = askedIn(interaction);
    if (asked === undefined) return;
    underway.atOnce('interaction', async () => {
      if (asked.want === 'complete') {
        const { place } = whereAsked(interaction, directory.known);
        await offer(client.rest, interaction, await handlers.complete(place, asked.typed));
        return;
      }
      const answer = answerTo(asked, interaction, directory, handlers).catch((error: unknown) => {
        logger.error({ error: told(error), want: asked.want }, 'an interaction failed');
        return reply('Something went wrong on our side. Please try again in a moment.');
      });
      await respond(client.rest, interaction, answer);
    });
  });
}

async function answerTo(
  asked: Exclude<Asked, { want: 'complete' }>,
  interaction: APIInteraction,
  directory: Directory,
  handlers: Handlers,
): Promise<Answer> {
  const person = personIn(interaction, directory.isIn(interaction.guild_id));
  const here = { ...whereAsked(interaction, directory.known), person };
  switch (asked.want) {
    case 'ask':
      return postable(await handlers.ask({ ...here, about: asked.about }), interaction, directory);
    case 'check':
      return handlers.check({
        person,
        message: target(interaction as APIMessageApplicationCommandInteraction, directory),
      });
    case 'press': {
      const { press, values, fields } = asked;
      return postable(
        await handlers.press({ ...here, press, values, fields }),
        interaction,
        directory,
      );
    }
    case 'about':
      return handlers.about(here.place, person, asked.command);
    case 'administer':
      return handlers.administer(administered(asked, here, directory));
  }
}

/** What is administered: here, or the channel that was named, where what the person may do there counts. */
function administered(
  { command, options, channel }: Extract<Asked, { want: 'administer' }>,
  here: Where & { readonly person: Person },
  directory: Directory,
): Administer {
  const there = channel && directory.known(channel.id);
  const { place, category } = there ?? here;
  return {
    place,
    ...(category === undefined ? {} : { category }),
    person: there ? personOf(here.person.id, channel.permissions) : here.person,
    command,
    options,
  };
}

/** Where the bot is installed by a person alone it cannot post, so nothing can be shared there. */
function postable(answer: Answer, { guild_id }: APIInteraction, directory: Directory): Answer {
  if (directory.isIn(guild_id)) return answer;
  return withControls(
    answer,
    (control) => !(control.kind === 'button' && control.press.startsWith('share:')),
  );
}

/** The message that was pointed at; it comes whole even where the bot may not read along. */
function target(interaction: APIMessageApplicationCommandInteraction, directory: Directory) {
  const { data, guild_id } = interaction;
  const message = data.resolved.messages[data.target_id];
  if (message === undefined) throw new Error('the message that was pointed at is missing');
  return asMessage(message, whereAsked(interaction, directory.known), {
    roles: [],
    self: directory.self,
    names: directory.names(guild_id),
  });
}
