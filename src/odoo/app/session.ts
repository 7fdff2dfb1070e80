import { z } from 'zod';
import { APP_MODULE } from '../../core/external-id.ts';
import { OdooError } from '../rpc/errors.ts';
import type {
  AppBackend,
  AppBackendRow,
  AppClaimAnswer,
  AppRequests,
  OdooApp,
  OdooAppAccess,
  OdooWriter,
} from '../port.ts';
import { recordId } from '../reader.ts';
import { finishWithRows, readRows, writeRows } from './app-rows.ts';
import { claimBackend, findApp, renewClaim, reportAlive, takeBackend } from './backend-actions.ts';
import { BACKEND_MODEL } from './names.ts';

const text = z.union([z.string(), z.literal(false)]).transform((value) => value || '');

const backendRow = z.object({
  id: recordId,
  x_uuid: text,
  x_name: text,
  x_environment: text,
  x_store_url: text,
  x_store_version: text,
  x_active: z.boolean(),
  x_installation_id: text,
  /** Empty until the first claim. */
  x_status: text,
  /** An app of an earlier version has no such field. */
  x_company_id: z
    .union([z.tuple([recordId, z.string()]), z.literal(false)])
    .optional()
    .transform((value) => (value ? value[0] : null)),
});

const BACKEND_FIELDS = [
  ...['x_uuid', 'x_name', 'x_environment', 'x_store_url', 'x_store_version', 'x_active'],
  ...['x_installation_id', 'x_status'],
] as const;

/**
 * Opens the app for the connector's own user: one call. Says `absent` or `denied` where that is not possible. Once `stop`
 * says so, no further rows are written.
 */
export async function openApp(odoo: OdooWriter, stop?: AbortSignal): Promise<OdooAppAccess> {
  const access = await findApp(odoo);
  if (access.state !== 'ready') return { state: access.state };
  const { actions, version } = access;
  // Both came with the same version of the app.
  const namesCompany = actions.action_take !== null;
  const app: OdooApp = {
    version,
    current: Object.values(actions).every((id) => id !== null),
    findBackend: (backend) => findBackend(odoo, backend, namesCompany),
    saveBackend: (backend) => saveBackend(odoo, backend, namesCompany),
    backends: () => readBackends(odoo, namesCompany),
    takeOver: async (row) => {
      if (actions.action_take === null) throw tooOld(version);
      return takeBackend(odoo, actions.action_take, row);
    },
    requests: (uuids) => readRequests(odoo, uuids),
    claim: async ({ rowId, ...claim }): Promise<AppClaimAnswer> => {
      const answer = await claimBackend(odoo, actions, rowId, claim);
      if (answer.state === 'busy') {
        return { claimed: false, why: REASONS[answer.reason] };
      }
      const { requestNumber, requestKind, servedNumber } = answer;
      return { claimed: true, requestNumber, requestKind: requestNumber > servedNumber ? requestKind : null };
    },
    renew: ({ rowId, token, leaseSeconds, progress }) =>
      renewClaim(odoo, actions, rowId, { token, leaseSeconds, progress }),
    reportAlive: ({ rowIds, ...report }) => reportAlive(odoo, actions, rowIds, report),
    finish: ({ rowId, ...finish }) => finishWithRows(odoo, actions, rowId, finish),
    readRows: (rowId, queries) => readRows(odoo, actions, rowId, queries),
    writeRows: (write, onWritten = () => undefined) => writeRows(odoo, actions, write, onWritten, stop),
  };
  return { state: 'ready', app };
}

const REASONS = { other_installation: 'owner', leased: 'lease', nothing_requested: 'nothing' } as const;

const requestRow = z.object({
  id: recordId,
  x_uuid: text,
  x_request_number: z.int(),
  x_served_number: z.int(),
  x_request_kind: z.union([z.enum(['sync', 'preview']), z.literal(false)]),
  x_installation_id: text,
});

/** Odoo cannot compare two fields of a row in a search, so all rows are asked for: they are few and small. */
async function readRequests(odoo: OdooWriter, uuids: readonly string[]): Promise<AppRequests[]> {
  const rows = await odoo.searchRead(BACKEND_MODEL, {
    domain: [['x_uuid', 'in', uuids]],
    fields: ['x_uuid', 'x_request_number', 'x_served_number', 'x_request_kind', 'x_installation_id'],
    row: requestRow,
  });
  return rows.map((row) => ({
    rowId: row.id,
    uuid: row.x_uuid,
    requested: row.x_request_number,
    served: row.x_served_number,
    kind: row.x_request_kind || 'sync',
    installation: row.x_installation_id,
  }));
}

function tooOld(version: string): OdooError {
  return new OdooError({
    code: 'app.too_old',
    message: `The WooCommerce app in Odoo (${version}) is of an earlier version, which cannot hand a backend over.`,
    hint: 'An administrator brings it up to date: woo-odoo odoo-app upgrade --odoo-url ADDRESS --odoo-database NAME. It keeps all rows.',
  });
}

const backendState = backendRow.extend({ x_last_sync: text });

async function readBackends(odoo: OdooWriter, namesCompany: boolean): Promise<AppBackendRow[]> {
  const rows = await odoo.searchRead(BACKEND_MODEL, {
    fields: [...BACKEND_FIELDS, ...(namesCompany ? ['x_company_id'] : []), 'x_last_sync'],
    row: backendState,
  });
  return rows.map((row) => ({
    rowId: row.id,
    uuid: row.x_uuid,
    name: row.x_name,
    storeUrl: row.x_store_url,
    companyId: row.x_company_id,
    active: row.x_active,
    installation: row.x_installation_id,
    lastSync: row.x_last_sync,
  }));
}

async function findBackend(odoo: OdooWriter, desired: AppBackend, namesCompany: boolean) {
  const [row] = await odoo.searchRead(BACKEND_MODEL, {
    domain: [['x_uuid', '=', desired.uuid]],
    fields: [...BACKEND_FIELDS, ...(namesCompany ? ['x_company_id'] : [])],
    row: backendRow,
  });
  if (row === undefined) return null;
  const same =
    row.x_name === desired.name &&
    row.x_environment === desired.environment &&
    row.x_store_url === desired.storeUrl &&
    row.x_store_version === desired.storeVersion &&
    row.x_active === desired.active &&
    (!namesCompany || row.x_company_id === desired.companyId);
  return { id: row.id, same, installation: row.x_installation_id, used: row.x_status !== '' };
}

/** By external id, so that an answer lost on the wire is no second backend. */
async function saveBackend(odoo: OdooWriter, backend: AppBackend, namesCompany: boolean): Promise<number> {
  const values = {
    x_uuid: backend.uuid,
    x_name: backend.name,
    x_environment: backend.environment,
    x_store_url: backend.storeUrl,
    x_store_version: backend.storeVersion,
    ...(namesCompany && { 'x_company_id/.id': String(backend.companyId) }),
    x_active: backend.active ? '1' : '0',
  };
  const externalId = `${APP_MODULE}.backend_${backend.uuid}`;
  const [result] = await odoo.load(BACKEND_MODEL, Object.keys(values), [{ externalId, values }]);
  if (result !== undefined && 'id' in result) return result.id;
  throw new OdooError({
    code: 'app.backend_refused',
    message: `Odoo did not take the row of the backend "${backend.name}": ${result?.error ?? 'no answer'}`,
    hint: 'Is the user in the group Connector of the WooCommerce app?',
  });
}
