import { isJsonObject } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { OdooException } from '../faults-of-odoo.ts';
import type { Environment } from '../environment.ts';
import type { Method } from '../method.ts';
import { lineTaxesField } from './trade-models.ts';
import { positionOfOrder } from './delivery-address.ts';
import { mapByPosition, productTaxes, roundingOf } from './quotation.ts';
import { idsOf, taxRecord } from './rule-records.ts';
import { adaptPrice } from '../tax-rules/adapt-price.ts';
import { computeOrder, computeTaxes } from '../tax-rules/compute.ts';
import type { Amounts, OrderLine } from '../tax-rules/types.ts';

const ONCHANGE = {
  on: 'records',
  params: ['values', 'field_names', 'fields_spec'],
  required: ['values', 'field_names', 'fields_spec'],
} as const;

/** What quotations and taxes answer over the external API without anything being written. */
export const TRADE_METHODS: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  'sale.order': {
    onchange: {
      ...ONCHANGE,
      run: ({ env, args }) => {
        const values = objectIn(args['values']);
        const changed = list(args['field_names']);
        const asked = objectIn(args['fields_spec']);
        // Lines that change are only computed where the answer may hold them.
        if (changed.includes('order_line') && !('order_line' in asked))
          throw new OdooException('builtins.KeyError', 'order_line');
        const company = Number(values['company_id'] ?? env.company);
        const given = Number(values['fiscal_position_id'] ?? 0);
        const position = changed.includes('partner_id')
          ? (positionOfOrder(
              env,
              company,
              Number(values['partner_id']),
              Number(values['partner_shipping_id'] ?? values['partner_id']),
            ) ?? 0)
          : given;
        // New lines are mapped by the position that came along, not by the one found just now: so does Odoo.
        const lines = list(values['order_line']).flatMap((command) =>
          Array.isArray(command) && isJsonObject(command[2])
            ? [orderLine(env, company, given, command[2])]
            : [],
        );
        const amounts = computeOrder(env.database.series, lines, roundingOf(env, company));
        const answer: Record<string, Json> = { fiscal_position_id: position || false, ...ofOrder(amounts) };
        return { value: differences(answer, values, asked) };
      },
    },
  },
  'sale.order.line': {
    onchange: {
      ...ONCHANGE,
      run: ({ env, args }) => {
        const values = objectIn(args['values']);
        const order = objectIn(values['order_id']);
        const company = Number(order['company_id'] ?? env.company);
        const line = orderLine(env, company, Number(order['fiscal_position_id'] ?? 0), values);
        const amounts = computeTaxes(env.database.series, line.taxes, {
          ...line,
          rounding: roundingOf(env, company),
        });
        const answer: Record<string, Json> = {
          [lineTaxesField(env.database.series)]: line.taxes.map(({ id }) => [4, id, { id }]),
          price_unit: Number(line.price),
          price_subtotal: Number(amounts.untaxed),
          price_tax: Number(amounts.tax),
          price_total: Number(amounts.total),
        };
        return { value: differences(answer, values, objectIn(args['fields_spec'])) };
      },
    },
  },
  'product.template': {
    // Before a product is typed: what a new one would show, its units among it.
    onchange: {
      ...ONCHANGE,
      run: ({ env, model, args }) => {
        const asked = Object.keys(objectIn(args['fields_spec'])).filter((name) => name.endsWith('_uom_name'));
        return { value: Object.fromEntries(asked.map((name) => [name, env.value(model.name, 0, name)])) };
      },
    },
  },
  'account.tax': {
    compute_all: {
      on: 'records',
      params: ['price_unit', 'currency', 'quantity', 'product', 'partner'],
      required: ['price_unit'],
      run: ({ env, ids, args }) => {
        const company = Number(env.database.row('account.tax', ids[0] ?? 0)?.['company_id'] ?? env.company);
        const taxes = ids.map((id) => taxRecord(env, id));
        const amounts = computeTaxes(env.database.series, taxes, {
          price: numeric(args['price_unit'], '0'),
          quantity: numeric(args['quantity'], '1'),
          rounding: roundingOf(env, company),
        });
        return {
          base_tags: [],
          taxes: amounts.taxes.map(({ taxId, base, amount }) => ({
            id: taxId,
            name: env.displayName('account.tax', taxId),
            amount: Number(amount),
            base: Number(base),
            sequence: env.value('account.tax', taxId, 'sequence'),
            price_include: env.value('account.tax', taxId, 'price_include'),
          })),
          total_excluded: Number(amounts.untaxed),
          total_included: Number(amounts.total),
          total_void: Number(amounts.untaxed),
        };
      },
    },
  },
};

/** A line as it is typed: taxes that are given stay, else those of the product under the order's position. */
function orderLine(env: Environment, company: number, position: number, values: JsonObject): OrderLine {
  const given = values[lineTaxesField(env.database.series)];
  const template = Number(env.value('product.product', Number(values['product_id'] ?? 0), 'product_tmpl_id'));
  const ids =
    given === undefined
      ? mapByPosition(env, position || null, productTaxes(env, template, company))
      : givenTaxes(given);
  const taxes = ids.map((id) => taxRecord(env, id));
  const listed = numeric(env.value('product.template', template, 'list_price'), '0');
  // A price that is typed stays; that of the product follows the position where it contained its taxes.
  const ofProduct = () => {
    const from = productTaxes(env, template, company).map((id) => taxRecord(env, id));
    return adaptPrice(env.database.series, listed, from, taxes, roundingOf(env, company).decimals);
  };
  return {
    taxes,
    price: values['price_unit'] === undefined ? ofProduct() : numeric(values['price_unit'], listed),
    quantity: numeric(values['product_uom_qty'], '1'),
  };
}

/** Ids, or the commands that set or add them. */
function givenTaxes(value: Json): number[] {
  return list(value).flatMap((item) => {
    if (!Array.isArray(item)) return [Number(item)];
    const [kind, id, ids] = item as readonly Json[];
    return kind === 6 ? idsOf(ids) : [Number(id)];
  });
}

function ofOrder(amounts: Amounts): JsonObject {
  return {
    amount_untaxed: Number(amounts.untaxed),
    amount_tax: Number(amounts.tax),
    amount_total: Number(amounts.total),
  };
}

/** Odoo leaves out what was not asked for and what is as it was; a number that was not given was 0. */
function differences(answer: JsonObject, given: JsonObject, spec: JsonObject): JsonObject {
  const empty = (name: string): Json => (/^(amount|price)_/.test(name) ? 0 : false);
  const changed = Object.entries(answer).filter(
    ([name, value]) => name in spec && JSON.stringify(given[name] ?? empty(name)) !== JSON.stringify(value),
  );
  return Object.fromEntries(changed);
}

function numeric(value: Json | undefined, fallback: string): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : fallback;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function objectIn(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
