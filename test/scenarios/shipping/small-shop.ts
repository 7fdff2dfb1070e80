import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Operation } from '../../../src/core/operation.ts';
import type { DomainPlan, Note } from '../../../src/core/plan.ts';
import { carrierExternalId } from '../../../src/domains/shipping/models.ts';
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

export { ALL_SERIES } from '../../testing/series.ts';
export type { Series };

type Zone = Parameters<SandboxStore['control']['putZone']>[0];
type Method = Zone['methods'][number];

/** A method as short as its test needs it. */
export function flatRate(
  instanceId: number,
  title: string,
  cost: string,
  more: Partial<Method> = {},
): Method {
  const settings = { tax_status: 'taxable', cost, ...more.settings };
  return { ...{ instanceId, methodId: 'flat_rate', title, order: 1, enabled: true }, ...more, settings };
}

export function zone(
  id: number,
  name: string,
  places: readonly string[],
  methods: readonly Method[],
  order = id,
): Zone {
  return { id, name, order, methods, locations: places.map(locationFrom) };
}

/** `DE` is a country, `US:CA` a state, `continent EU` a continent, `postcode 902*` a postcode. */
function locationFrom(place: string): Zone['locations'][number] {
  const [word = '', code] = place.split(' ');
  if (code !== undefined) return { type: word, code: place.slice(word.length + 1) };
  return { type: place.includes(':') ? 'state' : 'country', code: place };
}

const free = (instanceId: number, title: string, settings: Method['settings'], order = 2) =>
  flatRate(instanceId, title, '', { methodId: 'free_shipping', order, settings });

/** Zones of every kind that Odoo supports exactly, and some that it cannot. Instances from 101 on. */
export const ZONES: readonly Zone[] = [
  zone(
    11,
    'Berlin',
    ['DE', 'postcode 10115...10119', 'postcode 10179'],
    [flatRate(101, 'Courier', '4.90'), flatRate(102, 'Pickup', '', { methodId: 'local_pickup', order: 2 })],
  ),
  zone(
    12,
    'Germany',
    ['DE'],
    [flatRate(103, 'Parcel', '3 + 1.5 * [qty]'), free(104, 'Free', { requires: '' })],
  ),
  zone(13, 'California', ['US:CA'], [flatRate(105, 'Ground', '7,50')]),
  zone(14, 'Bay Area', ['US', 'postcode 941*'], [flatRate(106, 'By postcode', '1')]),
  zone(
    15,
    'US',
    ['US'],
    [
      flatRate(107, 'US parcel', '2 * [qty]'),
      flatRate(108, 'Insured', '[fee percent="5" min_fee="3"]', { order: 2 }),
    ],
  ),
  zone(16, 'London', ['GB', 'postcode SW1A 1*', 'postcode EC1A1BB'], [flatRate(109, 'Bike', '9')]),
  zone(17, 'Rest of Europe', ['FR', 'GB', 'CH:ZH', 'DE'], [flatRate(110, 'Europe', '14')]),
];

const COUNTRIES = new Set(['US', 'DE', 'FR', 'GB', 'CH', 'CA']);

/** A store with a few countries and the zones above, and an Odoo of its own. */
export interface Shop {
  readonly woo: SandboxStore;
  readonly odoo: SandboxOdoo;
  readonly engine: Engine;
  readonly database: Database;
  readonly backend: Backend;
  sync(options?: PlanOptions, policy?: Partial<Pick<Backend, 'onPersonChange'>>): Promise<RunReport>;
  /** Another store for the same Odoo. */
  second(): Promise<Shop>;
}

/**
 * Opens shops for the tests of a file: all share one engine and one database of the connector, and shops of one kind their
 * store and Odoo, which begin each test as they were at first: see `KeptWorld`.
 */
export function useShops(): (series: Series, options?: Pick<RigOptions, 'app' | 'odoo'>) => Promise<Shop> {
  let rig: Rig;
  const open: { close(): Promise<void> }[] = [];
  const kept = new Map<string, { readonly shop: Shop; readonly world: KeptWorld }>();
  /** Kinds of which the test has one: another one of the kind is made for it alone. */
  const taken = new Set<string>();
  beforeAll(async () => {
    rig = await startRig({ domains: ['geography', 'taxes', 'shipping'], world: 'small' });
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
    world?: () => KeptWorld | undefined,
  ): Promise<Shop> => {
    const { engine, database } = rig;
    const backend = await pair(engine, woo, odoo, {}, randomUUID());
    woo.control.reset();
    odoo.control.reset();
    return {
      ...{ woo, odoo, engine, database, backend },
      sync: (options, policy) => {
        const syncing = async () => {
          await database.backends.change(backend.id, policy ?? {});
          const report = await engine.sync(backend, options ?? {}, () => undefined);
          await database.backends.change(backend.id, { onPersonChange: 'keep' });
          return report;
        };
        const first = options === undefined && policy === undefined ? world?.() : undefined;
        return first === undefined ? syncing() : first.sync(syncing);
      },
      second: async () => {
        const other = await openStore();
        open.push(other);
        return shopOf(other, odoo);
      },
    };
  };
  const openStore = async (): Promise<SandboxStore> => {
    const woo = withoutSockets(await startStore());
    stock(woo);
    return woo;
  };
  return async (series, { app, odoo: more } = {}) => {
    const kind = JSON.stringify([series, app, more]);
    const isFirst = !taken.has(kind);
    taken.add(kind);
    const known = isFirst ? kept.get(kind) : undefined;
    if (known !== undefined) {
      known.world.startOver();
      return known.shop;
    }
    const countries = [...COUNTRIES];
    const odoo = withoutSockets(
      await startPreparedOdoo({ series, countries, uuid: randomUUID(), ...more }, app),
    );
    const woo = await openStore();
    const shop = await shopOf(woo, odoo, () => (isFirst ? kept.get(kind)?.world : undefined));
    const world = isFirst ? KeptWorld.of(shop) : undefined;
    if (world === undefined) open.push(woo, odoo);
    else kept.set(kind, { shop, world });
    return shop;
  };
}

function stock({ control }: SandboxStore): void {
  const { countries, taxRates, zones } = control.data();
  for (const { code } of countries) if (!COUNTRIES.has(code)) control.removeCountry(code);
  control.setRates(taxRates.filter(({ country, state }) => country === 'DE' && state === ''));
  control.setSetting('tax', 'woocommerce_shipping_tax_class', '');
  for (const { id } of zones) if (id !== 0) control.removeZone(id);
  control.changeZone(0, {
    methods: [flatRate(111, 'Everywhere else', '35', { settings: { tax_status: 'none' } })],
  });
  for (const each of ZONES) control.putZone(each);
}

/** The part of a report that is about shipping. */
export function shippingOf({ message, plan }: RunReport): DomainPlan {
  const shipping = plan?.domains.find(({ domain }) => domain === 'shipping');
  if (shipping === undefined) throw new Error(`shipping was not planned: ${message}`);
  return shipping;
}

/** What was planned for the methods. */
export function methodsOf(report: RunReport): Operation[] {
  return shippingOf(report).operations.filter(({ subject }) => subject.type === 'shipping_method');
}

/** What was planned for one method. */
export function methodOf(report: RunReport, instanceId: number): Operation {
  const found = methodsOf(report).find(({ subject }) => subject.key === String(instanceId));
  if (found === undefined) throw new Error(`nothing was planned for the method ${instanceId}`);
  return found;
}

/** `kind type key: rule` of everything planned that is not kept. */
export function changesOf(report: RunReport): string[] {
  return shippingOf(report)
    .operations.filter(({ kind }) => kind !== 'keep')
    .map(({ kind, rule, subject }) => `${kind} ${subject.type} ${subject.key}: ${rule}`);
}

export function reviewsOf(report: RunReport): Note[] {
  return shippingOf(report).notes.filter(({ level }) => level === 'review');
}

type OdooRecord = Readonly<Record<string, unknown>> & { readonly id: number };

/** The carrier that was made for a method. */
export function carrierOf({ backend, odoo }: Pick<Shop, 'backend' | 'odoo'>, instanceId: number): OdooRecord {
  const id = odoo.control.resolve(carrierExternalId(backend.id, String(instanceId)));
  const [found] = id === null ? [] : odoo.control.records('delivery.carrier', [['id', '=', id]]);
  if (found === undefined) throw new Error(`Odoo has no carrier for the method ${instanceId}`);
  return found as unknown as OdooRecord;
}

/** The template of a product: where Odoo keeps what it is. */
export function templateOf(odoo: SandboxOdoo, productId: unknown): OdooRecord | undefined {
  const [product] = odoo.control.records('product.product', [['id', '=', productId as number]]);
  const [template] = odoo.control.records('product.template', [
    ['id', '=', product?.['product_tmpl_id'] as number],
  ]);
  return template as OdooRecord | undefined;
}

/** The names and prices of the carriers that Odoo offers. */
export function offered(
  { odoo }: Pick<Shop, 'odoo'>,
  place: { readonly country: string; readonly state?: string; readonly zip?: string },
  quantity = 1,
  total = '10',
): string[] {
  return odoo.control
    .deliveryOffers({ ...place, quantity, total })
    .filter(({ name }) => name !== 'Standard delivery')
    .map(({ name, price }) => `${name} ${price}`);
}

/** With the app, a run is claimed, ended and told in any case. */
const OF_THE_RUN: ReadonlySet<string> = new Set(['ir.actions.server', 'x_woo_operation']);

/** Syncs once more, which must change nothing; what waits for a user waits on. */
export async function expectSettled(shop: Shop): Promise<RunReport> {
  shop.odoo.control.reset();
  const report = await shop.sync();
  expect(changesOf(report).filter((line) => !/^(?:conflict|unsupported) /u.test(line))).toEqual([]);
  expect(report.outcomes).toEqual([]);
  const written = shop.odoo.control.log().filter(({ changes }) => changes > 0);
  expect(written.map(({ model }) => model).filter((model) => !OF_THE_RUN.has(model ?? ''))).toEqual([]);
  return report;
}
