import type { CreatedRecords } from '../../core/created-records.ts';
import { CURRENCY_ROWS } from './app/rows.ts';
import { CURRENCY_MODEL } from './models.ts';

/** A currency that the connector activated; nothing is created. Whether it is used by now shows where it is switched off. */
export const CREATED: CreatedRecords = {
  models: [
    {
      model: CURRENCY_MODEL,
      type: CURRENCY_ROWS.type,
      how: 'stay',
      uses: [
        { model: 'res.company', field: 'currency_id', noun: 'company' },
        {
          model: 'product.pricelist',
          field: 'currency_id',
          noun: 'price list',
          where: [['active', '=', true]],
        },
        { model: 'account.journal', field: 'currency_id', noun: 'journal', where: [['active', '=', true]] },
        { model: 'account.move', field: 'currency_id', noun: 'journal entry' },
        { model: 'sale.order', field: 'currency_id', noun: 'sales order' },
      ],
    },
  ],
  foreign: [
    {
      ...{ model: CURRENCY_MODEL, type: CURRENCY_ROWS.type },
      undo: ({ active }) => (active === '1' ? { field: 'active', from: '1', to: '' } : null),
    },
  ],
};
