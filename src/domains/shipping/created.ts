import type { CreatedRecords } from '../../core/created-records.ts';
import {
  CARRIER_MODEL,
  METHOD_TYPE,
  PRICE_RULE_MODEL,
  PRODUCT_MODEL,
  PRODUCT_TYPE,
  ZIP_PREFIX_MODEL,
  ZIP_PREFIX_TYPE,
} from './models.ts';

const OPEN = [['state', 'in', ['draft', 'sent']]] as const;
const OPEN_LINES = [['order_id.state', 'in', ['draft', 'sent']]] as const;

/** Zip prefixes have no archive (17, 18, 19) and do nothing without a delivery method. */
export const CREATED: CreatedRecords = {
  models: [
    {
      ...{ model: CARRIER_MODEL, type: METHOD_TYPE, how: 'archive' },
      lines: { model: PRICE_RULE_MODEL, field: 'carrier_id' },
      uses: [
        { model: 'sale.order', field: 'carrier_id', noun: 'open quotation', where: OPEN },
        {
          ...{ model: 'stock.picking', field: 'carrier_id', noun: 'open delivery' },
          where: [['state', 'not in', ['done', 'cancel']]],
        },
        { model: 'res.partner', field: 'property_delivery_carrier_id', noun: 'customer' },
      ],
    },
    {
      ...{ model: PRODUCT_MODEL, type: PRODUCT_TYPE, how: 'archive' },
      whole: { model: 'product.template', field: 'product_tmpl_id' },
      uses: [
        {
          model: CARRIER_MODEL,
          field: 'product_id',
          noun: 'delivery method',
          where: [['active', '=', true]],
        },
        {
          ...{ model: 'sale.order.line', field: 'product_id', noun: 'open quotation', where: OPEN_LINES },
          owner: { model: 'sale.order', field: 'order_id' },
        },
      ],
    },
    { model: ZIP_PREFIX_MODEL, type: ZIP_PREFIX_TYPE, how: 'stay' },
  ],
};
