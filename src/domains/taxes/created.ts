import type { CreatedRecords, CreatedUse } from '../../core/created-records.ts';
import { SEQUENCE_BEFORE } from './operations/order-operations.ts';
import { REPLACES } from './operations/chart-mappings.ts';
import {
  CHART_TYPE,
  GROUP_TYPE,
  ORDER_TYPE,
  POSITION_LINE_MODEL,
  POSITION_MODEL,
  POSITION_TYPE,
  TAX_GROUP_MODEL,
  TAX_MODEL,
} from './models.ts';

const ACTIVE = [['active', '=', true]] as const;
const OPEN = [['state', 'in', ['draft', 'sent']]] as const;
const OPEN_LINES = [['order_id.state', 'in', ['draft', 'sent']]] as const;
const DRAFT = [['state', '=', 'draft']] as const;

const POSITION_USES: readonly CreatedUse[] = [
  { model: 'res.partner', field: 'property_account_position_id', noun: 'customer' },
  { model: 'sale.order', field: 'fiscal_position_id', noun: 'open quotation', where: OPEN },
  { model: 'account.move', field: 'fiscal_position_id', noun: 'draft invoice', where: DRAFT },
];

/** `tax_id` of the lines of orders up to 18, `tax_ids` since 19; positions have lines up to 18 and taxes since 19. */
const TAX_USES: readonly CreatedUse[] = [
  { model: 'product.template', field: 'taxes_id', noun: 'product', where: ACTIVE },
  { model: 'res.company', field: 'account_sale_tax_id', noun: 'company' },
  { model: 'account.account', field: 'tax_ids', noun: 'account' },
  { model: TAX_MODEL, field: 'children_tax_ids', noun: 'group of taxes', where: ACTIVE },
  {
    ...{ model: POSITION_LINE_MODEL, field: 'tax_dest_id', noun: 'fiscal position' },
    where: [['position_id.active', '=', true]],
    owner: { model: POSITION_MODEL, field: 'position_id' },
  },
  { model: POSITION_MODEL, field: 'tax_ids', noun: 'fiscal position', where: ACTIVE },
  ...['tax_id', 'tax_ids'].map((field) => ({
    ...{ model: 'sale.order.line', field, noun: 'open quotation', where: OPEN_LINES },
    owner: { model: 'sale.order', field: 'order_id' },
  })),
  {
    ...{ model: 'account.move.line', field: 'tax_ids', noun: 'draft invoice' },
    where: [['move_id.state', '=', 'draft']],
    owner: { model: 'account.move', field: 'move_id' },
  },
];

/** What the connector leaves of taxes in Odoo. Tax groups have no archive (17, 18, 19). */
export const CREATED: CreatedRecords = {
  models: [
    { model: POSITION_LINE_MODEL, type: CHART_TYPE, how: 'delete' },
    { model: POSITION_MODEL, type: POSITION_TYPE, how: 'archive', uses: POSITION_USES },
    { model: TAX_MODEL, type: 'tax', how: 'archive', uses: TAX_USES },
    { model: TAX_GROUP_MODEL, type: GROUP_TYPE, how: 'stay' },
  ],
  foreign: [
    {
      ...{ model: POSITION_MODEL, type: ORDER_TYPE },
      undo: ({ sequence, [SEQUENCE_BEFORE]: before }) =>
        sequence === undefined || before === undefined || sequence === before
          ? null
          : { field: 'sequence', from: sequence, to: before },
    },
    {
      ...{ model: TAX_MODEL, type: CHART_TYPE },
      added: {
        field: 'original_tax_ids',
        isRemembered: (written) => Object.keys(written).some((name) => name.startsWith(REPLACES)),
      },
    },
  ],
};
