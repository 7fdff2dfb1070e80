import { padZips } from '../../sandbox/odoo/tax-rules/zips.ts';
import { DEFAULT_TAX_POLICY, type PlanInput } from '../../src/core/domain.ts';
import type { Binding, FieldValues, ManagedRecord } from '../../src/core/memory.ts';
import { EMPTY_MEMORY } from '../../src/core/memory.ts';
import { subjectName, type Operation, type RecordWrite } from '../../src/core/operation.ts';
import type { DomainPlan } from '../../src/core/plan.ts';
import type { OdooPosition, OdooTax, OdooTaxes, StoreTaxes } from '../../src/domains/taxes/facts.ts';
import { POSITION_MODEL, TAX_MODEL } from '../../src/domains/taxes/models.ts';

export type TaxInput = PlanInput<StoreTaxes, OdooTaxes>;

/** Countries and states that are there on both sides, and their ids in Odoo. */
export const PLACES: Readonly<Record<string, readonly string[]>> = {
  US: ['CA', 'NY', 'TX', 'WA'],
  DE: [],
  CA: ['QC', 'ON', 'BC'],
  FR: [],
};
const COUNTRIES = Object.keys(PLACES).map((code, at) => ({ id: at + 1, code }));
const STATES = Object.entries(PLACES)
  .flatMap(([country, codes]) => codes.map((code) => ({ country, code })))
  .map((state, at) => ({ ...state, id: at + 101 }));

export function countryId(code: string): number | null {
  return COUNTRIES.find((country) => country.code === code)?.id ?? null;
}

export function stateId(country: string, code: string): number | null {
  return STATES.find((state) => state.country === country && state.code === code)?.id ?? null;
}

const found: TaxInput['found'] = (type, key) => {
  const [country = '', state = ''] = key.split(':');
  const id = type === 'country' ? countryId(country) : stateId(country, state);
  return id === null ? null : { id, pending: false };
};

/** A fresh Odoo whose company is in a country: one sale tax, no fiscal position. */
export function freshOdoo(home: string): OdooTaxes {
  const country = { id: countryId(home) ?? 0, code: home };
  return {
    company: {
      ...{ id: 1, name: 'Company', country, fiscalCountry: country, stateId: null, stateCode: '' },
      ...{ currency: 'EUR', rounding: 'round_per_line', pricesIncludeTax: false, defaultSaleTaxId: 1 },
    },
    taxes: [
      {
        ...{ id: 1, name: '15%', externalId: undefined, active: true, amountType: 'percent', percent: '15' },
        ...{ included: false, includeBaseAmount: false, isBaseAffected: true, sequence: 1 },
        ...{ countryId: country.id, groupId: 1, originalTaxIds: [], positionIds: [] },
        lines: [{ document: 'invoice', type: 'tax', factor: '100', accountId: 1, tagIds: [] }],
      },
    ],
    groups: [{ id: 1, name: 'Tax', countryId: null }],
    accounts: [{ id: 1, code: '2500' }],
    positions: [],
    products: { total: 0, untaxed: 0, byTax: new Map() },
    ...{ weightUnit: 'kg', volumeUnit: 'm³', currencyDecimals: 2 },
    countries: COUNTRIES,
    states: STATES,
  };
}

export function taxInput(store: StoreTaxes, odoo: OdooTaxes, series: number): TaxInput {
  return {
    ...{ store, odoo, memory: EMPTY_MEMORY, mirror: null, odooSeries: series, found },
    policy: {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: true,
      recreateDeleted: false,
    },
    backendId: '5b1f6a52-0000-4000-8000-000000000001',
  };
}

/** Applies a plan to the lists in memory, the way the engine applies it to Odoo. */
export function appliedTaxes(before: TaxInput, plan: DomainPlan): TaxInput {
  const taxes = new Map(before.odoo.taxes.map((tax) => [tax.id, tax]));
  const positions = new Map(before.odoo.positions.map((position) => [position.id, position]));
  const bindings = new Map(before.memory.bindings.map((binding) => [subjectName(binding), binding]));
  const managed = new Map(before.memory.managed.map((record) => [record.externalId, record]));
  const lineIds = before.odoo.positions.flatMap(({ lines }) => lines.map(({ id }) => id));
  let nextId = 1 + [...taxes.keys(), ...positions.keys(), ...lineIds].reduce((a, b) => Math.max(a, b), 0);

  const subjects = new Map(
    plan.operations.flatMap(({ record, subject }) =>
      record?.id === undefined ? [] : [[subjectName(subject), record.id] as const],
    ),
  );
  const resolve = (name: string): number => {
    const [type = '', key = ''] = name.split(' ');
    const id = name.startsWith('#') ? Number(name.slice(1)) : (subjects.get(name) ?? found(type, key)?.id);
    if (id === undefined || id === null) throw new Error(`nothing stands for ${name}`);
    return id;
  };

  for (const operation of plan.operations) {
    const { kind, record, subject, through, write } = operation;
    if (operation.seen && record?.externalId !== undefined && record.id !== undefined)
      managed.set(record.externalId, managedOf(operation, record.id, operation.seen, before.backendId));
    if (write && record.externalId !== undefined) {
      const id = record.id ?? nextId++;
      subjects.set(subjectName(subject), id);
      const writing = { id, externalId: record.externalId, write, resolve };
      if (record.model === TAX_MODEL) taxes.set(id, writtenTax(taxes.get(id), writing));
      if (record.model === POSITION_MODEL)
        positions.set(
          id,
          writtenPosition(positions.get(id), writing, () => nextId++),
        );
      const fields = record.model === POSITION_MODEL ? asStored(write.fields) : write.fields;
      const values = { ...fields, ...write.derived };
      managed.set(record.externalId, managedOf(operation, id, values, write.owner ?? before.backendId));
    }
    const id = record?.id ?? subjects.get(through ?? subjectName(subject));
    if (id !== undefined && ['create', 'link', 'update', 'archive'].includes(kind)) {
      const archivedAt = kind === 'archive' ? '2026-01-01T00:00:00.000Z' : null;
      const { key, type } = subject;
      const model = record?.model ?? '';
      const binding: Binding = { type, key, model, odooId: id, rule: operation.rule, archivedAt };
      bindings.set(subjectName(subject), binding);
    }
  }
  const existing = [...positions.values()];
  const memory = {
    bindings: [...bindings.values()],
    managed: [...managed.values()],
    lastCounts: { tax_class: before.store.classes.length, tax_rate: before.store.rates.length },
  };
  const positionsOf = new Map<number, number[]>();
  for (const { id, taxIds } of existing) {
    for (const taxId of taxIds) {
      const ids = positionsOf.get(taxId);
      if (ids === undefined) positionsOf.set(taxId, [id]);
      else ids.push(id);
    }
  }
  const ofPositions = (tax: OdooTax): OdooTax => ({ ...tax, positionIds: positionsOf.get(tax.id) ?? [] });
  const odoo = { ...before.odoo, taxes: [...taxes.values()].map(ofPositions), positions: existing };
  return { ...before, odoo, memory };
}

interface Writing {
  readonly id: number;
  readonly externalId: string;
  readonly write: RecordWrite;
  readonly resolve: (name: string) => number;
}

function writtenTax(before: OdooTax | undefined, { externalId, id, resolve, write }: Writing): OdooTax {
  const active = write.fields['active'] === '1';
  if (before !== undefined) return { ...before, active };
  const { references, links } = write;
  const included =
    references['price_include'] === '1' || references['price_include_override'] === 'tax_included';
  return {
    ...{ id, externalId, active, included },
    name: references['name'] ?? '',
    amountType: references['amount_type'] ?? '',
    percent: references['amount'] ?? '',
    includeBaseAmount: references['include_base_amount'] === '1',
    isBaseAffected: references['is_base_affected'] === '1',
    sequence: Number(references['sequence']),
    countryId: Number(references['country_id/.id']),
    groupId: Number(references['tax_group_id/.id']),
    originalTaxIds: (links?.['original_tax_ids'] ?? []).map(resolve),
    positionIds: [],
  };
}

const EMPTY_POSITION = {
  ...{ active: true, autoApply: false, sequence: 0, countryId: null, countryGroupId: null },
  ...{ groupCountryIds: [], stateIds: [], zipFrom: '', zipTo: '', vatRequired: false, foreignVat: false },
  ...{ lines: [], taxIds: [] },
};

function writtenPosition(
  before: OdooPosition | undefined,
  { externalId, id, resolve, write }: Writing,
  nextId: () => number,
): OdooPosition {
  const { lines = [], links = {}, references } = write;
  const fields = asStored(write.fields);
  const existing: OdooPosition = before ?? {
    ...{ id, externalId, name: references['name'] ?? '' },
    ...EMPTY_POSITION,
  };
  const linked = (field: string) => links[field]?.map(resolve);
  const byExternalId = new Map(existing.lines.map((line) => [line.externalId, line]));
  for (const line of lines) {
    const [sourceId = null] = (line.links?.['tax_src_id'] ?? []).map(resolve);
    const [destinationId = null] = (line.links?.['tax_dest_id'] ?? []).map(resolve);
    const lineId = byExternalId.get(line.externalId)?.id ?? nextId();
    byExternalId.set(line.externalId, { id: lineId, externalId: line.externalId, sourceId, destinationId });
  }
  return {
    ...existing,
    active: fields['active'] === '1',
    autoApply: fields['auto_apply'] === undefined ? existing.autoApply : fields['auto_apply'] === '1',
    sequence: Number(fields['sequence'] ?? existing.sequence),
    zipFrom: fields['zip_from'] ?? existing.zipFrom,
    zipTo: fields['zip_to'] ?? existing.zipTo,
    countryId: links['country_id'] === undefined ? existing.countryId : (linked('country_id')?.[0] ?? null),
    stateIds: linked('state_ids') ?? existing.stateIds,
    taxIds: linked('tax_ids') ?? existing.taxIds,
    lines: [...byExternalId.values()],
  };
}

/** As Odoo answers what was written. */
function asStored(fields: FieldValues): FieldValues {
  const { zip_from: zipFrom, zip_to: zipTo } = fields;
  if (zipFrom === undefined || zipTo === undefined) return fields;
  const padded = padZips({ zipFrom, zipTo });
  return { ...fields, zip_from: padded.zipFrom, zip_to: padded.zipTo };
}

function managedOf(
  { record }: Operation,
  odooId: number,
  written: FieldValues,
  owner: string,
): ManagedRecord {
  const { externalId = '', model = '' } = record ?? {};
  return { externalId, model, odooId, owner, written, intended: null };
}
