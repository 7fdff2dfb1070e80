import { classTaxKey } from '../../shared/class-taxes.ts';
import { compareText } from '../../../core/plan.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { noTaxKey } from '../models.ts';
import type { Place } from '../places/types.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import { columnName, type ClassColumn } from './class-columns.ts';
import type { DestinationInput, DestinationKeys } from './destination-keys.ts';
import type { DesiredTax } from './desired-tax.ts';
import type { Source } from './tax-ref.ts';
import { labelOf, nameOfShared } from './tax-name.ts';
import { plainPercent } from './usable-rates.ts';

const CLASS_SEQUENCE = 1;
const PLAIN_SEQUENCE = 9;
/** Compound taxes come after all others, in the order of their priorities. */
const COMPOUND_SEQUENCE = 100;

/** @param rates those of the column's class */
export function desiredClassTax(column: ClassColumn, rates: readonly StoreTaxRate[]): DesiredTax {
  const { included, key, percent, shipping } = column;
  const own = rates.filter((rate) => !shipping || rate.shipping);
  return {
    type: 'tax_class',
    key,
    taxKey: classTaxKey(key, percent, included),
    name: `${columnName(column)} ${percent}%`,
    ...{ percent, included, compound: false, inBase: true, sequence: CLASS_SEQUENCE },
    ...{ source: null, rateIds: own.map(({ id }) => id), alone: true, className: columnName(column) },
    ...{ abroad: null, label: labelOf(own), apart: false, isNone: false },
  };
}

/**
 * The destination taxes: rates share one where percentage, inclusion and compound behaviour are equal and they are never
 * charged together; on 19, where a tax names the one it replaces, only for the products of one tax. There a place
 * without tax needs a tax of 0%, too.
 */
export function desiredDestinationTaxes(input: DestinationInput, keys: DestinationKeys): DesiredTax[] {
  const { places, rates, series } = input;
  const isAlone = aloneIn(places);
  const groups = new Map<string, RatesOfTax>();
  const byClass = Map.groupBy(rates, ({ taxClass }) => taxClass);
  for (const source of input.sources) {
    const { column } = source;
    const own = (byClass.get(column.taxClass) ?? []).filter((rate) => !column.shipping || rate.shipping);
    for (const rate of own.toSorted((a, b) => a.id - b.id)) {
      for (const { inBase, key } of keys.all(rate, source)) {
        const group = groups.get(key);
        if (group !== undefined) group.rates.add(rate);
        else groups.set(key, { source, inBase, first: rate, rates: new Set([rate]) });
      }
    }
  }
  const made = [...groups].map(([key, group]) => taxOfRates(key, group, isAlone, input));
  const none = series < FIRST_WITHOUT_LINES ? [] : noTaxes(input);
  const labels = new Set(made.filter((tax) => !tax.alone && tax.label !== '').map(({ label }) => label));
  const isApart = (tax: DesiredTax) => labels.size > 1 && !tax.alone && tax.label !== '';
  const shown = made.map((tax) => (isApart(tax) ? { ...tax, apart: true } : tax));
  return [...shown, ...none].sort((a, b) => compareText(a.key, b.key));
}

/** The codes of other countries among those of rates; null where there are none. */
function abroadOf(rates: readonly StoreTaxRate[], home: string | null): string[] | null {
  const codes = new Set(rates.map(({ country }) => country).filter((code) => code !== '' && code !== home));
  return codes.size === 0 ? null : [...codes].sort(compareText);
}

/** Tells rates that are certain never to be charged with another one: of those in no position that is not certain. */
function aloneIn(places: readonly Place[]): (rate: StoreTaxRate) => boolean {
  const known = new Set(places.flatMap(({ rateIds }) => rateIds));
  const accompanied = new Set(
    places.flatMap(({ rates }) => [...rates.values()].filter((list) => list.length > 1).flat()),
  );
  return ({ cities, id }) => cities.length === 0 && known.has(id) && !accompanied.has(id);
}

/** Rates that are one tax for the products of a source. */
interface RatesOfTax {
  readonly source: Source;
  readonly inBase: boolean;
  /** They differ in nothing that makes a tax. */
  readonly first: StoreTaxRate;
  readonly rates: Set<StoreTaxRate>;
}

function taxOfRates(
  key: string,
  { first, inBase, rates, source: { column, included, ref } }: RatesOfTax,
  isAlone: (rate: StoreTaxRate) => boolean,
  { home, numbers, series }: DestinationInput,
): DesiredTax {
  const own = [...rates];
  const percent = plainPercent(first.rate);
  const replaces = series >= FIRST_WITHOUT_LINES;
  const nth = numbers.get(first.id) ?? 1;
  return {
    type: 'tax',
    key,
    taxKey: key,
    name: nameOfShared(own, percent, replaces ? columnName(column) : ''),
    ...{ percent, included, compound: first.compound, inBase },
    sequence: first.compound ? COMPOUND_SEQUENCE + first.priority : PLAIN_SEQUENCE + nth,
    source: replaces ? ref : null,
    className: columnName(column),
    rateIds: own.map(({ id }) => id).sort((a, b) => a - b),
    alone: own.every(isAlone),
    abroad: abroadOf(own, home),
    ...{ label: labelOf(own), apart: false, isNone: false },
  };
}

function noTaxes({ places, sources }: DestinationInput): DesiredTax[] {
  return sources
    .filter(({ column }) => places.some(({ rates }) => (rates.get(column.key) ?? []).length === 0))
    .map(({ column, included, ref }): DesiredTax => {
      const key = noTaxKey(ref.text);
      return {
        type: 'tax',
        key,
        taxKey: key,
        name: `No tax (${columnName(column)})`,
        ...{ percent: '0', included, compound: false, inBase: true },
        ...{ sequence: PLAIN_SEQUENCE + 1, source: ref, rateIds: [], alone: true, abroad: null, label: '' },
        ...{ apart: false, isNone: true },
        className: columnName(column),
      };
    });
}
