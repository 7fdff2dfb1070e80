import { randomUUID } from 'node:crypto';
import type { Operation } from '../../core/operation.ts';
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
    inactiveCurrency: 'ask',
    shippingCurrency: 'refuse',
    createdAt: '2026-11-23T08:00:00.000Z',
    removedAt: null,
    ...change,
  };
}

/** An operation with every field there is; the type makes sure that a new one is added here. */
export const FULL_OPERATION: { readonly [Field in keyof Operation]-?: NonNullable<Operation[Field]> } = {
  kind: 'update',
  subject: { type: 'state', key: 'MX:JA', label: 'Jalisco', group: 'Mexico' },
  record: { model: 'res.country.state', id: 7, externalId: '__woo_sync__.state_MX_JA', label: 'Jalisco' },
  rule: 'code',
  reason: 'a "reason" with \0, \\ and 😀',
  write: {
    fields: { name: 'Jalisco' },
    references: { 'country_id/.id': '3' },
    links: { country_group_ids: ['country MX'] },
    told: { mapping: '19 % to 7 %' },
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
  candidates: [{ model: 'res.country.state' }],
  after: '__woo_sync__.country_MX',
  through: 'tax 19',
};

/** A small operation on one state. */
export function sampleOperation(key: string, kind: Operation['kind'] = 'link'): Operation {
  return { kind, subject: { type: 'state', key, label: key }, rule: 'code', reason: 'same code' };
}

/** A plan with notes, a domain that failed and these operations. */
export function samplePlan(backend: Backend, operations: readonly Operation[]): Plan {
  return {
    format: 1,
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
