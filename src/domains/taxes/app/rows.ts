import { X_ROW } from '../../../core/app-names.ts';
import { alignedRecords, type Agreement, type Alignment } from '../../../core/agreement.ts';
import type { AppRowsInput, AppRow } from '../../../core/app-rows.ts';
import { bindingCells, idText, madeCells, rowOf } from '../../../core/app-cells.ts';
import { isFrozen, type Operation } from '../../../core/operation.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { StoreTaxes } from '../facts.ts';
import { CHECK_ROWS, POSITION_ROWS, TAX_CLASS_ROWS, TAX_ROWS, TAX_RATE_ROWS } from './row-models.ts';
import { CHART_POINT, CLASS_TYPE, ORDER_POINT, RATE_TYPE } from '../models.ts';
import { limitationIn } from '../operations/limitations.ts';
import { X_CHECK, X_POSITION, X_RATE, X_TAX, X_TAX_CLASS } from './names.ts';

type Input = AppRowsInput<StoreTaxes>;

/** The rows of the app that show the store's tax policy and what represents it in Odoo, one at a time. */
export function* taxRows(input: Input): Generator<AppRow> {
  const byType = Map.groupBy(
    input.operations.filter(({ kind }) => kind !== 'archive'),
    ({ subject }) => subject.type,
  );
  const ofType = (type: string) => byType.get(type) ?? [];
  const rates = new Map(ofType(RATE_TYPE).map((operation) => [operation.subject.key, operation]));
  const kept = input.kept?.find(({ type }) => type === RATE_TYPE);
  // Planned ones as well: a class whose row could not be understood is known from before.
  const planned = ofType(CLASS_TYPE).map(({ subject }) => subject.key);
  const classes = new Set([...input.store.classes.map(({ slug }) => slug), ...planned]);
  for (const operation of ofType(CLASS_TYPE)) yield classRow(operation, input);
  for (const operation of ofType('tax')) yield taxRow(operation, input);
  for (const operation of ofType('fiscal_position')) yield positionRow(operation, input);
  for (const rate of input.store.rates) {
    const key = String(rate.id);
    const operation = rates.get(key) ?? kept?.find(key);
    if (operation !== undefined && isFrozen(operation)) continue;
    yield {
      ...rateRow(rate, operation, input),
      // Of a class that the store no longer lists there is no row to point to.
      placement: { [X_RATE.classRow]: classes.has(rate.taxClass) ? rate.taxClass : '' },
    };
  }
  for (const agreement of input.agreements) yield checkRow(agreement);
}

function classRow(operation: Operation, input: Input): AppRow {
  const { details = {}, key, label } = operation.subject;
  return rowOf(TAX_CLASS_ROWS, key, {
    [X_ROW.name]: details['class'] ?? label,
    [X_TAX_CLASS.slug]: key,
    [X_TAX_CLASS.percent]: details['percent'] ?? '',
    [X_TAX_CLASS.rateCount]: details['rates'] ?? '',
    [X_TAX_CLASS.tax]: idText(operation, input),
    ...bindingCells(operation, input),
    ...madeCells(operation, input),
  });
}

function taxRow(operation: Operation, input: Input): AppRow {
  const { details = {}, key, label } = operation.subject;
  return rowOf(TAX_ROWS, key, {
    // The name that it has after this run, or would have.
    [X_ROW.name]: operation.write?.references['name'] ?? operation.record?.label ?? label,
    [X_TAX.key]: key,
    [X_TAX.class]: details['class'] ?? '',
    [X_TAX.percent]: details['percent'] ?? '',
    [X_TAX.included]: details['included'] ?? '',
    [X_TAX.compound]: details['compound'] ?? '',
    [X_TAX.rateCount]: details['rates'] ?? '',
    [X_TAX.tax]: idText(operation, input),
    ...bindingCells(operation, input),
    ...madeCells(operation, input),
  });
}

function positionRow(operation: Operation, input: Input): AppRow {
  const { details = {}, key, label } = operation.subject;
  return rowOf(POSITION_ROWS, key, {
    [X_ROW.name]: label,
    [X_POSITION.key]: key,
    [X_POSITION.place]: label,
    [X_POSITION.mapping]: details['mapping'] ?? '',
    [X_POSITION.position]: idText(operation, input),
    ...bindingCells(operation, input),
    ...madeCells(operation, input),
  });
}

function rateRow(rate: StoreTaxRate, operation: Operation | undefined, input: Input): AppRow {
  const key = String(rate.id);
  const shipping = operation?.subject.details?.['shipping'];
  const shippingId = shipping === undefined ? null : input.recordId('tax', shipping);
  return rowOf(TAX_RATE_ROWS, key, {
    [X_ROW.name]: rate.name || `${rate.rate}%`,
    [X_RATE.rateId]: key,
    [X_RATE.class]: rate.taxClass,
    [X_RATE.country]: rate.country,
    [X_RATE.state]: rate.state,
    [X_RATE.postcodes]: rate.postcodes.join('; '),
    [X_RATE.cities]: rate.cities.join('; '),
    [X_RATE.rate]: rate.rate,
    [X_RATE.priority]: String(rate.priority),
    [X_RATE.order]: String(rate.order),
    [X_RATE.compound]: rate.compound ? '1' : '',
    [X_RATE.shipping]: rate.shipping ? '1' : '',
    [X_RATE.tax]: operation === undefined ? '' : idText(operation, input),
    [X_RATE.shippingTax]: shippingId === null ? '' : String(shippingId),
    [X_RATE.limitation]: operation === undefined ? '' : limitationIn(operation),
    ...bindingCells(operation, input),
  });
}

/** The first two a sync aligns where its box is ticked; of the third the record is made by the first sync, and then it is known. */
const NOT_BY_BUTTON: ReadonlySet<string> = new Set([ORDER_POINT, CHART_POINT, 'tax_default_sale']);

/** The order of the list. */
const RANKS = { differ: '1', unknown: '2', agree: '3' } as const;

/**
 * What the button *Align* writes: the model, the field and what Odoo has then for people, and a line for each record: its
 * id, the value it has to have now, and the one it gets, with a letter for the type before each (`s:`, `n:`, `b:`).
 */
function alignmentText(alignment: Alignment): string {
  const { field, model, to } = alignment;
  const cell = (each: string | number | boolean) =>
    typeof each === 'boolean' ? `b:${each ? '1' : ''}` : `${typeof each === 'number' ? 'n' : 's'}:${each}`;
  const lines = alignedRecords(alignment).map(({ before, id, value }) => [id, cell(before), cell(value)]);
  const one = (each: string | number) => String(each).replace(/[\t\n]/gu, ' ');
  return [[model, field, to], ...lines].map((line) => line.map(one).join('\t')).join('\n');
}

function checkRow(agreement: Agreement): AppRow {
  const { align, alignAfterSync, key, meaning, odoo, remedy, store, topic, verdict } = agreement;
  return rowOf(CHECK_ROWS, key, {
    [X_ROW.name]: topic,
    [X_CHECK.key]: key,
    [X_CHECK.topic]: topic,
    [X_CHECK.storeValue]: store,
    [X_CHECK.odooValue]: odoo,
    [X_CHECK.verdict]: verdict,
    [X_CHECK.meaning]: meaning,
    [X_CHECK.remedy]: remedy,
    [X_CHECK.alignable]: align === undefined && alignAfterSync === undefined ? '' : '1',
    [X_CHECK.rank]: RANKS[verdict],
    [X_CHECK.alignment]: align === undefined || NOT_BY_BUTTON.has(key) ? '' : alignmentText(align),
  });
}
