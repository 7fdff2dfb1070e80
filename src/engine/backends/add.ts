import { ConnectorError } from '../../core/errors.ts';
import type { Backend } from '../../database/port.ts';
import type { OdooApp } from '../../odoo/port.ts';
import { attempt } from '../attempt.ts';
import { describeBranch } from '../branch.ts';
import { makeRow } from '../odoo-app/backend-rows.ts';
import type { EngineServices, OdooSession } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { odooKey } from '../sessions.ts';
import { bothConnected, openConnections } from './connections.ts';
import {
  checkName,
  connectionFields,
  currencyFields,
  secretsOf,
  taxFields,
  type BackendInput,
} from './input.ts';
import { findEarlier, normalAddress, takeOverRow, type EarlierBackend } from './take-over.ts';

/**
 * Tests both connections, then saves the backend with what was found and makes its row in the app, where Odoo has the app.
 * Throws the first failure; nothing is saved then. That the row cannot be made is a warning: the service tries again.
 */
export async function addBackend(
  input: BackendInput,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Backend> {
  checkName(input.name);
  const { store, odoo } = bothConnected(await openConnections(input, services, onProgress));
  const fields = connectionFields(input, store, odoo.identity);
  const branch = describeBranch(odoo.identity.company);
  if (branch !== null) onProgress({ step: 'warning', message: `${branch}.` });
  await refuseDuplicates(input.name, fields, services);
  const access = await odoo.app();
  const app = access.state === 'ready' ? access.app : null;
  const former = await lookForEarlier(input, fields, app, odoo, services, onProgress);
  if (app !== null && former?.row) await takeOverRow(former.row, app, services);
  const before = former === null ? null : await services.database.backends.find(former.id);
  const backend: Backend = {
    id: former?.id ?? services.newId(),
    name: input.name,
    onPersonChange: input.onPersonChange,
    environment: input.environment,
    odooRowId: former?.row?.rowId ?? null,
    storeConcurrency: input.storeConcurrency,
    ...taxFields(input),
    ...currencyFields(input),
    verifyAfterSync: input.verifyAfterSync ?? 'never',
    ...fields,
    createdAt: services.now().toISOString(),
    removedAt: null,
  };
  // What another installation wrote since is not what we remember: the rows of the app know better.
  if (before?.removedAt && isOthers(former, services))
    await services.database.backends.purge(before.id, odooKey(before), before.removedAt);
  // Numbers of records in another database mean nothing here.
  if (before !== null && odooKey(before) !== odooKey(backend))
    await services.database.memory.forget(before.id);
  await services.database.backends.add(backend, secretsOf(input));
  const row = app === null ? null : await attempt(() => makeRow(app, backend, services));
  if (row instanceof ConnectorError) onProgress({ step: 'warning', message: row.message });
  return services.database.backends.get(backend.id);
}

/** Whether another installation served the backend last. */
function isOthers(former: EarlierBackend | null, { database }: EngineServices): boolean {
  const installation = former?.row?.installation ?? '';
  return installation !== '' && installation !== database.installationId;
}

async function lookForEarlier(
  input: BackendInput,
  fields: ReturnType<typeof connectionFields>,
  app: OdooApp | null,
  odoo: OdooSession,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<EarlierBackend | null> {
  const store = services.openStore(
    {
      url: fields.storeUrl,
      signIn: fields.storeSignIn,
      keys: { consumerKey: input.consumerKey, consumerSecret: input.consumerSecret },
      caFile: input.storeCaFile,
      concurrency: input.storeConcurrency,
    },
    { onWarning: ({ message }) => onProgress({ step: 'warning', message }) },
  );
  try {
    return await findEarlier(fields, input.takeOver, { app, odoo, store }, services);
  } finally {
    await store.close();
  }
}

/** Before anything is changed in Odoo: what the database would refuse in the end. */
async function refuseDuplicates(
  name: string,
  pair: ReturnType<typeof connectionFields>,
  { database }: EngineServices,
): Promise<void> {
  for (const other of await database.backends.list()) {
    const isDatabase =
      (other.odooUrl === pair.odooUrl && other.odooDatabase === pair.odooDatabase) ||
      (pair.odooDatabaseUuid !== null && other.odooDatabaseUuid === pair.odooDatabaseUuid);
    const isPair =
      isDatabase &&
      other.odooCompanyId === pair.odooCompanyId &&
      normalAddress(other.storeUrl) === normalAddress(pair.storeUrl);
    if (other.name === name)
      throw new ConnectorError({
        code: 'backend.exists',
        message: `There is already a backend named ${name}.`,
        hint: 'Choose another name, or edit that backend.',
      });
    if (isPair)
      throw new ConnectorError({
        code: 'backend.exists',
        message: `The store ${pair.storeUrl} is already paired with the company ${pair.odooCompanyName} in the database ${pair.odooDatabase} at ${pair.odooUrl}.`,
        hint: `Edit or remove the backend that pairs them: "${other.name}".`,
      });
  }
}
