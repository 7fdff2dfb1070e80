/** How a list is written. */
export interface ListStyle {
  /** `; ` where the texts contain commas themselves. */
  readonly separator?: ', ' | '; ';
  /** What is counted at the end: `2 more countries`. */
  readonly what?: string;
}

/** The first texts of a list, and how many there are beside them: `A, B and 3 more`, `a = 1; b = 2; and 3 more`. */
export function namedList(
  texts: readonly string[],
  max: number,
  { separator = ', ', what = '' }: ListStyle = {},
): string {
  const named = texts.slice(0, max).join(separator);
  const more = texts.length - max;
  if (more <= 0) return named;
  const rest = `and ${more.toLocaleString('en-US')} more${what === '' ? '' : ` ${what}`}`;
  return separator === ', ' ? `${named} ${rest}` : `${named}${separator}${rest}`;
}
