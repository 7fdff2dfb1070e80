/** Longest run of digits that is filled up; numbers with more digits are compared as text. */
const DIGITS = 12;

/**
 * A text that sorts as people count: `2` before `10`, `rate 9.5` before `rate 12`. Texts that differ give texts that
 * differ.
 */
export function naturalOrder(text: string): string {
  const filled = text.replace(/(?<![\d.])\d{1,11}(?!\d)/gu, (digits) => digits.padStart(DIGITS, '0'));
  return filled === text ? text : `${filled} ${text}`;
}
