import { randomUUID } from 'node:crypto';
import type { Operation, UpdateRecord } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import type { Backend, BackendSecrets } from '../port.ts';

/** Credentials that a search for `canary` finds wherever they should not be. */
export const SECRETS: BackendSecrets = {
  consumerKey: 'ck_canary_4711',
  consumerSecret: 'cs_canary_4712',
  odooSecret: 'odoo_canary_4713 ü',
};

/** A backend that differs from every other one in all that must be unique. */
export function sampleBackend(change: Partial<Backend> = {}): Backend {
  const id = randomUUID();
  return {
    id,
    name: `Shop ${id}`,
    storeUrl: `https://${id}.example`,
    storeSignIn: 'basic',
    storeVersion: null,
    storeCaFile: null,
    odooUrl: 'https://odoo.example',
    odooDatabase: 'main',
    odooDatabaseUuid: 'c0ffee00-0000-4000-8000-000000000001',
    odooLogin: 'connector',
    odooCompanyId: 1,
    odooCompanyName: 'My Company',
    odooCaFile: null,
    onPersonChange: 'keep',
    environment: 'production',
    odooRowId: null,
    storeConcurrency: 2,
    taxAmbiguous: 'ask',
    taxAccount: null,
    taxPositionLimit: 500,
    taxLimit: 1000,
    taxPositionOrder: 'ask',
    taxChartPositions: 'ask',
    inactiveCurrency: 'ask',
    shippingCurrency: 'refuse',
    verifyAfterSync: 'never',
    createdAt: '2026-11-23T08:00:00.000Z',
    removedAt: null,
    ...change,
  };
}

/** An update with every field there is; the type makes sure that a new one is added here. */
export const FULL_OPERATION: Required<Omit<UpdateRecord, AbsentIn<UpdateRecord>>> = {
  kind: 'update',
  subject: { type: 'state', key: 'MX:JA', label: 'Jalisco', group: 'Mexico' },
  record: { model: 'res.country.state', id: 7, externalId: '__woo_sync__.state_MX_JA', label: 'Jalisco' },
  rule: 'code',
  reason: 'a "reason" with \0, \\ and 😀',
  write: {
    fields: { name: 'Jalisco' },
    references: { 'country_id/.id': '3' },
    links: { country_group_ids: ['country MX'] },
    derived: { mapping: '19 % to 7 %' },
    lines: [
      {
        field: 'tax_ids',
        externalId: '__woo_sync__.line_1',
        values: { sequence: '1' },
        links: { tax_dest_id: ['tax 7'] },
      },
    ],
    owner: 'another',
  },
  seen: { name: 'Jal' },
  changes: [{ field: 'name', from: 'Jal', to: 'Jalisco' }],
  decidedBy: 'user',
  left: true,
  optional: true,
};

/** The fields that operations of a kind never have. */
type AbsentIn<Kind> = { [Name in keyof Kind]-?: [Kind[Name]] extends [undefined] ? Name : never }[keyof Kind];

const COMMON = { subject: { type: 'state', key: 'X', label: 'X' }, rule: 'code', reason: 'so' } as const;
const RECORD = { model: 'res.country.state', id: 7 } as const;

/** Operations of the other kinds with the fields that only they have. */
export const FULL_OPERATIONS: readonly Operation[] = [
  {
    ...{ ...COMMON, kind: 'create', record: { model: 'x', externalId: '__woo_sync__.x' } },
    ...{ write: { fields: {}, references: {} }, after: '__woo_sync__.country_MX' },
  },
  { ...COMMON, kind: 'create', record: { model: 'x_woo_setting' } },
  {
    ...{ ...COMMON, kind: 'update', record: RECORD, isNowSecret: true },
    changes: [{ field: 'value', from: '', to: '1' }],
  },
  { ...COMMON, kind: 'link', record: { model: 'account.tax' }, through: 'tax 19' },
  { ...COMMON, kind: 'link', record: RECORD, seen: { name: 'Jal' } },
  {
    ...{ ...COMMON, kind: 'archive', record: RECORD, usedUntil: ['delivery_product 7'], unbound: true },
    write: { fields: { active: '' }, references: {} },
  },
  { ...COMMON, kind: 'keep', record: RECORD, frozen: true, seen: {} },
  {
    ...{ ...COMMON, kind: 'conflict', record: RECORD, target: 'missing', obstacle: 'currency' },
    ...{ candidates: [{ model: 'res.country.state' }], changes: [{ field: 'a', from: 'b', to: 'c' }] },
  },
  { ...COMMON, kind: 'unsupported', record: { model: 'x', label: 'X' }, obstacle: 'currency' },
];

/** A small operation on one state. */
export function sampleOperation(key: string, kind: Operation['kind'] = 'link'): Operation {
  const common = { subject: { type: 'state', key, label: key }, rule: 'code', reason: 'same code' } as const;
  const record = { model: 'res.country.state', externalId: `__woo_sync__.${encodeURIComponent(key)}` };
  const write = { fields: {}, references: {} };
  switch (kind) {
    case 'create':
      return { ...common, kind, record, write };
    case 'update':
      return { ...common, kind, record: { ...record, id: 7 }, write, changes: [] };
    case 'link':
      return { ...common, kind, record: { ...record, id: 7 } };
    case 'archive':
      return { ...common, kind, record: { ...record, id: 7 } };
    default:
      return { ...common, kind };
  }
}

/** A plan with notes, a domain that failed and these operations. */
export function samplePlan(backend: Backend, operations: readonly Operation[]): Plan {
  return {
    format: 2,
    backend: { id: backend.id, name: backend.name },
    odoo: { series: 18, database: 'main', company: 'My Company', app: 'ready' },
    domains: [
      {
        domain: 'taxes',
        operations: [],
        notes: [],
        failure: { code: 'x.y', message: 'Unread.', hint: 'Wait.' },
      },
      {
        domain: 'geography',
        operations,
        notes: [{ level: 'review', code: 'a.b', message: 'Odoo demands a zip\0 here.' }],
      },
    ],
  };
}
