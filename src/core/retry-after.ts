/**
 * How long a `Retry-After` header asks to wait, in milliseconds (RFC 9110, 10.2.3): seconds, or a date, which is
 * measured against the server's own `Date`, so that a wrong clock on either side does not matter. Undefined when the
 * header is absent or senseless.
 *
 * @param now this machine's time, in milliseconds: used where the server reports none
 */
export function readRetryAfter(header: string | null, date: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Date.parse reads almost anything ("1.5", "-3"): only what has the shape of an HTTP date is meant as one.
  if (!/^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text)) return undefined;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return undefined;
  const serverNow = Date.parse(date ?? '');
  return Math.max(0, until - (Number.isNaN(serverNow) ? now : serverNow));
}
