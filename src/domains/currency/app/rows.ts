import { X_ROW } from '../../../core/app-names.ts';
import { writtenText, type AppRowsInput, type AppRowModel, type AppRow } from '../../../core/app-rows.ts';
import { canonicalText } from '../../../core/text.ts';
import type { StoreCurrency } from '../facts.ts';
import { CURRENCY_MODEL } from '../models.ts';
import { X_CURRENCY } from './names.ts';

/**
 * The app's model of the store's currency. Nobody chooses another record: a code means one currency, and amounts booked
 * in another are wrong. `x_written` remembers that the connector activated it, so that a user who switches it off is respected.
 */
export const CURRENCY_ROWS: AppRowModel = {
  model: X_CURRENCY.model,
  type: 'currency',
  columns: [
    X_ROW.name,
    X_CURRENCY.code,
    X_CURRENCY.position,
    X_CURRENCY.thousandSeparator,
    X_CURRENCY.decimalSeparator,
    X_CURRENCY.decimals,
    X_CURRENCY.currency,
    X_ROW.status,
    X_ROW.rule,
    X_ROW.reason,
    X_ROW.written,
  ],
  keyFields: [X_CURRENCY.code],
  key: (values) => values[X_CURRENCY.code] ?? '',
  binding: { model: CURRENCY_MODEL, field: X_CURRENCY.currency, written: true, choice: false },
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
        [X_ROW.name]: store.code,
        [X_CURRENCY.code]: store.code,
        [X_CURRENCY.position]: store.position,
        [X_CURRENCY.thousandSeparator]: shown(store.thousandSeparator),
        [X_CURRENCY.decimalSeparator]: shown(store.decimalSeparator),
        [X_CURRENCY.decimals]: String(store.decimals),
        [X_CURRENCY.currency]: id === null ? '' : String(id),
        [X_ROW.status]: status,
        // The rule by which the next run will find what this one activated; else every such run would be followed by rewrites.
        [X_ROW.rule]: operation?.kind === 'update' ? 'code' : (operation?.rule ?? ''),
        [X_ROW.reason]: status === 'bound' ? '' : (operation?.reason ?? ''),
        [X_ROW.written]: record === undefined || values === null ? '' : writtenText({ record, values }),
      },
      placement: {},
    },
  ];
}

/** White space, spelled as an entity or not, would be taken for nothing on the way and could not be seen. */
function shown(separator: string): string {
  return separator !== '' && canonicalText(separator) === '' ? '(space)' : separator;
}
