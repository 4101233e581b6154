import { stringify } from 'yaml';
import type { Config } from '../config.ts';
import { appManifest } from '../platforms/slack/manifest.ts';

/** Where signed requests would go; whoever pastes the manifest puts their own address in its place. */
const REQUEST_URL = 'https://your.address.example/slack/events';
const HEADER = [
  '# The Slack app: on https://api.slack.com/apps choose "Create New App", "From a manifest", and paste this.',
  '# Written by `npm run -s manifest > manifest.yaml`; the scopes, events and commands are those that the code uses.',
];

/** `manifest`: prints the Slack app's manifest; for signed requests where a signing secret is set, else for Socket Mode. */
export async function manifestCommand(
  config: Pick<Config, 'slack'>,
  print: (line: string) => void,
): Promise<number> {
  const manifest = appManifest(config.slack?.receive.by === 'http' ? REQUEST_URL : undefined);
  for (const line of [...HEADER, stringify(manifest, { lineWidth: 0 }).trimEnd()]) print(line);
  return 0;
}
