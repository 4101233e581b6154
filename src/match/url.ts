const TRACKING =
  /^(?:utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|cmpid|cmp|ncid|ref|ref_src|ref_url|referrer|source|src|smid|smtyp|sh|share|st|reflink|mod|partner|guccounter|guce_.*|output|amp|outputtype|xtor|ito|ns_.*|at_.*|s|t|si|feature|wt\..*|__twitter_impression|taid|soc_.*|tpcc|via|rss|cid|ocid|ftag|sr_share|spm|link_id|campaign|campaign_id|leadsource)$/i;

/** On these hosts a query is the article's address itself, so that short names are not tracking. */
const KEEPS_QUERY = /(?:^|\.)(?:youtube\.com|news\.ycombinator\.com|facebook\.com)$/;
const EDITIONS = /^(?:www\d?|m|mobile|amp|touch|wap)\./;

/**
 * One spelling for the addresses under which one article is found: no scheme, `www.`, mobile or AMP host, tracking
 * parameters, fragment or trailing slash; the rest of the query sorted. Undefined for what is no web address.
 */
export function canonicalUrl(address: string): string | undefined {
  const url = parse(address);
  if (url === undefined) return undefined;
  const host = canonicalHost(url.hostname);
  const path = canonicalPath(url.pathname);
  const query = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name) || (KEEPS_QUERY.test(host) && name === 'v'))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&');
  return host + path + (query === '' ? '' : `?${query}`);
}

function parse(address: string): URL | undefined {
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  return /^https?:$/.test(url.protocol) ? unwrapped(url) : undefined;
}

/** Google's AMP viewer and AMP caches carry the article's own address in their path. */
function unwrapped(url: URL): URL {
  const inside =
    /^\/amp\/(?:s\/)?(.+)$/.exec(
      /(?:^|\.)google\.[a-z.]+$/.test(url.hostname) ? url.pathname : '',
    ) ??
    /^\/[cv]\/(?:s\/)?(.+)$/.exec(url.hostname.endsWith('.cdn.ampproject.org') ? url.pathname : '');
  const address = `https://${inside?.[1] ?? ''}`;
  return inside !== null && URL.canParse(address) ? new URL(address) : url;
}

function canonicalHost(hostname: string): string {
  let host = hostname.toLowerCase().replace(/\.$/, '');
  // Twice is enough for www.m.example.org, and no address can make it many times.
  for (let round = 0; round < 2; round += 1) {
    if (EDITIONS.test(host) && host.split('.', 3).length > 2) host = host.replace(EDITIONS, '');
  }
  return host.replace(/^(?:en|edition)\.m\./, '').replace(/\.m\.wikipedia\.org$/, '.wikipedia.org');
}

function canonicalPath(pathname: string): string {
  return decoded(pathname)
    .replace(/\/{2,}/g, '/')
    .replace(/^\/amp(?=\/)/i, '')
    .replace(/\/amp\/?$/i, '')
    .replace(/\.amp(\.html?)?$/i, (_, ending: string | undefined) => ending ?? '')
    .replace(/\/(?:index\.html?)?$/i, '');
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
