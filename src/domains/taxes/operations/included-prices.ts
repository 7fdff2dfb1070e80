import { counted } from '../../../core/counted.ts';
import type { Operation } from '../../../core/operation.ts';
import type { ClassColumn } from '../desired/class-columns.ts';
import type { DestinationInput } from '../desired/destination-keys.ts';
import { LIMITATION_TYPE } from '../models.ts';
import { FIRST_WITH_EXACT_PRICES } from '../series.ts';
import { effectivePercent, odooPercent } from '../woocommerce-rules/effective.ts';

/** What the rounding of a price means, by series: measured on real servers. */
const MESSAGES = {
  rounded:
    'a price that includes tax changes there, and Odoo keeps the price of one piece rounded to the decimals of Product ' +
    'Price (2 as installed): half a cent per piece at most, so that the total of a large quantity can differ by more (14 ' +
    'cents measured) and its tax by a part of that (2 cents measured). More decimals make it smaller (Odoo, Settings, ' +
    'Technical, Decimal Accuracy, Product Price: 4), and with prices without tax there is no difference.',
  exact:
    'a price that includes tax changes there; Odoo keeps all its decimals, so that the tax of a line and its total can ' +
    'differ by one cent at most. With prices without tax there is no difference.',
} as const;

/** Lists where prices that include tax contain another tax than at the store's own address. */
export function includedPrices(
  { places, rates, series }: DestinationInput,
  columns: readonly ClassColumn[],
): Operation[] {
  const included = columns.filter((column) => column.included);
  if (included.length === 0) return [];
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  const percentOf = new Map<string, string>();
  const percentAt = (ids: readonly number[]) => {
    const key = ids.join();
    const known = percentOf.get(key);
    if (known !== undefined) return known;
    const percent = odooPercent(effectivePercent(ids.flatMap((id) => byId.get(id) ?? [])));
    percentOf.set(key, percent);
    return percent;
  };
  const moved = places.filter((place) =>
    included.some(({ key, percent }) => percentAt(place.rates.get(key) ?? []) !== percent),
  );
  if (moved.length === 0) return [];
  const message = series < FIRST_WITH_EXACT_PRICES ? MESSAGES.rounded : MESSAGES.exact;
  const code = 'included_rounding';
  return [
    {
      kind: 'unsupported',
      subject: { type: LIMITATION_TYPE, key: code, label: 'Rounding of prices with tax' },
      rule: code,
      reason: `${counted(moved.length, 'place')}: ${message}`,
    },
  ];
}
