import type { Message, Place } from '../../../src/message.ts';
import { type Answer, reply } from '../../../src/moderate/answer.ts';
import type {
  Administer,
  Ask,
  Check,
  Choice,
  Handlers,
  Joined,
  Press,
} from '../../../src/moderate/request.ts';
import { Journal } from './journal.ts';

/** What an adapter handed to the core. */
export type Handed =
  | { readonly to: 'message'; readonly message: Message }
  | { readonly to: 'edited'; readonly message: Message }
  | { readonly to: 'deleted'; readonly place: Place; readonly ids: readonly string[] }
  | { readonly to: 'channelGone'; readonly place: Place }
  | { readonly to: 'ask'; readonly ask: Ask }
  | { readonly to: 'complete'; readonly typed: string }
  | { readonly to: 'check'; readonly check: Check }
  | { readonly to: 'press'; readonly press: Press }
  | { readonly to: 'administer'; readonly administer: Administer }
  | { readonly to: 'about'; readonly command: string; readonly person: string }
  | { readonly to: 'joined'; readonly joined: Joined }
  | { readonly to: 'left'; readonly workspace: string };

/** A core that keeps what it was handed and answers as told: the adapter under test sees no difference. */
export class RecordingHandlers implements Handlers {
  readonly handed = new Journal<Handed>('call of a handler');
  answer: (about: string) => Promise<Answer> | Answer = (about) => reply(`You asked: ${about}`);
  choices: readonly Choice[] = [];

  /** The calls of one handler so far. */
  of<To extends Handed['to']>(to: To): readonly Extract<Handed, { to: To }>[] {
    return this.handed.entries.filter(
      (entry): entry is Extract<Handed, { to: To }> => entry.to === to,
    );
  }

  /** The first call of a handler, past or to come. */
  async next<To extends Handed['to']>(to: To): Promise<Extract<Handed, { to: To }>> {
    return (await this.handed.waitFor((entry) => entry.to === to, 5000)) as Extract<
      Handed,
      { to: To }
    >;
  }

  /** The message with this id, handed in past or to come. */
  async read(id: string, to: 'message' | 'edited' = 'message'): Promise<Message> {
    const entry = await this.handed.waitFor(
      (each) => each.to === to && 'message' in each && each.message.id === id,
      5000,
    );
    return (entry as Extract<Handed, { to: 'message' }>).message;
  }

  async message(message: Message): Promise<void> {
    this.handed.append({ to: 'message', message });
  }
  async edited(message: Message): Promise<void> {
    this.handed.append({ to: 'edited', message });
  }
  async deleted(place: Place, ids: readonly string[]): Promise<void> {
    this.handed.append({ to: 'deleted', place, ids });
  }
  async channelGone(place: Place): Promise<void> {
    this.handed.append({ to: 'channelGone', place });
  }
  async ask(ask: Ask): Promise<Answer> {
    this.handed.append({ to: 'ask', ask });
    return this.answer(ask.about);
  }
  async complete(_place: Place, typed: string): Promise<readonly Choice[]> {
    this.handed.append({ to: 'complete', typed });
    return this.choices;
  }
  async check(check: Check): Promise<Answer> {
    this.handed.append({ to: 'check', check });
    return this.answer(check.message.text);
  }
  async press(press: Press): Promise<Answer> {
    this.handed.append({ to: 'press', press });
    return this.answer(press.press);
  }
  async administer(administer: Administer): Promise<Answer> {
    this.handed.append({ to: 'administer', administer });
    return this.answer(administer.command);
  }
  async about(_place: Place, person: { id: string }, command: string): Promise<Answer> {
    this.handed.append({ to: 'about', command, person: person.id });
    return this.answer(command);
  }
  async home(): Promise<Answer> {
    return this.answer('home');
  }
  async joined(joined: Joined): Promise<void> {
    this.handed.append({ to: 'joined', joined });
  }
  /** The servers of which the core keeps something. */
  kept: readonly string[] = [];
  async workspaces(): Promise<readonly string[]> {
    return this.kept;
  }
  async left(_platform: string, workspace: string): Promise<void> {
    this.handed.append({ to: 'left', workspace });
  }
}
