/** An address by the store's codes. */
export interface CartAddress {
  readonly country: string;
  readonly state: string;
  readonly postcode: string;
  readonly city: string;
}

/** Whether one of the patterns fits a postcode: the same text, a beginning with a star, or a range. */
export function fitsPostcode(patterns: readonly string[], postcode: string): boolean {
  const code = tidy(postcode);
  return patterns.some((pattern) => fitsOne(tidy(pattern), code));
}

function fitsOne(pattern: string, code: string): boolean {
  const [from, to] = pattern.split('...');
  if (from !== undefined && to !== undefined) return within(from, to, code);
  if (!pattern.endsWith('*')) return pattern === code || pattern === compact(code);
  const start = pattern.slice(0, -1);
  return code.startsWith(start) || compact(code).startsWith(start);
}

/** Ranges of digits compare numbers. Otherwise each sign becomes two digits, letters by their place in the alphabet. */
function within(from: string, to: string, code: string): boolean {
  if ([from, to].every((bound) => /^\d+$/.test(bound))) {
    return /^\d+$/.test(code) && BigInt(from) <= BigInt(code) && BigInt(code) <= BigInt(to);
  }
  const own = inDigits(code);
  const [low, high] = [inDigits(from).padEnd(own.length, '0'), inDigits(to).padEnd(own.length, '9')];
  return own !== '' && BigInt(low) <= BigInt(own) && BigInt(own) <= BigInt(high);
}

function inDigits(code: string): string {
  return compact(code).replace(/./gsu, (sign) => {
    if (/[A-Z]/.test(sign)) return String(sign.charCodeAt(0) - 64).padStart(2, '0');
    return /\d/.test(sign) ? `0${sign}` : '00';
  });
}

const compact = (text: string) => text.replace(/[\s-]/g, '');
const tidy = (text: string) => text.trim().toUpperCase();
