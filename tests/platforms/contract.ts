import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/message.ts';
import { words } from '../../src/moderate/answer.ts';
import type { Card } from '../../src/moderate/card.ts';
import type { Outcome, Posted, Task } from '../../src/moderate/task.ts';
import type { Running } from '../../src/platforms/platform.ts';

/** A platform with its real adapter on a loopback server, as far as the promises of every adapter need it. */
export interface ContractStage {
  readonly running: Running;
  /** The messages that the core was handed so far. */
  messages(): readonly Message[];
  /** Somebody writes in the channel; resolves with the id, once the core was handed the message. */
  say(text: string): Promise<string>;
  /** Another bot writes; resolves when the platform has delivered it. */
  sayAsBot(text: string): Promise<void>;
  /** The platform delivers a message a second time, and has delivered it when this resolves. */
  deliverAgain(id: string): Promise<void>;
  /** The author deletes a message; resolves when the platform has said so. */
  delete(id: string): Promise<void>;
  /** The next post goes wrong: refused for want of permission, or done with its answer lost, or the platform is down. */
  failNextPost(how: 'refused' | 'lost' | 'down'): void;
  /** What stands in the channel and its threads by the bot's hand now, as text. */
  standing(): Promise<readonly string[]>;
  /** Everything sent so far that would ping somebody. */
  pings(): readonly string[];
}

const CARD: Card = {
  claim: 'mayor-bridge-call',
  title: 'The mayor called about the bridge',
  statement: 'The mayor called @everyone <@1> <!channel> <@U1> about the bridge.',
  verification: 'disputed',
  responses: [],
  further: [],
  noneFound: [],
  source: { publisher: 'Radio Elsewhere', date: '2025-05-03', relayed: false },
  origins: 2,
  asOf: '2025-05-04',
  retired: false,
};

/** What every adapter promises, whatever its platform. `open` gives a fresh stage, which ends with its test. */
export function keepsTheContract(open: () => Promise<ContractStage>): void {
  it('hands over what people say, and what bots and itself say only as theirs', async () => {
    const stage = await open();
    const id = await stage.say('Did the mayor call?');
    await stage.sayAsBot('The mayor called.');
    expect((await post(stage, id)).kind).toBe('done');
    await stage.say('So?');
    const byPeople = stage.messages().filter(({ author }) => author.kind === 'person');
    expect(byPeople.map(({ text }) => text)).toEqual(['Did the mayor call?', 'So?']);
  });

  it('hands a message over once, however often it is delivered', async () => {
    const stage = await open();
    const id = await stage.say('Did the mayor call?');
    await stage.deliverAgain(id);
    await stage.say('So?');
    expect(stage.messages().map(({ text }) => text)).toEqual(['Did the mayor call?', 'So?']);
  });

  it('pings nobody, whatever a card or a line says', async () => {
    const stage = await open();
    const id = await stage.say('Did the mayor call?');
    const posted = placed(await post(stage, id));
    await stage.running.perform({ ...edit(stage, posted), card: { ...CARD, retired: true } });
    await stage.running.perform(note(stage, posted, '@everyone <!here> <@1>'));
    expect(await stage.standing()).toHaveLength(2);
    expect(stage.pings()).toEqual([]);
  });

  it('edits, writes below and retracts', async () => {
    const stage = await open();
    const posted = placed(await post(stage, await stage.say('Did the mayor call?')));
    const card = { ...CARD, statement: 'The mayor wrote.' };
    expect((await stage.running.perform({ ...edit(stage, posted), card })).kind).toBe('done');
    await stage.running.perform(note(stage, posted, 'Now refuted.'));
    const standing = await stage.standing();
    expect(standing[0]).toContain('The mayor wrote.');
    expect(standing[1]).toContain('Now refuted.');
    const removal = { do: 'remove', place: placeIn(stage), posted } as const;
    expect((await stage.running.perform(removal)).kind).toBe('done');
    expect(await stage.standing()).toHaveLength(1);
    expect((await stage.running.perform(edit(stage, posted))).kind).toBe('gone');
  });

  it('survives a message deleted from under its card', async () => {
    const stage = await open();
    const id = await stage.say('Did the mayor call?');
    await stage.delete(id);
    expect(['done', 'gone']).toContain((await post(stage, id)).kind);
    await stage.say('Still there?');
    expect(stage.messages().map(({ text }) => text)).toContain('Still there?');
  });

  describe('when the platform fails', () => {
    it('names the permission that is missing', async () => {
      const stage = await open();
      const id = await stage.say('Did the mayor call?');
      stage.failNextPost('refused');
      expect(await post(stage, id)).toMatchObject({ kind: 'refused', missing: expect.any(String) });
      expect(await stage.standing()).toEqual([]);
    });

    it.each(['lost', 'down'] as const)('posts once although the answer is %s', async (how) => {
      const stage = await open();
      const id = await stage.say('Did the mayor call?');
      stage.failNextPost(how);
      const first = await post(stage, id);
      const again = await post(stage, id, true);
      expect([first.kind, again.kind]).toContain('done');
      expect(await stage.standing()).toHaveLength(1);
    });
  });
}

function post(stage: ContractStage, message: string, again = false): Promise<Outcome> {
  const place = placeIn(stage);
  const controls = [
    { kind: 'button', label: 'Helpful', style: 'neutral', press: 'vote:1:helpful' },
  ] as const;
  const task: Task = {
    do: 'post',
    card: CARD,
    controls,
    place,
    rung: 'channel',
    message,
    marker: `m-${message}`.slice(0, 25),
    again,
  };
  return stage.running.perform(task);
}

function edit(stage: ContractStage, posted: Posted) {
  return { do: 'edit', card: CARD, controls: [], place: placeIn(stage), posted } as const;
}

function note(stage: ContractStage, posted: Posted, text: string): Task {
  const place = placeIn(stage);
  return { do: 'note', line: words(text), place, posted, marker: 'note', again: false };
}

function placeIn(stage: ContractStage) {
  const place = stage.messages()[0]?.place;
  if (place === undefined) throw new Error('nobody has said anything yet');
  return place;
}

function placed(outcome: Outcome): Posted {
  if (outcome.kind === 'done' && outcome.posted !== undefined) return outcome.posted;
  throw new Error(`nothing was posted: ${outcome.kind}`);
}
