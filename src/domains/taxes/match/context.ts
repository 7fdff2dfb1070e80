import { taxKeyOf } from '../../shared/class-taxes.ts';
import type { PlanInput } from '../../../core/domain.ts';
import type { Binding, ManagedRecord } from '../../../core/memory.ts';
import { choicesOf } from '../../../core/app-rows.ts';
import type { OdooPosition, OdooTax, OdooTaxes, StoreTaxes } from '../facts.ts';
import { ROW_MODELS } from '../app/row-models.ts';
import { AdoptableTaxes } from './adoptable-taxes.ts';

/** Everything the parts of the plan share. */
export interface PlanContext {
  readonly input: PlanInput<StoreTaxes, OdooTaxes>;
  readonly series: number;
  readonly companyId: number;
  /** This backend's binding of a subject. */
  readonly bindingOf: (type: string, key: string) => Binding | undefined;
  /** What we made, by external id. */
  readonly managed: ReadonlyMap<string, ManagedRecord>;
  /** The records people chose, by subject name. */
  readonly choices: ReadonlyMap<string, number>;
  readonly taxes: ReadonlyMap<number, OdooTax>;
  /** The keys of taxes that the connector created, by id. */
  readonly taxKeys: ReadonlyMap<number, string>;
  /** Taxes that others created and that a desired one may correspond to. */
  readonly adoptable: AdoptableTaxes;
  /** Names of the store's tax classes, by slug. */
  readonly classNames: ReadonlyMap<string, string>;
  /** Codes of states in Odoo, by id. */
  readonly stateCodes: ReadonlyMap<number, string>;
  readonly taxesByExternalId: ReadonlyMap<string, OdooTax>;
  readonly positionsByExternalId: ReadonlyMap<string, OdooPosition>;
  /** Records that other backends bind, by model and id. */
  readonly isBoundByOthers: (model: string, id: number) => boolean;
}

export function buildContext(input: PlanInput<StoreTaxes, OdooTaxes>): PlanContext {
  const { memory, mirror, odoo, odooSeries: series } = input;
  const others = new Set((memory.boundByOthers ?? []).map(({ model, odooId }) => `${model} ${odooId}`));
  for (const { model, binding } of ROW_MODELS)
    for (const id of mirror?.boundByOthers?.get(model) ?? []) others.add(`${binding?.model ?? ''} ${id}`);
  const bindings = new Map<string, Map<string, Binding>>();
  for (const binding of memory.bindings) {
    const ofType = bindings.get(binding.type) ?? new Map<string, Binding>();
    bindings.set(binding.type, ofType.set(binding.key, binding));
  }
  const companyId = odoo.company.id;
  const taxKeys = new Map(
    odoo.taxes.flatMap(({ externalId, id }) => {
      const key = taxKeyOf(companyId, externalId);
      return key === undefined ? [] : [[id, key] as const];
    }),
  );
  return {
    input,
    series,
    companyId,
    bindingOf: (type, key) => bindings.get(type)?.get(key),
    managed: new Map(memory.managed.map((record) => [record.externalId, record])),
    choices: choicesOf(mirror, ROW_MODELS),
    taxes: new Map(odoo.taxes.map((tax) => [tax.id, tax])),
    taxKeys,
    adoptable: new AdoptableTaxes(odoo.taxes, odoo.company, taxKeys),
    classNames: new Map(input.store.classes.map(({ name, slug }) => [slug, name])),
    stateCodes: new Map(odoo.states.map(({ id, code }) => [id, code])),
    taxesByExternalId: byExternalId(odoo.taxes),
    positionsByExternalId: byExternalId(odoo.positions),
    isBoundByOthers: (model, id) => others.has(`${model} ${id}`),
  };
}

function byExternalId<T extends { readonly externalId: string | undefined }>(
  records: readonly T[],
): ReadonlyMap<string, T> {
  return new Map(
    records.flatMap((record) => (record.externalId === undefined ? [] : [[record.externalId, record]])),
  );
}
