import { TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import type { Series, Shop } from './small-shop.ts';

export type Values = Parameters<Shop['odoo']['control']['write']>[2];

/** A tax by hand, booked on the account that a fresh company has for it. */
export function makeTax({ odoo }: Shop, name: string, amount: number, values: Values = {}): number {
  const [account] = odoo.control.records('account.account', [['code', '=', '251000']]);
  const booked = [
    [0, 0, { repartition_type: 'base' }],
    [0, 0, { repartition_type: 'tax', account_id: Number(account?.['id']) }],
  ];
  const [id = 0] = odoo.control.create(TAX_MODEL, [
    {
      ...{ name, amount, type_tax_use: 'sale' },
      ...{ invoice_repartition_line_ids: booked, refund_repartition_line_ids: booked },
      ...values,
    },
  ]);
  return id;
}

/** How a tax reports that prices contain it. */
export const included = (series: Series): Values =>
  series === 17 ? { price_include: true } : { price_include_override: 'tax_included' };

/** As taxes that go with compound ones have to be. */
export const IN_BASE = { include_base_amount: true, is_base_affected: false };
export const COMPOUND = { include_base_amount: true, is_base_affected: true };

export const setDefault = ({ odoo }: Shop, id: number | false): void => {
  odoo.control.write('res.company', [1], { account_sale_tax_id: id });
};

export const recordOf = ({ odoo }: Shop, id: number) => odoo.control.records(TAX_MODEL, [['id', '=', id]])[0];

/** All of a record, with the lines by which it is booked. */
export const wholeRecord = (shop: Shop, id: number) => ({
  tax: recordOf(shop, id),
  lines: shop.odoo.control.records('account.tax.repartition.line', [['tax_id', '=', id]]),
});
