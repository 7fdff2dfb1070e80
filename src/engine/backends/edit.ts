import { ConnectorError } from '../../core/errors.ts';
import type { Backend, BackendChange, BackendSecrets } from '../../database/port.ts';
import { attempt } from '../attempt.ts';
import { appPresence, type AppPresence } from '../connect/check-odoo.ts';
import type { EngineServices } from '../ports.ts';
import { odooKey } from '../sessions.ts';
import type { ProgressSink } from '../run/progress.ts';
import { bothConnected, openConnections, testConnections, type ConnectionTest } from './connections.ts';
import {
  checkName,
  connectionFields,
  currencyFields,
  mergeInput,
  secretsOf,
  taxFields,
  type BackendEdit,
} from './input.ts';

/** What may be changed without asking the servers. */
const OWN_SETTINGS = new Set([
  'name',
  'onPersonChange',
  'environment',
  'storeConcurrency',
  'taxAmbiguous',
  'taxAccount',
  'taxPositionLimit',
  'taxLimit',
  'taxPositionOrder',
  'taxChartPositions',
  'inactiveCurrency',
  'shippingCurrency',
  'verifyAfterSync',
]);

/**
 * Changes a backend. Whatever concerns a connection is tested before it is saved; another database (by uuid) needs
 * `acceptDatabase`, because what is remembered of the old one must be forgotten.
 */
export async function editBackend(
  nameOrId: string,
  edit: BackendEdit,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Backend> {
  const { backends, memory } = services.database;
  const backend = await backends.get(nameOrId);
  const secrets = enteredSecrets(edit) ?? (await backends.secrets(backend.id));
  const input = mergeInput(backend, secrets, edit);
  checkName(input.name);
  const { name, onPersonChange, environment, storeConcurrency, verifyAfterSync = 'never' } = input;
  const kept = { name, onPersonChange, environment, storeConcurrency, verifyAfterSync };
  const own = { ...kept, ...taxFields(input), ...currencyFields(input) };
  if (Object.keys(edit).every((field) => OWN_SETTINGS.has(field))) {
    await backends.change(backend.id, own);
    return backends.get(backend.id);
  }
  const { store, odoo } = bothConnected(await testConnections(input, services, onProgress));
  const moved = backend.odooDatabaseUuid !== odoo.databaseUuid || backend.odooDatabase !== odoo.database;
  if (moved && !edit.acceptDatabase) {
    throw new ConnectorError({
      code: 'odoo.other_database',
      message:
        `The database "${odoo.database}" at ${input.odooUrl} is not the one that backend "${backend.name}" was paired ` +
        `with. Nothing was changed.`,
      hint: `If it is the right one now: woo-odoo backend edit "${backend.name}" --accept-database; the next sync then restores the bindings.`,
    });
  }
  if (!moved && odoo.company.id !== backend.odooCompanyId)
    await refuseOtherCompany(backend, odoo.company.name, services);
  const change: BackendChange = {
    ...own,
    ...connectionFields(input, store, odoo),
    // The row in the old database is not one of the new.
    ...(moved && { odooRowId: null }),
  };
  // First, since what is forgotten is found again, but ids of the old database mean other records in the new one.
  if (moved) await memory.forget(backend.id);
  await backends.change(backend.id, change, secretsOf(input));
  return backends.get(backend.id);
}

/** All credentials where all are entered again: what is stored may have lost its key and is not read then. */
function enteredSecrets({ consumerKey, consumerSecret, odooSecret }: BackendEdit): BackendSecrets | null {
  if (consumerKey === undefined || consumerSecret === undefined || odooSecret === undefined) return null;
  return { consumerKey, consumerSecret, odooSecret };
}

/**
 * Taxes, positions, delivery methods and journals belong to a company: those of the former one must not be used for another.
 *
 * @throws ConnectorError `backend.other_company` once anything is bound
 */
async function refuseOtherCompany(
  backend: Backend,
  company: string,
  { database }: EngineServices,
): Promise<void> {
  const { bindings } = await database.backends.traces(backend.id, odooKey(backend));
  if (bindings === 0) return;
  throw new ConnectorError({
    code: 'backend.other_company',
    message:
      `Backend "${backend.name}" has synced with the company ${backend.odooCompanyName}, and its taxes, fiscal positions and ` +
      `delivery methods belong to that company. Nothing was changed.`,
    hint: `For ${company}, add a second backend with the same store: woo-odoo backend add. To end the one of ${backend.odooCompanyName}: woo-odoo backend remove "${backend.name}" --take-back`,
  });
}

/** Tests a saved backend with its saved credentials. */
export async function testBackend(
  nameOrId: string,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<{ backend: Backend; test: ConnectionTest & { readonly app: AppPresence | null } }> {
  const backend = await services.database.backends.get(nameOrId);
  const secrets = await services.database.backends.secrets(backend.id);
  const { odoo, store } = await openConnections(mergeInput(backend, secrets, {}), services, onProgress);
  if (odoo instanceof ConnectorError) return { backend, test: { store, odoo, app: null } };
  const app = await attempt(() => odoo.app());
  return {
    backend,
    test: { store, odoo: odoo.identity, app: app instanceof ConnectorError ? null : appPresence(app) },
  };
}
