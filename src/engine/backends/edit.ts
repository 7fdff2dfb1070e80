import { ConnectorError } from '../../core/errors.ts';
import type { Backend, BackendChange } from '../../database/port.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { bothConnected, testConnections, type ConnectionTest } from './connections.ts';
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
  'inactiveCurrency',
  'shippingCurrency',
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
  const secrets = await backends.secrets(backend.id);
  const input = mergeInput(backend, secrets, edit);
  checkName(input.name);
  const { name, onPersonChange, environment, storeConcurrency } = input;
  const kept = { name, onPersonChange, environment, storeConcurrency };
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

/** Tests a saved backend with its saved credentials. */
export async function testBackend(
  nameOrId: string,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<{ backend: Backend; test: ConnectionTest }> {
  const backend = await services.database.backends.get(nameOrId);
  const secrets = await services.database.backends.secrets(backend.id);
  return { backend, test: await testConnections(mergeInput(backend, secrets, {}), services, onProgress) };
}
