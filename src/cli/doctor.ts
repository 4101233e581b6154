import { pino } from 'pino';
import { dayAt } from '../claims/partial-date.ts';
import type { Config } from '../config.ts';
import type { Finding, Platform } from '../platforms/platform.ts';
import { ClaimFaults, openClaims } from '../start/claim-files.ts';
import { configuredPlatforms } from '../start/platforms.ts';

/** `doctor`: says what is in order and what is missing, with what to do. Exit status 1 when something is missing. */
export async function doctorCommand(
  config: Config,
  print: (line: string) => void,
): Promise<number> {
  const platforms = await configuredPlatforms(config, pino({ level: 'silent' }));
  const findings = [
    claimsFinding(config),
    ...deskFindings(config),
    ...(await platformFindings(platforms)),
  ];
  for (const finding of findings) print(inWords(finding));
  if (platforms.length === 0) {
    print(
      'No platform is configured. For Discord set DISCORD_TOKEN (docs/discord.md), for Slack SLACK_BOT_TOKEN (docs/slack.md).',
    );
  }
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

function claimsFinding(config: Config): Finding {
  try {
    const { claims, warnings } = openClaims(config.claimsDir, dayAt(Date.now()));
    return { ok: true, what: `Claims: ${claims.length} in order, ${warnings.length} warnings` };
  } catch (error) {
    if (!(error instanceof ClaimFaults)) throw error;
    return {
      ok: false,
      what: `Claims: ${error.faults.length} faults`,
      advice: 'run npm run -s claims -- lint',
    };
  }
}

function deskFindings(config: Config): Finding[] {
  const address = `Desk: http://${config.host}:${config.port}`;
  if (config.publicUrl !== undefined)
    return [{ ok: true, what: `${address}, public at ${config.publicUrl}` }];
  return [
    {
      ok: true,
      what: `${address}; without PUBLIC_URL cards answer "Full context" privately instead of linking`,
    },
  ];
}

async function platformFindings(platforms: readonly Platform[]): Promise<Finding[]> {
  const checked = await Promise.all(
    platforms.map(async (platform) => {
      const findings = await platform.check();
      return findings.map((finding) => ({
        ...finding,
        what: `${capital(platform.name)}: ${finding.what}`,
      }));
    }),
  );
  return checked.flat();
}

function inWords({ ok, what, advice }: Finding): string {
  return `${ok ? 'ok     ' : 'missing'} ${what}${advice === undefined ? '' : `\n        ${advice}`}`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
