import type { Agreement } from '../../../core/agreement.ts';
import type { AppRowsInput, AppRow } from '../../../core/app-rows.ts';
import { bindingCells, idText, madeCells, rowOf } from '../../../core/app-cells.ts';
import { isFrozen, type Operation } from '../../../core/operation.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { StoreTaxes } from '../facts.ts';
import { CHECK_ROWS, POSITION_ROWS, TAX_CLASS_ROWS, TAX_ROWS, TAX_RATE_ROWS } from './row-models.ts';
import { limitationIn } from '../operations/limitations.ts';

type Input = AppRowsInput<StoreTaxes>;

/** The rows of the app that show the store's tax policy and what represents it in Odoo, one at a time. */
export function* taxRows(input: Input): Generator<AppRow> {
  const byType = Map.groupBy(
    input.operations.filter(({ kind }) => kind !== 'archive'),
    ({ subject }) => subject.type,
  );
  const ofType = (type: string) => byType.get(type) ?? [];
  const rates = new Map(ofType('tax_rate').map((operation) => [operation.subject.key, operation]));
  const classes = new Set(input.store.classes.map(({ slug }) => slug));
  for (const operation of ofType('tax_class')) yield classRow(operation, input);
  for (const operation of ofType('tax')) yield taxRow(operation, input);
  for (const operation of ofType('fiscal_position')) yield positionRow(operation, input);
  for (const rate of input.store.rates) {
    const operation = rates.get(String(rate.id));
    if (operation !== undefined && isFrozen(operation)) continue;
    yield {
      ...rateRow(rate, operation, input),
      // Of a class that the store no longer lists there is no row to point to.
      placement: { x_class_id: classes.has(rate.taxClass) ? rate.taxClass : '' },
    };
  }
  for (const agreement of input.agreements) yield checkRow(agreement);
}

function classRow(operation: Operation, input: Input): AppRow {
  const { details = {}, key, label } = operation.subject;
  return rowOf(TAX_CLASS_ROWS, key, {
    x_name: details['class'] ?? label,
    x_slug: key,
    x_percent: details['percent'] ?? '',
    x_rate_count: details['rates'] ?? '',
    x_tax_id: idText(operation, input),
    ...bindingCells(operation, input),
    ...madeCells(operation, input),
  });
}

function taxRow(operation: Operation, input: Input): AppRow {
  const { details = {}, key, label } = operation.subject;
  return rowOf(TAX_ROWS, key, {
    // The name that it would have: the one it has stands on the tax.
    x_name: operation.record?.label ?? label,
    x_key: key,
    x_class: details['class'] ?? '',
    x_percent: details['percent'] ?? '',
    x_included: details['included'] ?? '',
    x_compound: details['compound'] ?? '',
    x_rate_count: details['rates'] ?? '',
    x_tax_id: idText(operation, input),
    ...bindingCells(operation, input),
    ...madeCells(operation, input),
  });
}

function positionRow(operation: Operation, input: Input): AppRow {
  const { details = {}, key, label } = operation.subject;
  return rowOf(POSITION_ROWS, key, {
    x_name: label,
    x_key: key,
    x_place: label,
    x_mapping: details['mapping'] ?? '',
    x_fiscal_position_id: idText(operation, input),
    ...bindingCells(operation, input),
    ...madeCells(operation, input),
  });
}

function rateRow(rate: StoreTaxRate, operation: Operation | undefined, input: Input): AppRow {
  const key = String(rate.id);
  const shipping = operation?.subject.details?.['shipping'];
  const shippingId = shipping === undefined ? null : input.recordId('tax', shipping);
  return rowOf(TAX_RATE_ROWS, key, {
    x_name: rate.name || `${rate.rate}%`,
    x_rate_id: key,
    x_class: rate.taxClass,
    x_country: rate.country,
    x_state: rate.state,
    x_postcodes: rate.postcodes.join('; '),
    x_cities: rate.cities.join('; '),
    x_rate: rate.rate,
    x_priority: String(rate.priority),
    x_order: String(rate.order),
    x_compound: rate.compound ? '1' : '',
    x_shipping: rate.shipping ? '1' : '',
    x_tax_id: operation === undefined ? '' : idText(operation, input),
    x_shipping_tax_id: shippingId === null ? '' : String(shippingId),
    x_limitation: operation === undefined ? '' : limitationIn(operation),
    ...bindingCells(operation, input),
  });
}

function checkRow(agreement: Agreement): AppRow {
  const { align, alignAfterSync, key, meaning, odoo, remedy, store, topic, verdict } = agreement;
  return rowOf(CHECK_ROWS, key, {
    x_name: topic,
    x_key: key,
    x_topic: topic,
    x_store_value: store,
    x_odoo_value: odoo,
    x_verdict: verdict,
    x_meaning: meaning,
    x_remedy: remedy,
    x_alignable: align === undefined && alignAfterSync === undefined ? '' : '1',
  });
}
