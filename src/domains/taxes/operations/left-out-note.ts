import { counted } from '../../../core/counted.ts';
import type { Note } from '../../../core/plan.ts';
import type { DesiredStore } from '../desired/desired-store.ts';
import { effectivePercent, odooPercent } from '../woocommerce-rules/effective.ts';

/** How many areas a note names. */
const EXAMPLES = 5;

/** How many places beyond the limit of positions are charged what instead. */
export function leftOutNotes(
  { columns, leftOut, rates }: Pick<DesiredStore, 'columns' | 'leftOut' | 'rates'>,
  limit: number,
): Note[] {
  const [column] = columns;
  if (leftOut.length === 0 || column === undefined) return [];
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  const percent = (ids: readonly number[]) =>
    ids.length === 0
      ? 'no tax'
      : `${odooPercent(effectivePercent(ids.flatMap((id) => byId.get(id) ?? [])))}%`;
  const sum = (entries: typeof leftOut) => entries.reduce((total, { places }) => total + places, 0);
  const shown = leftOut.slice(0, EXAMPLES).map(({ area, places, rates: charged }) => {
    const what = percent(charged.get(column.key) ?? []);
    return `${places.toLocaleString('en-US')} in ${area}: ${what}`;
  });
  const rest = leftOut.slice(EXAMPLES);
  const more =
    rest.length === 0
      ? ''
      : `; ${sum(rest).toLocaleString('en-US')} in ${counted(rest.length, 'more area')}: the tax of their area`;
  const all = counted(sum(leftOut), 'place');
  return [
    {
      level: 'info',
      code: 'places_left_out',
      message: `${all} of the store ${sum(leftOut) === 1 ? 'has' : 'have'} no fiscal position of their own, since there may be ${limit.toLocaleString('en-US')}. Quotations are charged there instead (${column.className}): ${shown.join('; ')}${more}. Orders still get the tax that they name.`,
      hint: 'Allow more positions (woo-odoo backend edit NAME --tax-position-limit COUNT; on 18 and 19 each makes every quotation a little slower), or give the store rates by state instead of by postcode.',
      summary: `${all} taxed like what surrounds them, since there may be ${limit.toLocaleString('en-US')} fiscal positions`,
    },
  ];
}
