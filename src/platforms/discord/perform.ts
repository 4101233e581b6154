import { hash } from 'node:crypto';
import type { REST } from 'discord.js';
import { MessageFlags, PermissionFlagsBits as Permission, Routes } from 'discord-api-types/v10';
import type { Answer } from '../../moderate/answer.ts';
import type { Outcome, Posted, Task } from '../../moderate/task.ts';
import { type AnswerPayload, answerPayload, isShown } from './answer.ts';
import { cardPayload, textDisplay } from './card.ts';
import type { Directory } from './directory.ts';
import { permissionName } from './permissions.ts';
import { type Attempt, outcomeOf } from './refusal.ts';
import { conversationWith, type Payload, rewrite, send, threadOf } from './send.ts';
import { markdown } from './text.ts';

type Of<Do extends Task['do']> = Extract<Task, { do: Do }>;

/** What it takes to do something on Discord. */
export interface Means {
  readonly rest: REST;
  readonly directory: Directory;
}

/** Discord shows a message to one person alone only in answer to something that they pressed. */
const NO_WHISPER: Outcome = {
  kind: 'gone',
  why: 'Discord lets a bot write to one person alone only when they press something',
};

/** Does what the core wants done; never throws. */
export async function perform(task: Task, means: Means): Promise<Outcome> {
  if (task.do === 'whisper') return NO_WHISPER;
  try {
    const posted = await act(task, means.rest);
    return { kind: 'done', ...(posted === undefined ? {} : { posted }) };
  } catch (error) {
    return outcomeOf(error, attempted(task, means.directory));
  }
}

function act(task: Exclude<Task, Of<'whisper'>>, rest: REST): Promise<Posted | undefined> {
  switch (task.do) {
    case 'post':
      return postCard(task, rest);
    case 'edit':
      return rewritten(rest, task.posted, cardPayload(task.card, task.controls));
    case 'remove':
      return removed(rest, task.posted);
    case 'note':
      return send(rest, task.posted.channel, notePayload(task), {
        marker: task.marker,
        message: task.posted.message,
      });
    case 'notify':
      return task.posted === undefined
        ? send(rest, task.place.channel, drawn(task.answer), { marker: task.marker })
        : rewritten(rest, task.posted, drawn(task.answer));
    case 'tell':
      return tell(task, rest);
  }
}

/** Replies to the message, in its thread where there is one; at the rung of threads, starts one where there is none. */
async function postCard(task: Of<'post'>, rest: REST): Promise<Posted> {
  const payload = cardPayload(task.card, task.controls);
  const { place, marker } = task;
  if (startsThread(task)) {
    const thread = await threadOf(rest, place.channel, task.message, task.card.title);
    return send(rest, thread, payload, { marker });
  }
  return send(rest, task.thread ?? place.channel, payload, { marker, message: task.message });
}

function startsThread(task: Of<'post'>): task is Of<'post'> & { readonly message: string } {
  return task.rung === 'thread' && task.thread === undefined && task.message !== undefined;
}

async function rewritten(rest: REST, posted: Posted, payload: Payload): Promise<Posted> {
  await rewrite(rest, posted, payload);
  return posted;
}

async function removed(rest: REST, { channel, message }: Posted): Promise<undefined> {
  await rest.delete(Routes.channelMessage(channel, message));
}

function notePayload({ line }: Of<'note'>): Payload {
  return {
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressNotifications,
    components: [textDisplay(markdown(line))],
    allowed_mentions: { parse: [] },
  };
}

async function tell({ person, answer }: Of<'tell'>, rest: REST): Promise<Posted> {
  const payload = drawn(answer);
  // The same words to the same person are a repetition, never a second message.
  const marker = hash('sha256', JSON.stringify([person, payload]), 'base64url');
  return send(rest, await conversationWith(rest, person), payload, { marker });
}

function drawn(answer: Answer): AnswerPayload {
  if (!isShown(answer)) throw new Error(`an answer of the kind ${answer.kind} cannot be posted`);
  return answerPayload(answer);
}

/** What the task would have needed, for when it fails. */
function attempted(task: Task, directory: Directory): Attempt {
  const channel = channelOf(task);
  const needed = neededFor(task);
  return {
    again: 'again' in task && task.again,
    slowMode: () => directory.slowMode(channel),
    missing: () =>
      directory.missing(channel, [Permission.ViewChannel, ...needed]) ?? permissionName(needed[0]),
  };
}

/** The permissions a task needs, the likeliest to be missing first. */
function neededFor(task: Task): readonly [bigint, ...bigint[]] {
  if (task.do === 'post' && startsThread(task))
    return [Permission.CreatePublicThreads, Permission.SendMessagesInThreads];
  const inThread = 'thread' in task && task.thread !== undefined;
  return [
    inThread ? Permission.SendMessagesInThreads : Permission.SendMessages,
    Permission.ReadMessageHistory,
  ];
}

function channelOf(task: Task): string {
  if ('posted' in task && task.posted !== undefined) return task.posted.channel;
  return ('thread' in task ? task.thread : undefined) ?? task.place.channel;
}
