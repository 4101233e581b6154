import { setTimeout as wait } from 'node:timers/promises';
import { DiscordAPIError, type REST, RESTJSONErrorCodes } from 'discord.js';
import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionType,
  MessageFlags,
  Routes,
  InteractionResponseType as Type,
} from 'discord-api-types/v10';
import { type Answer, reply } from '../../moderate/answer.ts';
import type { Choice } from '../../moderate/request.ts';
import {
  type AnswerPayload,
  answerPages,
  formPayload,
  isShown,
  type ShownAnswer,
} from './answer.ts';
import { clipped, DISCORD } from './limits.ts';

/**
 * How long an answer may take before "thinking" is shown instead, in ms. Discord waits three seconds; the rest is for the way
 * there and for a busy machine.
 */
const PATIENCE = 1000;

/** Sends an answer as the interaction's first response; one that is slow to come is announced first and follows. */
export async function respond(
  rest: REST,
  interaction: APIInteraction,
  answer: Promise<Answer>,
): Promise<void> {
  const patience = new AbortController();
  const late = wait(PATIENCE, undefined, { signal: patience.signal }).catch(() => undefined);
  const first = await Promise.race([answer, late]);
  patience.abort();
  if (first !== undefined) return respondNow(rest, interaction, first);
  if (await acknowledge(rest, interaction, announcement(interaction)))
    await follow(rest, interaction, await answer);
}

/** Sends what autocompletion offers. */
export async function offer(
  rest: REST,
  interaction: APIInteraction,
  choices: readonly Choice[],
): Promise<void> {
  const offered = choices.slice(0, DISCORD.choices).map(({ label, value }) => ({
    name: clipped(label, DISCORD.choiceLabel),
    value: value.slice(0, DISCORD.choiceValue),
  }));
  await acknowledge(rest, interaction, {
    type: Type.ApplicationCommandAutocompleteResult,
    data: { choices: offered },
  });
}

async function respondNow(rest: REST, interaction: APIInteraction, answer: Answer): Promise<void> {
  if (answer.kind === 'form') {
    await acknowledge(rest, interaction, { type: Type.Modal, data: formPayload(answer.form) });
    return;
  }
  if (answer.kind === 'nothing' && hasMessage(interaction)) {
    await acknowledge(rest, interaction, { type: Type.DeferredMessageUpdate });
    return;
  }
  const [page, ...further] = answerPages(isShown(answer) ? answer : DONE);
  const response: APIInteractionResponse = replaces(interaction, answer)
    ? { type: Type.UpdateMessage, data: page }
    : { type: Type.ChannelMessageWithSource, data: ephemeral(page) };
  if (await acknowledge(rest, interaction, response)) await followUp(rest, interaction, further);
}

/** Discord takes no form after "thinking", so who was kept waiting is asked to press again. */
const AGAIN = reply('That took too long. Please press the button again.') as ShownAnswer;
const DONE = reply('Done.') as ShownAnswer;

async function follow(rest: REST, interaction: APIInteraction, answer: Answer): Promise<void> {
  if (answer.kind === 'nothing' && hasMessage(interaction)) return;
  const shown = isShown(answer) ? answer : answer.kind === 'form' ? AGAIN : DONE;
  const [page, ...further] = answerPages(shown);
  // After a deferred update the original is the message with the button; after "thinking" it is the answer to be.
  const rewrites = !hasMessage(interaction) || replaces(interaction, answer);
  const { application_id: application, token } = interaction;
  if (rewrites)
    await silently(
      rest.patch(Routes.webhookMessage(application, token), { body: page, auth: false }),
    );
  await followUp(rest, interaction, rewrites ? further : [page, ...further]);
}

async function followUp(
  rest: REST,
  { application_id, token }: APIInteraction,
  pages: readonly AnswerPayload[],
): Promise<void> {
  for (const page of pages) {
    const sent = rest.post(Routes.webhook(application_id, token), {
      body: ephemeral(page),
      auth: false,
    });
    if (!(await silently(sent))) return;
  }
}

function announcement(interaction: APIInteraction): APIInteractionResponse {
  return hasMessage(interaction)
    ? { type: Type.DeferredMessageUpdate }
    : { type: Type.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } };
}

/** Whether the interaction came from a message of ours: a button or list on it, or a form that one opened. */
function hasMessage(interaction: APIInteraction): boolean {
  return (
    interaction.type === InteractionType.MessageComponent ||
    (interaction.type === InteractionType.ModalSubmit && interaction.message !== undefined)
  );
}

function replaces(interaction: APIInteraction, answer: Answer): boolean {
  return answer.kind === 'update' && hasMessage(interaction);
}

function ephemeral(page: AnswerPayload): AnswerPayload {
  return { ...page, flags: page.flags | MessageFlags.Ephemeral };
}

/** The first response; false when somebody else gave it or Discord no longer waits for it. */
function acknowledge(
  rest: REST,
  { id, token }: APIInteraction,
  body: APIInteractionResponse,
): Promise<boolean> {
  return silently(rest.post(Routes.interactionCallback(id, token), { body, auth: false }));
}

/** Nobody waits any more, or another process of ours answered: nothing to tell anybody. */
const OVER: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
];

async function silently(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (error instanceof DiscordAPIError && OVER.includes(error.code)) return false;
    throw error;
  }
}
