import { z } from 'zod';

/** The longest lists that anybody gives by hand. */
const MAX_RATES = 10_000;
const MAX_COUNTRIES = 300;

/** What a user decides for one plan or one run, whichever door it is asked for at. What is absent is as the backend has it. */
export const runChoicesSchema = z.strictObject({
  /** Apply removals although the store returned far fewer records than last time. */
  allowRemovals: z.boolean().optional(),
  /** Recreate records that were deleted in Odoo. */
  recreateDeleted: z.boolean().optional(),
  /** Several taxes of Odoo match: ask, or create another one. */
  taxAmbiguous: z.enum(['ask', 'create']).optional(),
  /** How many taxes may be created without a question. */
  taxLimit: z.int().min(1).optional(),
  /** Numbers of tax rates that orders named: their taxes are created beyond that limit as well. */
  orderedRates: z.array(z.int().positive()).max(MAX_RATES).readonly().optional(),
  /** Whether fiscal positions of the chart of accounts replace the taxes of the store's products, too. */
  chartPositions: z.enum(['map', 'remove']).optional(),
  /** Two-letter codes of countries whose states are created although they are hundreds, or similar to states in Odoo. */
  createStates: z
    .array(z.string().regex(/^[A-Z]{2}$/u, 'A country is two letters, such as RO.'))
    .max(MAX_COUNTRIES)
    .readonly()
    .optional(),
});

export type RunChoices = z.infer<typeof runChoicesSchema>;

/** What several requests that one run answers decided: lists are joined, of the rest the last one counts. */
export function mergeChoices(all: readonly RunChoices[]): RunChoices {
  const joined = <Item>(lists: readonly (readonly Item[] | undefined)[]) => [
    ...new Set(lists.flatMap((list) => list ?? [])),
  ];
  const rates = joined(all.map(({ orderedRates }) => orderedRates));
  const countries = joined(all.map(({ createStates }) => createStates));
  return {
    ...all.map(given).reduce((merged, each) => ({ ...merged, ...each }), {}),
    ...(rates.length > 0 && { orderedRates: rates }),
    ...(countries.length > 0 && { createStates: countries }),
  };
}

/** Without what was left out: an absent value must not count as one. */
export function given(choices: RunChoices): RunChoices {
  return Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
}
