import { taxKeyOf } from '../../shared/class-taxes.ts';
import type { PlanInput } from '../../../core/domain.ts';
import { byExternalId, indexMemory, type MemoryIndex } from '../../../core/memory-index.ts';
import type { OdooPosition, OdooTax, OdooTaxes, StoreTaxes } from '../facts.ts';
import { ROW_MODELS } from '../app/row-models.ts';
import { AdoptableTaxes } from './adoptable-taxes.ts';
import { ChartTaxes } from './chart-taxes.ts';
import { taxMeaning, type TaxMeaning } from './tax-meaning.ts';
import { isNativeExternalId } from '../../../core/external-id.ts';
import { isChartRecord } from '../models.ts';
import { usesOf } from '../released-taxes.ts';

/** Everything the parts of the plan share. */
export interface PlanContext extends MemoryIndex {
  readonly input: PlanInput<StoreTaxes, OdooTaxes>;
  readonly series: number;
  readonly companyId: number;
  readonly taxes: ReadonlyMap<number, OdooTax>;
  /** The keys of taxes that the connector created, by id. */
  readonly taxKeys: ReadonlyMap<number, string>;
  /** Taxes that others created and that a desired one may correspond to. */
  readonly adoptable: AdoptableTaxes;
  /** Taxes of the chart of accounts, as models for created ones. */
  readonly chart: ChartTaxes;
  readonly meaning: TaxMeaning;
  /** Names of the store's tax classes, by slug. */
  readonly classNames: ReadonlyMap<string, string>;
  /** Codes of states in Odoo, by id. */
  readonly stateCodes: ReadonlyMap<number, string>;
  readonly taxesByExternalId: ReadonlyMap<string, OdooTax>;
  readonly positionsByExternalId: ReadonlyMap<string, OdooPosition>;
  /** By tax: the subjects whose products carry it until this run. The counts of products are those after it. */
  readonly released: ReadonlyMap<number, readonly string[]>;
}

export function buildContext(input: PlanInput<StoreTaxes, OdooTaxes>): PlanContext {
  const { odoo, odooSeries: series } = input;
  const companyId = odoo.company.id;
  const taxKeys = new Map(
    odoo.taxes.flatMap(({ externalId, id }) => {
      const key = taxKeyOf(companyId, externalId);
      return key === undefined ? [] : [[id, key] as const];
    }),
  );
  // Those for a company that it is a branch of as well: another backend may archive them.
  const created = new Set(
    odoo.taxes.flatMap(({ externalId, id }) => (isNativeExternalId(externalId) ? [id] : [])),
  );
  const meaning = taxMeaning(
    odoo,
    ({ externalId }) => isChartRecord(odoo.company, externalId),
    ({ externalId }) => isNativeExternalId(externalId),
  );
  return {
    input,
    series,
    companyId,
    ...indexMemory(input, ROW_MODELS),
    taxes: new Map(odoo.taxes.map((tax) => [tax.id, tax])),
    taxKeys,
    adoptable: new AdoptableTaxes(odoo.taxes, meaning, created),
    chart: new ChartTaxes(odoo, meaning, created),
    meaning,
    classNames: new Map(input.store.classes.map(({ name, slug }) => [slug, name])),
    stateCodes: new Map(odoo.states.map(({ id, code }) => [id, code])),
    taxesByExternalId: byExternalId(odoo.taxes),
    positionsByExternalId: byExternalId(odoo.positions),
    released: usesOf(input),
  };
}
