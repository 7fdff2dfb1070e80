import { formatNumber } from './intl.ts';

/** A text that depends on a number: `{n}`. The forms that English and German have. */
export interface Plural<One extends string = string, Other extends string = string> {
  readonly one: One;
  readonly other: Other;
}

/** A text by its number. */
export function plural<const One extends string, const Other extends string>(
  one: One,
  other: Other,
): Plural<One, Other> {
  return { one, other };
}

export type Text = string | Plural;
export type Values = Readonly<Record<string, string | number>>;

/** Puts values in the place of `{names}`; numbers are written as the language writes them. */
export function formatText(text: Text, values: Values, language: string): string {
  const chosen = typeof text === 'string' ? text : text[Number(values['n']) === 1 ? 'one' : 'other'];
  return chosen.replace(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, language) : value;
  });
}
