import { writtenText, type AppRowsInput, type AppRowModel, type AppRow } from '../../../core/app-rows.ts';
import { canonicalText } from '../../../core/text.ts';
import type { StoreCurrency } from '../facts.ts';
import { CURRENCY_MODEL } from '../models.ts';

/**
 * The app's model of the store's currency. Nobody chooses another record: a code means one currency, and amounts booked
 * in another are wrong. `x_written` remembers that the connector activated it, so that a user who switches it off is respected.
 */
export const CURRENCY_ROWS: AppRowModel = {
  model: 'x_woo_currency',
  type: 'currency',
  columns: [
    'x_name',
    'x_code',
    'x_position',
    'x_thousand_separator',
    'x_decimal_separator',
    'x_decimals',
    'x_currency_id',
    'x_status',
    'x_rule',
    'x_reason',
    'x_written',
  ],
  keyFields: ['x_code'],
  key: (values) => values['x_code'] ?? '',
  binding: { model: CURRENCY_MODEL, field: 'x_currency_id', written: true, choice: false },
};

/** The row of the app that shows the store's currency and what represents it. */
export function currencyRows(input: AppRowsInput<StoreCurrency>): AppRow[] {
  const { store, operations } = input;
  const { type, model } = CURRENCY_ROWS;
  const operation = operations.find(({ subject }) => subject.key === store.code);
  const id = input.recordId(type, store.code);
  const status = operation?.kind === 'conflict' ? 'conflict' : id === null ? 'pending' : 'bound';
  const record = operation?.record?.externalId;
  const values = record === undefined ? null : input.written(record);
  return [
    {
      model,
      key: store.code,
      values: {
        x_name: store.code,
        x_code: store.code,
        x_position: store.position,
        x_thousand_separator: shown(store.thousandSeparator),
        x_decimal_separator: shown(store.decimalSeparator),
        x_decimals: String(store.decimals),
        x_currency_id: id === null ? '' : String(id),
        x_status: status,
        // The rule by which the next run will find what this one activated; else every such run would be followed by rewrites.
        x_rule: operation?.kind === 'update' ? 'code' : (operation?.rule ?? ''),
        x_reason: status === 'bound' ? '' : (operation?.reason ?? ''),
        x_written: record === undefined || values === null ? '' : writtenText({ record, values }),
      },
      placement: {},
    },
  ];
}

/** White space, spelled as an entity or not, would be taken for nothing on the way and could not be seen. */
function shown(separator: string): string {
  return separator !== '' && canonicalText(separator) === '' ? '(space)' : separator;
}
