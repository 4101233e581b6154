import { type Answer, reply } from '../../src/moderate/answer.ts';
import type { Handlers } from '../../src/moderate/request.ts';

/** One call of the core. */
export interface Call {
  readonly name: keyof Handlers;
  readonly args: readonly unknown[];
}

/** A core that remembers what it was told and answers what it is given: for tests of adapters alone. */
export interface Recorder {
  readonly handlers: Handlers;
  readonly calls: readonly Call[];
  /** What the next asks, checks, presses and the like are answered; a line of text by default. */
  answers: (call: Call) => Answer | Promise<Answer>;
  /** The first argument of every call of a handler. */
  of<Name extends keyof Handlers>(name: Name): Parameters<Handlers[Name]>[0][];
  /** Resolves when a handler was called so many times in all. */
  waitFor(name: keyof Handlers, count?: number): Promise<void>;
}

/** Milliseconds to wait for a call. */
const PATIENCE = 5000;

export function createRecorder(): Recorder {
  const calls: Call[] = [];
  const waiting = new Set<() => void>();
  const record = (name: keyof Handlers, args: readonly unknown[]): Call => {
    const call = { name, args };
    calls.push(call);
    for (const wake of [...waiting]) wake();
    return call;
  };
  const told =
    (name: keyof Handlers) =>
    async (...args: unknown[]) => {
      record(name, args);
    };
  const asked =
    (name: keyof Handlers) =>
    async (...args: unknown[]) =>
      recorder.answers(record(name, args));
  const count = (name: keyof Handlers) => calls.filter((call) => call.name === name).length;
  const recorder: Recorder = {
    calls,
    answers: () => reply('Answered.'),
    handlers: {
      message: told('message'),
      edited: told('edited'),
      deleted: told('deleted'),
      channelGone: told('channelGone'),
      joined: told('joined'),
      left: told('left'),
      ask: asked('ask'),
      check: asked('check'),
      press: asked('press'),
      administer: asked('administer'),
      about: asked('about'),
      home: asked('home'),
      workspaces: async (...args) => {
        record('workspaces', args);
        return [];
      },
      complete: async (...args) => {
        record('complete', args);
        return [];
      },
    },
    of: (name) => calls.filter((call) => call.name === name).map(({ args }) => args[0] as never),
    async waitFor(name, wanted = 1) {
      if (count(name) >= wanted) return;
      await new Promise<void>((resolve, reject) => {
        const wake = () => {
          if (count(name) < wanted) return;
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(wake);
          reject(new Error(`${name} was called ${count(name)} times, not ${wanted}`));
        }, PATIENCE);
        waiting.add(wake);
      });
    },
  };
  return recorder;
}
