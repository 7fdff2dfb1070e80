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
import { type AppHistory, finishWithRows, readRows, writeRows } from './app-rows.ts';
import { claimBackend, findApp, renewClaim, reportAlive, takeBackend } from './backend-actions.ts';
import { APP_VERSION } from './build.ts';
import { BACKEND_MODEL } from './names.ts';
import { reportProofs } from './proof-report.ts';
import { X_BACKEND } from './fields.ts';
import { compareVersions } from './status.ts';

const text = z.union([z.string(), z.literal(false)]).transform((value) => value || '');

const backendRow = z.object({
  id: recordId,
  [X_BACKEND.uuid]: text,
  [X_BACKEND.name]: text,
  [X_BACKEND.environment]: text,
  [X_BACKEND.storeUrl]: text,
  [X_BACKEND.storeVersion]: text,
  [X_BACKEND.active]: z.boolean(),
  [X_BACKEND.installation]: text,
  /** Empty until the first claim. */
  [X_BACKEND.status]: text,
  /** An app of an earlier version has no such field. */
  [X_BACKEND.company]: z
    .union([z.tuple([recordId, z.string()]), z.literal(false)])
    .optional()
    .transform((value) => (value ? value[0] : null)),
});

const BACKEND_FIELDS = [
  ...[
    X_BACKEND.uuid,
    X_BACKEND.name,
    X_BACKEND.environment,
    X_BACKEND.storeUrl,
    X_BACKEND.storeVersion,
    X_BACKEND.active,
  ],
  ...[X_BACKEND.installation, X_BACKEND.status],
] as const;

/**
 * Opens the app for the connector's own user: one call. Says `absent` or `denied` where that is not possible. Once `stop`
 * reports it, no further rows are written.
 */
export async function openApp(
  odoo: OdooWriter,
  history: AppHistory,
  stop?: AbortSignal,
): Promise<OdooAppAccess> {
  const access = await findApp(odoo);
  if (access.state !== 'ready') return { state: access.state };
  const { actions, version } = access;
  // Both came with the same version of the app.
  const namesCompany = actions.action_take !== null;
  const app: OdooApp = {
    version,
    ...{ age: ageOf(version), brings: APP_VERSION },
    current: Object.values(actions).every((id) => id !== null),
    findBackend: (backend) => findBackend(odoo, backend, namesCompany),
    saveBackend: (backend) => saveBackend(odoo, backend, namesCompany),
    reportProofs: (report) => reportProofs(odoo, report),
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
      const { lastRun, requestNumber, requestKind, servedNumber } = answer;
      const waiting = requestNumber > servedNumber ? requestKind : null;
      return { claimed: true, requestNumber, requestKind: waiting, lastRun };
    },
    renew: ({ rowId, token, leaseSeconds, progress }) =>
      renewClaim(odoo, actions, rowId, { token, leaseSeconds, progress }),
    reportAlive: ({ rowIds, ...report }) => reportAlive(odoo, actions, rowIds, report),
    finish: ({ rowId, ...finish }) => finishWithRows(odoo, actions, rowId, finish, history),
    readRows: (rowId, queries) => readRows(odoo, actions, rowId, queries),
    writeRows: (write, onWritten = () => undefined) => writeRows(odoo, actions, write, onWritten, stop),
  };
  return { state: 'ready', app };
}

/** How an installed version, `18.0.1.11.0`, stands to the one that this connector brings. */
function ageOf(version: string): OdooApp['age'] {
  const [, , ...own] = version.match(/\d+/gu) ?? [];
  const order = compareVersions(own.join('.'), APP_VERSION);
  if (order === 0) return 'same';
  return order < 0 ? 'older' : 'newer';
}

const REASONS = { other_installation: 'owner', leased: 'lease', nothing_requested: 'nothing' } as const;

const requestRow = z.object({
  id: recordId,
  [X_BACKEND.uuid]: text,
  [X_BACKEND.requestNumber]: z.int(),
  [X_BACKEND.servedNumber]: z.int(),
  [X_BACKEND.requestKind]: z.union([z.enum(['sync', 'preview']), z.literal(false)]),
  [X_BACKEND.installation]: text,
});

/** Odoo cannot compare two fields of a row in a search, so all rows are asked for: they are few and small. */
async function readRequests(odoo: OdooWriter, uuids: readonly string[]): Promise<AppRequests[]> {
  const rows = await odoo.searchRead(BACKEND_MODEL, {
    domain: [[X_BACKEND.uuid, 'in', uuids]],
    fields: [
      X_BACKEND.uuid,
      X_BACKEND.requestNumber,
      X_BACKEND.servedNumber,
      X_BACKEND.requestKind,
      X_BACKEND.installation,
    ],
    row: requestRow,
  });
  return rows.map((row) => ({
    rowId: row.id,
    uuid: row[X_BACKEND.uuid],
    requested: row[X_BACKEND.requestNumber],
    served: row[X_BACKEND.servedNumber],
    kind: row[X_BACKEND.requestKind] || 'sync',
    installation: row[X_BACKEND.installation],
  }));
}

function tooOld(version: string): OdooError {
  return new OdooError({
    code: 'app.too_old',
    message: `The WooCommerce app in Odoo (${version}) is of an earlier version, which cannot hand a backend over.`,
    hint: 'An administrator brings it up to date: woo-odoo odoo-app upgrade --odoo-url ADDRESS --odoo-database NAME. It keeps all rows.',
  });
}

const backendState = backendRow.extend({ [X_BACKEND.lastSync]: text });

async function readBackends(odoo: OdooWriter, namesCompany: boolean): Promise<AppBackendRow[]> {
  const rows = await odoo.searchRead(BACKEND_MODEL, {
    fields: [...BACKEND_FIELDS, ...(namesCompany ? [X_BACKEND.company] : []), X_BACKEND.lastSync],
    row: backendState,
  });
  return rows.map((row) => ({
    rowId: row.id,
    uuid: row[X_BACKEND.uuid],
    name: row[X_BACKEND.name],
    storeUrl: row[X_BACKEND.storeUrl],
    companyId: row[X_BACKEND.company],
    active: row[X_BACKEND.active],
    installation: row[X_BACKEND.installation],
    lastSync: row[X_BACKEND.lastSync],
  }));
}

async function findBackend(odoo: OdooWriter, desired: AppBackend, namesCompany: boolean) {
  const [row] = await odoo.searchRead(BACKEND_MODEL, {
    domain: [[X_BACKEND.uuid, '=', desired.uuid]],
    fields: [...BACKEND_FIELDS, ...(namesCompany ? [X_BACKEND.company] : [])],
    row: backendRow,
  });
  if (row === undefined) return null;
  const same =
    row[X_BACKEND.name] === desired.name &&
    row[X_BACKEND.environment] === desired.environment &&
    row[X_BACKEND.storeUrl] === desired.storeUrl &&
    row[X_BACKEND.storeVersion] === desired.storeVersion &&
    row[X_BACKEND.active] === desired.active &&
    (!namesCompany || row[X_BACKEND.company] === desired.companyId);
  return { id: row.id, same, installation: row[X_BACKEND.installation], used: row[X_BACKEND.status] !== '' };
}

/** By external id, so that an answer lost on the wire is no second backend. */
async function saveBackend(odoo: OdooWriter, backend: AppBackend, namesCompany: boolean): Promise<number> {
  const values = {
    [X_BACKEND.uuid]: backend.uuid,
    [X_BACKEND.name]: backend.name,
    [X_BACKEND.environment]: backend.environment,
    [X_BACKEND.storeUrl]: backend.storeUrl,
    [X_BACKEND.storeVersion]: backend.storeVersion,
    ...(namesCompany && { [`${X_BACKEND.company}/.id`]: String(backend.companyId) }),
    [X_BACKEND.active]: backend.active ? '1' : '0',
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
