import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { manifestCommand } from '../../src/cli/manifest.ts';
import type { SlackConfig } from '../../src/config.ts';

const FILE = join(import.meta.dirname, '..', '..', 'manifest.yaml');
/** The published schema (slackapi/manifest-schema, MIT), where there is a copy. */
const SCHEMA = process.env.SLACK_MANIFEST_SCHEMA;
const HTTP: SlackConfig = {
  botToken: 'xoxb-1',
  apiUrl: 'https://slack.com/api/',
  receive: { by: 'http', signingSecret: 's', port: 3000, host: '127.0.0.1' },
  moderators: [],
};

async function printed(slack?: SlackConfig): Promise<string> {
  const lines: string[] = [];
  await manifestCommand(slack === undefined ? {} : { slack }, (line) => lines.push(line));
  return `${lines.join('\n')}\n`;
}

it('is what stands in manifest.yaml', async () => {
  expect(readFileSync(FILE, 'utf8')).toBe(await printed());
});

it('asks for Socket Mode, or names the address of signed requests everywhere', async () => {
  expect(parse(await printed()).settings.socket_mode_enabled).toBe(true);
  const { settings, features } = parse(await printed(HTTP));
  const address = 'https://your.address.example/slack/events';
  expect(settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: address },
    interactivity: { request_url: address },
  });
  const commands: { url: string }[] = features.slash_commands;
  expect(commands.map(({ url }) => url)).toEqual([address, address]);
});

it.skipIf(SCHEMA === undefined).each([undefined, HTTP])(
  'is valid against the published schema',
  async (slack) => {
    const ajv = new Ajv.default({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA ?? '', 'utf8')));
    validate(parse(await printed(slack)));
    expect(validate.errors ?? []).toEqual([]);
  },
);
