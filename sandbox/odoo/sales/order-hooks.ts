import type { Json } from '../../json.ts';
import { textOf } from '../../json.ts';
import { lineTaxesField } from '../accounting/trade-models.ts';
import { positionOfOrder } from '../accounting/delivery-address.ts';
import { mapByPosition, productTaxes, roundingOf } from '../accounting/quotation.ts';
import { idsOf, taxRecord } from '../accounting/rule-records.ts';
import type { RecordHooks } from '../apps/record-hooks.ts';
import type { Environment } from '../environment.ts';
import { OdooException } from '../faults-of-odoo.ts';
import type { Row } from '../model.ts';
import { adaptPrice } from '../tax-rules/adapt-price.ts';
import { computeOrder, computeTaxes } from '../tax-rules/compute.ts';
import type { OrderLine } from '../tax-rules/types.ts';

const ORDER = 'sale.order';
const LINE = 'sale.order.line';

/**
 * What a saved quotation does besides keeping its row: without a name it takes the next number, its lines get price and
 * taxes of their products under its position, and it adds them up. One that is no draft cannot be deleted.
 */
export const ORDER_HOOKS: Readonly<Record<string, RecordHooks>> = {
  [ORDER]: {
    prepare: (env, row, before, _id, values) => {
      if (before !== undefined) return row;
      const company = Number(row['company_id'] || env.company);
      const partner = Number(row['partner_id']);
      const shipping = Number(row['partner_shipping_id'] || partner);
      const position =
        values['fiscal_position_id'] ?? positionOfOrder(env, company, partner, shipping) ?? false;
      return {
        ...row,
        name: named(row['name']) ? textOf(row['name']) : nextNumber(env),
        company_id: company,
        partner_shipping_id: shipping || false,
        fiscal_position_id: position,
      };
    },
    settled: (env, id) => {
      const row = env.database.row(ORDER, id) ?? {};
      const { untaxed, tax, total } = computeOrder(
        env.database.series,
        orderLines(env, id),
        roundingOf(env, Number(row['company_id'])),
      );
      const amounts = {
        amount_untaxed: Number(untaxed),
        amount_tax: Number(tax),
        amount_total: Number(total),
      };
      env.database.put(ORDER, id, { ...row, ...amounts });
    },
    removed: (_env, row) => {
      if (row['state'] !== 'draft' && row['state'] !== 'cancel')
        throw new OdooException(
          'odoo.exceptions.UserError',
          'You can not delete a sent quotation or a confirmed sales order. You must first cancel it.',
        );
    },
  },
  [LINE]: {
    prepare: (env, row, before, _id, values) => (before === undefined ? completed(env, row, values) : row),
  },
};

/** `New` is Odoo's word for an order without a number. */
const named = (name: Json | undefined) => typeof name === 'string' && name !== '' && name !== 'New';

function nextNumber(env: Environment): string {
  const { database } = env;
  const [id, row] = database.rows('ir.sequence').find(([, { code }]) => code === ORDER) ?? [];
  if (id === undefined || row === undefined) throw new Error('there is no sequence of orders');
  const next = Number(row['number_next']);
  database.put('ir.sequence', id, { ...row, number_next: next + 1 });
  return `${textOf(row['prefix'])}${String(next).padStart(Number(row['padding']), '0')}`;
}

function completed(env: Environment, row: Row, values: Readonly<Record<string, Json>>): Row {
  const order = env.database.row(ORDER, Number(row['order_id'])) ?? {};
  const company = Number(order['company_id']);
  const { series } = env.database;
  const template = Number(env.value('product.product', Number(row['product_id']), 'product_tmpl_id'));
  const own = productTaxes(env, template, company);
  const field = lineTaxesField(series);
  const taxIds =
    field in values
      ? idsOf(row[field])
      : mapByPosition(env, Number(order['fiscal_position_id']) || null, own);
  const taxes = taxIds.map((id) => taxRecord(env, id));
  const rounding = roundingOf(env, company);
  const listed = String(Number(env.value('product.template', template, 'list_price')));
  const from = own.map((id) => taxRecord(env, id));
  const price =
    'price_unit' in values
      ? String(Number(row['price_unit']))
      : adaptPrice(series, listed, from, taxes, rounding.decimals);
  const amounts = computeTaxes(series, taxes, {
    price,
    quantity: String(Number(row['product_uom_qty'])),
    rounding,
  });
  return {
    ...row,
    [field]: taxIds,
    price_unit: Number(price),
    price_subtotal: Number(amounts.untaxed),
    price_tax: Number(amounts.tax),
    price_total: Number(amounts.total),
  };
}

/** The lines of a saved order, as they are computed. */
export function orderLines(env: Environment, id: number): OrderLine[] {
  return env.database.holders(LINE, 'order_id', id).map((line) => {
    const row = env.database.row(LINE, line) ?? {};
    const taxIds = idsOf(row[lineTaxesField(env.database.series)]);
    return {
      taxes: taxIds.map((each) => taxRecord(env, each)),
      price: String(Number(row['price_unit'])),
      quantity: String(Number(row['product_uom_qty'])),
    };
  });
}
