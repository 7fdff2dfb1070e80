import { textOf } from '../../json.ts';
import type { Json } from '../../json.ts';
import { unitNames } from '../accounting/tax-fields.ts';
import type { Computation } from '../computation.ts';
import type { Environment } from '../environment.ts';

/** How the fields of carriers and their rules that nobody types are worked out. */
export const DELIVERY_FIELDS: Readonly<Record<string, Readonly<Record<string, Computation>>>> = {
  'delivery.carrier': {
    can_generate_return: () => false,
    supports_shipping_insurance: () => false,
    ...unitNames,
  },
  'delivery.price.rule': { name: (env, id) => describeRule(env, id) },
};

/** A name for people: `quantity <= 5.00: 4.90 + 1.20 * weight`. */
function describeRule(env: Environment, id: number): Json {
  const row = env.database.row('delivery.price.rule', id) ?? {};
  const text = (field: string) => textOf(row[field] ?? '');
  const amount = (field: string) => Number(row[field]).toFixed(2);
  const condition = `${text('variable')} ${text('operator')} ${amount('max_value')}`;
  return `${condition}: ${amount('list_base_price')} + ${amount('list_price')} * ${text('variable_factor')}`;
}
