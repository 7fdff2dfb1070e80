import { describe, expect, it } from 'vitest';
import { EMPTY_MEMORY, type Binding } from '../../core/memory.ts';
import type { ExistingAppRow } from '../../core/app-rows.ts';
import type { Operation } from '../../core/operation.ts';
import type { StoreShippingMethod } from '../../woocommerce/port.ts';
import type { OdooCarrier } from './facts.ts';
import { METHOD_MIRROR } from './app/mirror-models.ts';
import { carrierExternalId, METHOD_TYPE } from './models.ts';
import { resolveShipping } from './resolve.ts';

const BACKEND = '5b1f6a52-0000-4000-8000-000000000001';

const method = (instanceId: number, title: string, methodId = 'flat_rate'): StoreShippingMethod => ({
  ...{ instanceId, methodId, title, enabled: true, order: 1, settings: {} },
});

const carrier = (id: number, over: Partial<OdooCarrier> = {}): OdooCarrier => ({
  ...{ id, name: `Carrier ${id}`, externalId: undefined, active: true, deliveryType: 'fixed' },
  ...{ sequence: 1, productId: id, companyId: 1, countryIds: [], stateIds: [], zipPrefixIds: [] },
  ...{ fixedPrice: '0', margin: '0', fixedMargin: '0', freeOver: false, freeFrom: '0', rules: [] },
  ...{ maxWeight: '0', maxVolume: '0', mustHaveTagIds: [], excludedTagIds: [], invoicePolicy: 'estimated' },
  ...over,
});

const operation = (kind: Operation['kind'], key: number, over: object = {}) =>
  ({
    ...{
      kind,
      subject: { type: METHOD_TYPE, key: String(key), label: '' },
      rule: 'name',
      reason: 'a reason',
    },
    ...over,
  }) as Operation;

const at = (id: number) => ({ record: { model: 'delivery.carrier', id } });

const binding = (key: number, odooId: number): Binding => ({
  ...{ type: METHOD_TYPE, key: String(key), model: 'delivery.carrier', odooId, rule: 'external id' },
  archivedAt: '2026-11-20T00:00:00Z',
});

const row = (key: number, over: Partial<ExistingAppRow> = {}): ExistingAppRow => ({
  ...{ id: key, key: String(key), active: false, values: {}, choice: null, written: null, boundId: null },
  ...over,
});

interface World {
  readonly operations?: readonly Operation[];
  readonly methods?: readonly StoreShippingMethod[];
  readonly carriers?: readonly OdooCarrier[];
  readonly bindings?: readonly Binding[];
  readonly rows?: readonly ExistingAppRow[];
}

function resolve(question: Readonly<Record<string, string>>, world: World = {}) {
  const { bindings = [], carriers = [], methods = [], operations = [], rows } = world;
  const zone = { id: 1, name: 'Zone', order: 1, locations: [], methods };
  const policy = { currency: 'USD', decimals: 2, taxesEnabled: true, shippingTaxClass: '', weightUnit: 'kg' };
  const resolutions = resolveShipping({ domain: 'shipping', operations, notes: [] }, question, {
    backendId: BACKEND,
    memory: { ...EMPTY_MEMORY, bindings },
    mirror: rows === undefined ? null : { rows: new Map([[METHOD_MIRROR.model, rows]]) },
    odoo: {
      ...{
        installed: true,
        companyId: 1,
        currency: 'USD',
        rounding: '0.01',
        weightUnit: 'kg',
        rates: new Map(),
        carriers,
      },
      ...{ products: [], prefixes: [], taxExternalIds: new Map() },
    },
    store: {
      ...{ zones: [zone], faults: [], classes: [], methodTypes: [], continents: [], countries: [] },
      policy: {
        ...policy,
        shippingEnabled: true,
        shipsTo: null,
        decimalSeparator: '.',
        hidesPaidWhenFree: false,
      },
    },
  });
  expect(resolutions).toHaveLength(1);
  expect(resolutions[0]?.field).toBe('shipping_method');
  return resolutions[0];
}

const LINE = { method_id: 'flat_rate', instance_id: '7' };

describe('a shipping line with an instance', () => {
  it.each([
    ['keep', at(3), 'found'],
    ['link', at(3), 'found'],
    ['update', at(3), 'found'],
    // Values in dispute, a formula that cannot be read, a currency that is refused: the carrier is there.
    ['conflict', at(3), 'found'],
    ['unsupported', at(3), 'found'],
    ['create', { record: { model: 'delivery.carrier' } }, 'pending'],
    ['conflict', {}, 'conflict'],
    ['conflict', { ...at(3), rule: 'deleted', target: 'missing' }, 'conflict'],
    ['unsupported', {}, 'none'],
    ['keep', { rule: 'disabled' }, 'none'],
  ] as const)('of an operation %s %j is %s', (kind, over, status) => {
    const world = {
      operations: [operation(kind, 7, over)],
      methods: [method(7, 'Parcel')],
      carriers: [carrier(3)],
    };
    const resolved = resolve(LINE, world);
    expect(resolved).toMatchObject({ status, value: 'flat_rate:7', reason: 'a reason' });
    expect(resolved?.record?.id).toBe(status === 'found' ? 3 : undefined);
  });

  it('is found where its carrier is archived, which is reported', () => {
    const operations = [operation('keep', 7, at(3))];
    const carriers = [carrier(3, { active: false })];
    expect(resolve(LINE, { operations, carriers })).toMatchObject({
      ...{ status: 'found', reason: 'a reason; it is archived in Odoo' },
    });
  });

  it.each([
    [{ instance_id: '7' }, '7'],
    [{ method_id: 'flat_rate:7' }, 'flat_rate:7'],
    [{ method_id: 'flat_rate:7', instance_id: '' }, 'flat_rate:7'],
    [{ method_id: ' flat_rate ', instance_id: ' 007 ' }, 'flat_rate:7'],
  ])('is read from %j', (question, value) => {
    const world = { operations: [operation('keep', 7, at(3))], carriers: [carrier(3)] };
    expect(resolve(question, world)).toMatchObject({ status: 'found', value });
  });

  it('is asked about where the method is of another type by now', () => {
    const world = {
      operations: [operation('keep', 7, at(3))],
      methods: [method(7, 'Free', 'free_shipping')],
    };
    const resolved = resolve(LINE, world);
    expect(resolved).toMatchObject({ status: 'conflict', rule: 'type' });
    expect(resolved?.reason).toContain('free_shipping');
  });
});

describe('a method that the store no longer has', () => {
  const gone = { status: 'found', rule: 'former', record: { id: 3 } };

  it('is found by its closed binding, by its row in the app, and by the external id of its carrier', () => {
    const carriers = [carrier(3, { active: false })];
    const archived = operation('archive', 7, at(3));
    expect(resolve(LINE, { carriers, bindings: [binding(7, 3)] })).toMatchObject(gone);
    expect(resolve(LINE, { carriers, bindings: [binding(7, 3)], operations: [archived] })).toMatchObject(
      gone,
    );
    expect(resolve(LINE, { carriers, rows: [row(7, { boundId: 3 })] })).toMatchObject(gone);
    const externalId = carrierExternalId(BACKEND, '7');
    const ours = resolve(LINE, { carriers: [carrier(3, { externalId })] });
    expect(ours).toMatchObject({ ...gone, record: { id: 3, externalId } });
    expect(resolve(LINE, { carriers, bindings: [binding(7, 3)] })?.reason).toContain('archived in Odoo');
  });

  it('is what a user chose for it, whatever else is known', () => {
    const world = {
      carriers: [carrier(3), carrier(4)],
      bindings: [binding(7, 4)],
      rows: [row(7, { choice: 3 })],
    };
    expect(resolve(LINE, world)).toMatchObject(gone);
  });

  it('matches nothing where the carrier is gone, or nothing is remembered', () => {
    expect(resolve(LINE, { bindings: [binding(7, 3)] })).toMatchObject({ status: 'none', rule: 'former' });
    expect(resolve(LINE, { bindings: [binding(8, 3)], carriers: [carrier(3)] })).toMatchObject({
      ...{ status: 'none', rule: 'unknown' },
    });
  });

  it('is one that is only disabled, too: what represented it before still does for orders', () => {
    const operations = [operation('keep', 7, { rule: 'disabled' })];
    const world = {
      operations,
      methods: [method(7, 'Parcel')],
      bindings: [binding(7, 3)],
      carriers: [carrier(3)],
    };
    expect(resolve(LINE, world)).toMatchObject(gone);
  });
});

describe('a shipping line without an instance', () => {
  const methods = [method(7, 'Parcel &amp; more'), method(8, 'Express'), method(9, 'Free', 'free_shipping')];
  const operations = [7, 8, 9].map((key) => operation('keep', key, at(key)));
  const world = { methods, operations, carriers: [7, 8, 9].map((id) => carrier(id)) };

  it.each([
    [{ method_id: 'free_shipping' }, 9],
    [{ method_id: 'free_shipping', instance_id: '0' }, 9],
    [{ method_id: 'flat_rate', method_title: 'Express' }, 8],
    [{ method_id: 'flat_rate', method_title: 'Parcel & more' }, 7],
  ])('%j is the method %i', (question, id) => {
    expect(resolve(question, world)).toMatchObject({ status: 'found', record: { id } });
  });

  it('is asked about where several fit, and none where none does', () => {
    const several = resolve({ method_id: 'flat_rate' }, world);
    expect(several).toMatchObject({ status: 'conflict', rule: 'several' });
    expect(several?.reason).toContain('8 Express');
    expect(resolve({ method_id: 'flat_rate', method_title: 'Bike' }, world)).toMatchObject({
      status: 'none',
    });
    expect(resolve({ method_id: 'other' }, world)).toMatchObject({ status: 'none' });
  });

  it('of a pick-up place lies outside the zones, whatever number it has', () => {
    for (const question of [
      { method_id: 'pickup_location:7' },
      { method_id: 'pickup_location', instance_id: '7' },
    ])
      expect(resolve(question, world)).toMatchObject({ status: 'none', rule: 'outside zones' });
  });
});

describe('an invalid shipping line', () => {
  it.each([
    [{}, 'neither a method nor an instance'],
    [{ instance_id: '0' }, 'neither a method nor an instance'],
    [{ method_id: 'flat_rate', instance_id: 'seven' }, '"seven" is no instance'],
    [{ method_id: 'flat_rate', instance_id: '-7' }, '"-7" is no instance'],
    [{ instance_id: '7.5' }, '"7.5" is no instance'],
  ])('is refused: %j', (question, words) => {
    expect(() => resolve(question as Record<string, string>)).toThrow(words);
  });
});
