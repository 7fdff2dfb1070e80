import { classTaxKey, taxExternalId } from '../../../src/domains/shared/class-taxes.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Operation } from '../../../src/core/operation.ts';
import type { DomainPlan, Note } from '../../../src/core/plan.ts';
import { POSITION_MODEL, positionExternalId, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { PlanOptions } from '../../../src/engine/plan/plan-result.ts';
import type { RunReport } from '../../../src/engine/run/run-report.ts';
import type { Backend, Database } from '../../../src/database/port.ts';
import { startStore, type SandboxOdoo, type SandboxStore } from '../../../sandbox/index.ts';
import { pair, startRig, type Rig, type RigOptions } from '../../testing/rig.ts';
import { startPreparedOdoo } from '../../testing/prepared-odoo.ts';
import { KeptWorld } from '../../testing/kept-world.ts';
import { withoutSockets } from '../../testing/wires.ts';
import type { Series } from '../../testing/series.ts';

export type { Series };

type ShopRate = Parameters<SandboxStore['control']['putRate']>[0];

/** A rate as short as its test needs it. */
export function rate(id: number, country: string, percent: string, more: Partial<ShopRate> = {}): ShopRate {
  return {
    ...{ id, country, state: '', postcodes: [], cities: [], rate: percent, name: `Tax ${id}` },
    ...{ priority: 1, compound: false, shipping: true, order: 0, class: 'standard' },
    ...more,
  };
}

export const CALIFORNIA = rate(1, 'US', '7.2500', { state: 'CA' });
export const SANTA_MONICA = rate(2, 'US', '3.0000', { state: 'CA', postcodes: ['902*'], priority: 2 });
export const NEW_YORK = rate(3, 'US', '4.0000', { state: 'NY' });
export const GERMANY = rate(4, 'DE', '19.0000');
export const GERMANY_REDUCED = rate(5, 'DE', '7.0000', { class: 'reduced-rate' });
export const FRANCE = rate(6, 'FR', '20.0000');
export const CANADA = rate(7, 'CA', '5.0000');
export const QUEBEC = rate(8, 'CA', '9.9750', { state: 'QC', priority: 2, compound: true });
export const TEXAS = rate(9, 'US', '6.2500', { state: 'TX' });
export const FLORIDA = rate(10, 'US', '6.0000', { state: 'FL' });
export const BRITAIN = rate(11, 'GB', '20.0000');
/** A rate of 0% is a tax, not a missing one. */
export const OREGON = rate(12, 'US', '0.0000', { state: 'OR' });

/** Twelve, so that one of them may go without the list being too short to be believed. */
const RATES = [
  CALIFORNIA,
  SANTA_MONICA,
  NEW_YORK,
  GERMANY,
  GERMANY_REDUCED,
  FRANCE,
  CANADA,
  QUEBEC,
  TEXAS,
  FLORIDA,
  BRITAIN,
  OREGON,
];
const COUNTRIES = new Set(['US', 'CA', 'DE', 'FR', 'GB']);

/** What a backend is added with. */
const DEFAULT_POLICY = {
  onPersonChange: 'keep',
  taxAmbiguous: 'ask',
  taxAccount: null,
  taxPositionOrder: 'ask',
  taxChartPositions: 'ask',
} as const;

type Policy = Pick<Backend, keyof typeof DEFAULT_POLICY>;

/** A store with a few countries, two classes and twelve rates that sells from California, and an Odoo of its own. */
export interface Shop {
  readonly woo: SandboxStore;
  readonly odoo: SandboxOdoo;
  readonly engine: Engine;
  readonly database: Database;
  readonly backend: Backend;
  /** Syncs; `wishes` are what the backend is changed to for this once. */
  sync(options?: PlanOptions, policy?: Partial<Policy>): Promise<RunReport>;
  /** Another store for the same Odoo, of the same company or another one. */
  second(companyId?: number): Promise<Shop>;
}

/**
 * Opens shops for the tests of a file: all share one engine and one database of the connector, and shops of one kind their
 * store and Odoo, which begin each test as they were at first: see `KeptWorld`.
 */
export function useShops(): (
  series: Series,
  options?: Pick<RigOptions, 'app' | 'odoo'> & { readonly also?: readonly string[] },
) => Promise<Shop> {
  let rig: Rig;
  const open: { close(): Promise<void> }[] = [];
  const kept = new Map<string, { readonly shop: Shop; readonly world: KeptWorld }>();
  /** Kinds of which the test has one: another one of the kind is made for it alone. */
  const taken = new Set<string>();
  beforeAll(async () => {
    rig = await startRig({ domains: ['geography', 'taxes'], world: 'small' });
  });
  afterEach(async () => {
    taken.clear();
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  afterAll(async () => {
    await Promise.all([...kept.values()].flatMap(({ shop }) => [shop.woo.close(), shop.odoo.close()]));
    await rig.close();
  });

  const shopOf = async (
    woo: SandboxStore,
    odoo: SandboxOdoo,
    companyId?: number,
    world?: () => KeptWorld | undefined,
  ): Promise<Shop> => {
    const { engine, database } = rig;
    const backend = await pair(engine, woo, odoo, companyId === undefined ? {} : { companyId }, randomUUID());
    woo.control.reset();
    odoo.control.reset();
    return {
      ...{ woo, odoo, engine, database, backend },
      sync: (options, policy) => {
        const syncing = async () => {
          await database.backends.change(backend.id, policy ?? {});
          const report = await engine.sync(backend, options ?? {}, () => undefined);
          await database.backends.change(backend.id, DEFAULT_POLICY);
          return report;
        };
        const first = options === undefined && policy === undefined ? world?.() : undefined;
        return first === undefined ? syncing() : first.sync(syncing);
      },
      second: async (id) => {
        const other = await openStore();
        open.push(other);
        return shopOf(other, odoo, id);
      },
    };
  };
  const openStore = async (also: readonly string[] = []): Promise<SandboxStore> => {
    const woo = withoutSockets(await startStore());
    stock(woo, also);
    return woo;
  };
  return async (series, { also = [], app, odoo: more } = {}) => {
    const kind = JSON.stringify([series, also, app, more]);
    const isFirst = !taken.has(kind);
    taken.add(kind);
    const known = isFirst ? kept.get(kind) : undefined;
    if (known !== undefined) {
      known.world.startOver();
      return known.shop;
    }
    // Japan: a country of which the store knows nothing.
    const countries = [...COUNTRIES, ...also, 'JP'];
    const odoo = withoutSockets(
      await startPreparedOdoo({ countries, ...more, series, uuid: randomUUID() }, app),
    );
    // What the seeded products carry is no part of these stories.
    const products = odoo.control.records('product.template').map(({ id }) => Number(id));
    odoo.control.write('product.template', products, { taxes_id: [[6, 0, []]] });
    const woo = await openStore(also);
    const shop = await shopOf(woo, odoo, undefined, () => (isFirst ? kept.get(kind)?.world : undefined));
    const world = isFirst ? KeptWorld.of(shop) : undefined;
    if (world === undefined) open.push(woo, odoo);
    else kept.set(kind, { shop, world });
    return shop;
  };
}

/** Gives a store the countries, classes and rates of these tests. @param also more countries */
export function stock({ control }: SandboxStore, also: readonly string[] = []): void {
  const kept = new Set([...COUNTRIES, ...also]);
  for (const { code } of control.data().countries) if (!kept.has(code)) control.removeCountry(code);
  for (const slug of ['food-books', 'zero-rate']) control.removeClass(slug);
  control.setRates(RATES);
  control.setSetting('tax', 'woocommerce_shipping_tax_class', '');
}

/** The part of a report that is about taxes. */
export function taxesOf({ message, plan }: RunReport): DomainPlan {
  const taxes = plan?.domains.find(({ domain }) => domain === 'taxes');
  if (taxes === undefined) throw new Error(`taxes were not planned: ${message}`);
  return taxes;
}

/** What was planned for one subject. */
export function operationOf(report: RunReport, type: string, key: string): Operation {
  const { kept, operations } = taxesOf(report);
  const found =
    operations.find(({ subject }) => subject.type === type && subject.key === key) ??
    kept?.find((each) => each.type === type)?.find(key);
  if (found === undefined) throw new Error(`nothing was planned for ${type} ${key}`);
  return found;
}

/** `kind type key` of everything planned that is not kept, with the rule that decided. */
export function changesOf(report: RunReport): string[] {
  return taxesOf(report)
    .operations.filter(({ kind }) => kind !== 'keep' && kind !== 'unsupported')
    .map(({ kind, rule, subject }) => `${kind} ${subject.type} ${subject.key}: ${rule}`);
}

export function conflictsOf(report: RunReport): string[] {
  return changesOf(report).filter((line) => line.startsWith('conflict'));
}

export function reviewsOf(report: RunReport): Note[] {
  return taxesOf(report).notes.filter(({ level }) => level === 'review');
}

type OdooRecord = Readonly<Record<string, unknown>> & { readonly id: number };

function recordBy(odoo: SandboxOdoo, model: string, externalId: string): OdooRecord {
  const id = odoo.control.resolve(externalId);
  const [found] = id === null ? [] : odoo.control.records(model, [['id', '=', id]]);
  if (found === undefined) throw new Error(`Odoo has no ${externalId}`);
  return found as unknown as OdooRecord;
}

/** A tax of the connector, by its key. */
export function taxOf(odoo: SandboxOdoo, key: string, companyId = 1): OdooRecord {
  return recordBy(odoo, TAX_MODEL, taxExternalId(companyId, key));
}

/** A fiscal position of the connector, by its key. */
export function positionOf(odoo: SandboxOdoo, key: string, companyId = 1): OdooRecord {
  return recordBy(odoo, POSITION_MODEL, positionExternalId(companyId, key));
}

/** The tax that products of the standard class carry, while it is what California charges. */
export const STANDARD_TAX = classTaxKey('standard', '7.25', false);
export const REDUCED_TAX = classTaxKey('reduced-rate', '0', false);

/** The key of a destination tax; on 19 it shows which tax of products it replaces. */
export function destination(series: Series, key: string, source = STANDARD_TAX): string {
  return series === 19 ? `${key}-of-${source}` : key;
}

export interface Place {
  readonly country: string;
  readonly state?: string;
  readonly zip?: string;
}

/** What Odoo charges on 100 for a product with this tax. */
export function charged(odoo: SandboxOdoo, taxId: number, place: Place, companyId = 1): string {
  return odoo.control.quote({ ...place, companyId, lines: [{ taxIds: [taxId], price: '100', qty: 1 }] })
    .amountTax;
}

/** What Odoo computes a tax with, by id: the same before and after a run, or somebody rewrote a tax. */
export function identities(odoo: SandboxOdoo): ReadonlyMap<number, string> {
  const fields = ['name', 'amount', 'amount_type', 'price_include', 'price_include_override'];
  const more = ['include_base_amount', 'is_base_affected', 'sequence'];
  const describe = (tax: Readonly<Record<string, unknown>>) =>
    [...fields, ...more].map((field) => `${field}=${String(tax[field])}`).join(' ');
  return new Map(odoo.control.records(TAX_MODEL).map((tax) => [Number(tax['id']), describe(tax)]));
}

/** Nothing that documents are computed with was rewritten since. */
export function expectNotRewritten(odoo: SandboxOdoo, before: ReadonlyMap<number, string>): void {
  const now = identities(odoo);
  for (const [id, identity] of before) expect(now.get(id)).toBe(identity);
}

/** Every tax, position and mapping line with its external id, and whether it is used: the same in every Odoo. */
export function contents(odoo: SandboxOdoo): string[] {
  const lines = odoo.series === 19 ? [] : ['account.fiscal.position.tax'];
  return [TAX_MODEL, POSITION_MODEL, ...lines].flatMap((model) => {
    const names = odoo.control.externalIds(model);
    return odoo.control
      .records(model)
      .map(({ active, id, name }) => {
        const title = typeof name === 'string' ? name : '';
        return [model, names[Number(id)] ?? '', title, active === false ? 'archived' : 'in use'].join(' | ');
      })
      .sort();
  });
}

type Binding = Awaited<ReturnType<Database['memory']['read']>>['bindings'][number];

/** Which tax a rate of the store is bound to, by the memory of a backend. */
export async function boundTax({ backend, database }: Shop, rateId: number): Promise<Binding | undefined> {
  const { bindings } = await database.memory.read(backend.id, backend.odooDatabaseUuid ?? '', 'taxes');
  return bindings.find(({ key, type }) => type === 'tax_rate' && key === String(rateId));
}

/** With the app, a run is claimed, ended and told in any case. */
const OF_THE_RUN: ReadonlySet<string> = new Set(['ir.actions.server', 'x_woo_operation']);

/** Syncs once more, which must change nothing; what waits for a user waits on. */
export async function expectSettled(shop: Shop, policy: Partial<Policy> = {}): Promise<RunReport> {
  shop.odoo.control.reset();
  const report = await shop.sync({}, policy);
  expect(changesOf(report)).toEqual(conflictsOf(report));
  expect(report.outcomes).toEqual([]);
  const written = shop.odoo.control.log().filter(({ changes }) => changes > 0);
  expect(written.map(({ model }) => model).filter((model) => !OF_THE_RUN.has(model ?? ''))).toEqual([]);
  return report;
}
