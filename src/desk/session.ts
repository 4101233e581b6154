import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a sign-in holds, in milliseconds: thirty days. */
export const SESSION = 30 * 24 * 3_600_000;

/** Whether two secrets are the same, in a time that does not tell how much of them is. */
export function sameSecret(given: string, kept: string): boolean {
  return timingSafeEqual(digest(given, 'compare'), digest(kept, 'compare'));
}

/** What the cookie holds after a sign-in: when it ends, and a signature that only the token's owner can make. */
export function sealSession(token: string, now: number): string {
  const ends = String(now + SESSION);
  return `${ends}.${signature(token, ends)}`;
}

/** Whether a cookie was sealed with this token and has not ended. */
export function isSession(cookie: string | undefined, token: string, now: number): boolean {
  const [ends = '', given = ''] = cookie?.split('.') ?? [];
  return sameSecret(given, signature(token, ends)) && Number(ends) > now;
}

function signature(token: string, ends: string): string {
  return digest(`desk session until ${ends}`, token).toString('base64url');
}

function digest(text: string, key: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
