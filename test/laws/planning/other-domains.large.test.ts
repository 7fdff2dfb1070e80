import { expectToGrowAlike } from './growth.ts';
import { test } from 'vitest';
import { DEFAULT_TAX_POLICY } from '../../../src/core/domain.ts';
import { EMPTY_MEMORY, type Binding } from '../../../src/core/memory.ts';
import { compareAppRows, type ExistingAppRow, type AppRow } from '../../../src/core/app-rows.ts';
import { planGeography } from '../../../src/domains/geography/operations/plan.ts';
import { planPayments } from '../../../src/domains/payments/plan.ts';
import { rowValues } from '../../../src/domains/settings/app/rows.ts';
import { planSettings } from '../../../src/domains/settings/plan.ts';
import { settingRows } from '../../../src/domains/settings/rows.ts';
import { planShipping } from '../../../src/domains/shipping/plan.ts';
import { flat, inputOf, settled, storeOf, zone } from '../../../src/domains/shipping/testing/worlds.ts';
import { many } from './tax-worlds.ts';

/** Records of the small world; the large one has ten times as many. */
const SIZE = 100;

const COMMON = {
  ...{
    memory: EMPTY_MEMORY,
    mirror: null,
    backendId: '85008f02-0000-4000-8000-000000000000',
    odooSeries: 18,
  },
  policy: { taxes: DEFAULT_TAX_POLICY, onPersonChange: 'keep', allowRemovals: true, recreateDeleted: false },
  found: () => null,
} as const;

const row = (id: number, key: string, values: Readonly<Record<string, string>>): ExistingAppRow => ({
  ...{ id, key, active: true, values, choice: null, written: null, boundId: null },
});

test('states of one country: found by name, remembered, and new', () =>
  expectToGrowAlike((size) => {
    const code = (at: number) => `S${at}`;
    const binding = (at: number): Binding => ({
      ...{
        type: 'state',
        key: `IN:${code(at)}`,
        model: 'any',
        odooId: 10_000 + at,
        rule: 'code',
        archivedAt: null,
      },
    });
    const india = { code: 'IN', name: 'India' };
    const odooStates = many(size, (at) => ({
      ...{ id: 10_000 + at, country: 'IN', code: `T${at}`, externalId: undefined },
      // A third has other names: only what was remembered shows which they are.
      name: at % 3 === 0 ? `Other ${at}` : `State ${at}`,
    }));
    const input = {
      ...COMMON,
      memory: { ...EMPTY_MEMORY, bindings: many(size, binding).filter((_, at) => at % 2 === 0) },
      store: {
        countries: [india],
        states: many(size, (at) => ({ country: 'IN', code: code(at), name: `State ${at}` })),
      },
      odoo: {
        countries: [{ ...india, id: 1, stateRequired: false, zipRequired: false }],
        states: odooStates,
      },
    };
    return () => planGeography(input);
  }, SIZE));

test('countries without a common code', () =>
  expectToGrowAlike((size) => {
    const input = {
      ...COMMON,
      store: { countries: many(size, (at) => ({ code: `A${at}`, name: `Country ${at}` })), states: [] },
      odoo: {
        countries: many(size, (at) => ({
          ...{ id: at + 1, code: `B${at}`, name: `Country ${at % 2 === 0 ? at : -at}` },
          ...{ stateRequired: false, zipRequired: false },
        })),
        states: [],
      },
    };
    return () => planGeography(input);
  }, SIZE));

test('settings', () =>
  expectToGrowAlike((size) => {
    const setting = (at: number) => ({
      ...{ group: 'general', id: `option_${at}`, label: `Option ${at}`, type: 'text', default: '' },
      value: String(at),
    });
    const store = {
      ...{ groups: { general: 'General' }, settings: many(size, setting), hidden: [], statuses: [] },
      ...{ site: null, unavailable: [], skipped: [] },
    };
    const shown = settingRows(store).map((each, at) => row(at + 1, each.key, rowValues(each)));
    const mirror = { rows: new Map([['x_woo_setting', shown]]) };
    return () => planSettings({ ...COMMON, mirror, odoo: null, store });
  }, SIZE));

test('payment gateways and journals', () =>
  expectToGrowAlike((size) => {
    const store = {
      gateways: many(size, (at) => ({
        ...{ id: `g${at}`, title: `Gateway ${at}`, description: '', enabled: true, order: at, supports: [] },
      })),
      faults: [],
    };
    const journals = many(size, (at) => ({
      id: at + 1,
      name: `J${at}`,
      code: '',
      type: 'bank',
      active: true,
    }));
    const odoo = { company: 'Company', journals };
    return () => planPayments({ ...COMMON, mirror: { rows: new Map() }, odoo, store });
  }, SIZE));

test('shipping methods, the first time and after a sync', () => {
  const prices = (size: number) => Object.fromEntries(many(size, (at) => [at + 1, String(at + 1)]));
  const storeWith = (size: number) => storeOf([zone(1, ...many(size, (at) => flat(at + 1, String(at + 1))))]);
  expectToGrowAlike((size) => {
    const input = inputOf(storeWith(size));
    return () => planShipping(input);
  }, SIZE);
  expectToGrowAlike((size) => {
    const input = inputOf(storeWith(size), settled(prices(size)));
    return () => planShipping(input);
  }, SIZE);
});

test('shipping methods that the store no longer lists', () =>
  expectToGrowAlike((size) => {
    const prices = Object.fromEntries(many(size, (at) => [at + 1, '5']));
    const policy = { ...inputOf(storeOf([])).policy, allowRemovals: true };
    const input = inputOf(storeOf([zone(1)]), { ...settled(prices), policy });
    return () => planShipping(input);
  }, SIZE));

test('rows of the app', () =>
  expectToGrowAlike((size) => {
    const model = 'x_woo_state';
    const desired = many(size, (at): AppRow => {
      const key = `IN:${at}`;
      return { model, key, values: { x_name: `State ${at}` }, placement: {} };
    });
    const found = many(size, (at) => row(at + 1, `IN:${at + size / 2}`, { x_name: `State ${at}` }));
    return () => [...compareAppRows(desired, { rows: new Map([[model, found]]) }, true)];
  }, SIZE));
