import { isJsonObject } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { companyCurrency } from '../currency/currency-fields.ts';
import { matchesAddress, matchesOrder } from '../delivery-rules/match-carrier.ts';
import type { Destination, OrderMeasures } from '../delivery-rules/types.ts';
import type { Environment } from '../environment.ts';
import { OdooException } from '../faults-of-odoo.ts';
import type { Method } from '../method.ts';
import { Exact } from '../tax-rules/decimals.ts';
import { carrierOf, offeredCarriers } from './carrier-records.ts';
import { measureLines } from './measure-order.ts';
import { measuredLine, rateOnSale } from './offers.ts';

/**
 * The form that adds a delivery to a quotation, while it is typed: which carriers fit the saved order, and what one of
 * them costs. Where none of its rules applies, the price stays as it was given: Odoo's form shows no error either. Without
 * names of fields it is asked as it opens, and answers all that is asked for; else what changed alone, and no list.
 */
export const DELIVERY_METHODS: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  'choose.delivery.carrier': {
    onchange: {
      on: 'records',
      params: ['values', 'field_names', 'fields_spec'],
      required: ['values', 'field_names', 'fields_spec'],
      run: ({ env, model, args }) => {
        env.check(model, 'r');
        const values = isJsonObject(args['values']) ? args['values'] : {};
        const asked = isJsonObject(args['fields_spec']) ? args['fields_spec'] : {};
        const order = orderOf(env, Number(values['order_id']));
        const carrier = Number(values['carrier_id'] || 0);
        const named = Array.isArray(args['field_names']) ? args['field_names'] : [];
        const prices = carrier > 0 ? priced(env, carrier, order) : NO_PRICE;
        if (named.length === 0) {
          const listed = { available_carrier_ids: available(env, order) };
          const answer: JsonObject = { ...values, carrier_id: carrier || false, ...listed, ...prices };
          return { value: only(answer, (name) => name in asked) };
        }
        const differs = (name: string) => name in asked && prices?.[name] !== Number(values[name] ?? 0);
        return { value: named.includes('carrier_id') ? only(prices ?? {}, differs) : {} };
      },
    },
  },
};

const NO_PRICE: JsonObject = { delivery_price: 0, display_price: 0 };

function only(values: JsonObject, fits: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => fits(name)));
}

interface SavedOrder {
  readonly company: number;
  readonly position: number | null;
  readonly place: Destination;
  readonly measures: OrderMeasures;
}

function orderOf(env: Environment, id: number): SavedOrder {
  const row = env.database.row('sale.order', id);
  if (row === undefined)
    throw new OdooException(
      'odoo.exceptions.MissingError',
      `Record does not exist or has been deleted.\n(Record: sale.order(${id},), User: ${env.uid})`,
    );
  const partner = env.database.row('res.partner', Number(row['partner_shipping_id'])) ?? {};
  const lines = env.database
    .holders('sale.order.line', 'order_id', id)
    .map((line) => env.database.row('sale.order.line', line) ?? {})
    .map((line) =>
      measuredLine(env, { productId: Number(line['product_id']), qty: Number(line['product_uom_qty']) }),
    );
  const idIn = (name: string) => (typeof partner[name] === 'number' ? partner[name] : null);
  return {
    company: Number(row['company_id']),
    position: Number(row['fiscal_position_id']) || null,
    place: {
      countryId: idIn('country_id'),
      stateId: idIn('state_id'),
      zip: typeof partner['zip'] === 'string' ? partner['zip'] : '',
    },
    measures: { ...measureLines(lines), total: new Exact(Number(row['amount_total'])) },
  };
}

/** By address and limits alone, archived ones too where the call asks for them: rules are only asked once a carrier is chosen. New lines, as forms write them. */
function available(env: Environment, { company, measures, place }: SavedOrder): Json {
  return offeredCarriers(env, company, env.context['active_test'] === false)
    .filter((id) => matchesOrder(env.database.series, carrierOf(env, id), place, measures))
    .map((id) => [4, id, { id }]);
}

/** Null where the carrier is not for the address, or none of its rules applies: prices stay as they are then. */
function priced(
  env: Environment,
  carrier: number,
  { company, measures, place, position }: SavedOrder,
): JsonObject | null {
  if (!matchesAddress(carrierOf(env, carrier), place)) return null;
  const sale = { company, currency: companyCurrency(env, company), position };
  const { rate } = rateOnSale(env, carrier, measures, sale);
  if (rate === null) return null;
  return { delivery_price: rate.price.toNumber(), display_price: rate.carrierPrice.toNumber() };
}
