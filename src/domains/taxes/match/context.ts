import { taxKeyOf } from '../../shared/class-taxes.ts';
import type { PlanInput } from '../../../core/domain.ts';
import { byExternalId, indexMemory, type MemoryIndex } from '../../../core/memory-index.ts';
import type { OdooPosition, OdooTax, OdooTaxes, StoreTaxes } from '../facts.ts';
import { ROW_MODELS } from '../app/row-models.ts';
import { AdoptableTaxes } from './adoptable-taxes.ts';
import { ChartTaxes } from './chart-taxes.ts';
import { taxMeaning, type TaxMeaning } from './tax-meaning.ts';
import { isChartRecord, positionKeyOf } from '../models.ts';

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
  const meaning = taxMeaning(
    odoo,
    ({ externalId }) => isChartRecord(companyId, externalId),
    ({ externalId }) => positionKeyOf(companyId, externalId) !== undefined,
  );
  return {
    input,
    series,
    companyId,
    ...indexMemory(input, ROW_MODELS),
    taxes: new Map(odoo.taxes.map((tax) => [tax.id, tax])),
    taxKeys,
    adoptable: new AdoptableTaxes(odoo.taxes, meaning, taxKeys),
    chart: new ChartTaxes(odoo, meaning, taxKeys),
    meaning,
    classNames: new Map(input.store.classes.map(({ name, slug }) => [slug, name])),
    stateCodes: new Map(odoo.states.map(({ id, code }) => [id, code])),
    taxesByExternalId: byExternalId(odoo.taxes),
    positionsByExternalId: byExternalId(odoo.positions),
  };
}
