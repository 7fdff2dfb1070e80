/** The signs of one pattern, each a digit or a class of digits: `['1', '0', '1', '1', '[5-9]']`. */
export type DigitSigns = readonly string[];

const ANY = '[0-9]';

/**
 * All numbers between two of the same length, as few patterns: 10115 to 10119 is one, 10115 to 10223 are four. Without
 * `\d`, which Odoo would store as `\D`.
 *
 * @param from digits
 * @param to as many digits, not below `from`
 */
export function digitRanges(from: string, to: string): DigitSigns[] {
  if (from === '') return [[]];
  if (/^0+$/u.test(from) && /^9+$/u.test(to)) return [Array.from(from, () => ANY)];
  const [low, high] = [Number(from[0]), Number(to[0])];
  const [lowRest, highRest] = [from.slice(1), to.slice(1)];
  if (low === high) return digitRanges(lowRest, highRest).map((rest) => [String(low), ...rest]);
  // Where the rest of a bound lets all through, its first digit joins those in the middle.
  const joinsLow = /^0*$/u.test(lowRest);
  const joinsHigh = /^9*$/u.test(highRest);
  const first = joinsLow ? low : low + 1;
  const last = joinsHigh ? high : high - 1;
  const nines = '9'.repeat(lowRest.length);
  const zeros = '0'.repeat(highRest.length);
  return [
    ...(joinsLow ? [] : digitRanges(lowRest, nines).map((rest) => [String(low), ...rest])),
    ...(first <= last ? [[digitClass(first, last), ...Array.from(lowRest, () => ANY)]] : []),
    ...(joinsHigh ? [] : digitRanges(zeros, highRest).map((rest) => [String(high), ...rest])),
  ];
}

function digitClass(first: number, last: number): string {
  return first === last ? String(first) : `[${first}-${last}]`;
}
