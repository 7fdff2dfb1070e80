/** The values that a question may have, by the names of the API. */
export const FIELDS = [
  ...(['country', 'state', 'postcode', 'city', 'class', 'amount', 'quantity', 'on', 'vat'] as const),
  ...(['qty', 'total', 'weight'] as const),
] as const;
export type Field = (typeof FIELDS)[number];

/** The values of a question of each kind. */
export const OF_QUESTION = {
  taxes: ['country', 'state', 'postcode', 'city', 'class', 'amount', 'quantity', 'on', 'vat'],
  shipping: ['country', 'state', 'postcode', 'class', 'qty', 'total', 'weight'],
} as const satisfies Record<string, readonly Field[]>;

export type Values = Readonly<Partial<Record<Field, string>>>;

/** What the address of the tab keeps: what is asked, and its values. */
export interface ExplainSearch extends Values {
  readonly about?: 'shipping' | undefined;
}

/** The values of a question, without those of the other kind and the empty ones. */
export function questionOf(about: keyof typeof OF_QUESTION, values: Values): Record<string, string> {
  return Object.fromEntries(
    OF_QUESTION[about].flatMap((name) => {
      const value = values[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
}
