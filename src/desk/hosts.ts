import { isIP } from 'node:net';
import { isLoopback } from '../config.ts';

/** Where the desk listens, and the address that readers know it by. */
export interface Addresses {
  readonly host: string;
  readonly publicUrl?: string;
}

const EVERY_ADDRESS = new Set(['0.0.0.0', '::', '[::]']);

/**
 * Whether a Host header names this desk: a loopback name, the host it listens on, the host of `PUBLIC_URL`, or any IP address when it
 * listens on all of them. Other names are refused, so that no web page can reach the desk by pointing a name of its own at it
 * (DNS rebinding). Ports are not compared, because containers and proxies change them.
 */
export function namesThisDesk(header: string | undefined, addresses: Addresses): boolean {
  const name = hostName(header);
  if (name === undefined) return false;
  if (isLoopback(name) || name === bare(addresses.host)) return true;
  if (name === publicHost(addresses)) return true;
  return EVERY_ADDRESS.has(addresses.host) && isIP(name) !== 0;
}

/**
 * Whether a request may come from another machine: the desk listens beyond loopback, or it is reached by its public name, or a
 * proxy says that it forwards for somebody.
 */
export function isFromOutside(headers: Headers, addresses: Addresses): boolean {
  if (!isLoopback(addresses.host)) return true;
  const name = hostName(headers.get('host') ?? undefined);
  if (name !== undefined && !isLoopback(name) && name === publicHost(addresses)) return true;
  return ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some((header) =>
    headers.has(header),
  );
}

/**
 * Whether a request that changes something was started by the desk's own pages. Browsers say so in `Sec-Fetch-Site` and `Origin`;
 * programs that send neither carry nobody's cookie and are let through.
 */
export function isFromOwnPage(headers: Headers, addresses: Addresses): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = headers.get('origin');
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  const { host, origin: whole } = new URL(origin);
  const { publicUrl } = addresses;
  return (
    host === headers.get('host') || (publicUrl !== undefined && whole === new URL(publicUrl).origin)
  );
}

function publicHost({ publicUrl }: Addresses): string | undefined {
  return publicUrl === undefined ? undefined : bare(new URL(publicUrl).hostname);
}

/** The name in a Host header without its port; undefined where it is none. */
function hostName(header: string | undefined): string | undefined {
  if (header === undefined || !/^[\w.:[\]-]+$/.test(header)) return undefined;
  const address = `http://${header}`;
  return URL.canParse(address) ? bare(new URL(address).hostname) : undefined;
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase();
}
