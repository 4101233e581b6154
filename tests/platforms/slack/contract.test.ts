import { describe, expect, vi } from 'vitest';
import { type ContractStage, keepsTheContract } from '../contract.ts';
import { apiError, droppedAnswer, httpError } from './faults.ts';
import { pingsIn } from './slack-text.ts';
import { stage } from './stage.ts';

const FAULTS = {
  refused: apiError('not_in_channel'),
  lost: droppedAnswer({ stored: true }),
  down: httpError(503),
};

async function open(mode: 'socket' | 'http'): Promise<ContractStage> {
  const { slack, core, channel, ada, running } = await stage({ mode });
  const eventOf = (ts: string) =>
    slack.deliveries.all.find(({ body }) => JSON.stringify(body.event).includes(`"ts":"${ts}"`));
  return {
    running,
    messages: () => core.of('message'),
    async say(text) {
      const ts = slack.say(channel, ada, text);
      await vi.waitFor(() => expect(core.of('message').map(({ id }) => id)).toContain(ts));
      return ts;
    },
    async sayAsBot(text) {
      slack.sayAsBot(channel, text);
      await slack.settled();
    },
    async deliverAgain(id) {
      await slack.redeliver(eventOf(id)?.eventId ?? '', 3);
    },
    async delete(id) {
      slack.delete(channel, id);
      await core.waitFor('deleted');
    },
    failNextPost: (how) => slack.failNext('chat.postMessage', FAULTS[how]),
    async standing() {
      const { botId } = slack.workspace.bot;
      const all = slack.state.channel(channel).history.all();
      return all.filter(({ bot_id }) => bot_id === botId).map(({ text }) => text);
    },
    pings: () => slack.outputs.items.flatMap(({ message }) => pingsIn(message)),
  };
}

describe.each(['socket', 'http'] as const)('Slack by %s', (mode) =>
  keepsTheContract(() => open(mode)),
);
