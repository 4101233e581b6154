/** `2026-03-03 14:05 UTC`: a moment (milliseconds since 1970) as moderators read it. */
export function moment(at: number): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
