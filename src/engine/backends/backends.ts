import { DEFAULT_TAX_POLICY } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { Backend, BackendChange, BackendSecrets } from '../../database/port.ts';
import type { OdooApp, OdooIdentity } from '../../odoo/port.ts';
import type { StoreIdentity } from '../../woocommerce/port.ts';
import { makeRow } from '../odoo-app/backend-rows.ts';
import { odooKey } from '../sessions.ts';
import {
  findEarlier,
  normalAddress,
  takeOverRow,
  type EarlierBackend,
  type TakeOverConsent,
} from './take-over.ts';
import type { EngineServices, OdooSession } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';

/** What a person gives to pair a store with an Odoo. */
export interface BackendInput {
  readonly name: string;
  readonly storeUrl: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly storeCaFile?: string | undefined;
  readonly odooUrl: string;
  readonly odooDatabase: string;
  readonly odooLogin: string;
  readonly odooSecret: string;
  readonly odooCompanyId?: number | undefined;
  readonly odooCaFile?: string | undefined;
  readonly onPersonChange: Backend['onPersonChange'];
  readonly environment: Backend['environment'];
  readonly storeConcurrency: number;
  /** See `TaxPolicy`; what a person leaves out is as usual. */
  readonly taxAmbiguous?: Backend['taxAmbiguous'] | undefined;
  /** A code of the chart of accounts; empty: the account of the company's default sale tax. */
  readonly taxAccount?: string | undefined;
  readonly taxPositionLimit?: number | undefined;
  /** The store's currency is switched off in Odoo: activate it, or ask; absent: ask. */
  readonly inactiveCurrency?: Backend['inactiveCurrency'] | undefined;
  /** Shipping prices in another currency than the company's: convert them, or refuse them; absent: refuse. */
  readonly shippingCurrency?: Backend['shippingCurrency'] | undefined;
  /** Only when it is added: whether to continue a backend of before that another installation may still serve. */
  readonly takeOver?: TakeOverConsent;
}

/** Without what only concerns the backend itself. */
type ConnectionInput = Omit<
  BackendInput,
  | 'name'
  | 'onPersonChange'
  | 'environment'
  | 'storeConcurrency'
  | 'taxAmbiguous'
  | 'taxAccount'
  | 'taxPositionLimit'
  | 'inactiveCurrency'
  | 'shippingCurrency'
  | 'takeOver'
>;

/** What both servers answered. One side may fail without the other being left out. */
export interface ConnectionTest {
  readonly store: StoreIdentity | ConnectorError;
  readonly odoo: OdooIdentity | ConnectorError;
}

/** Tries both connections at once. Foreseen failures are part of the answer. */
async function openConnections(
  input: ConnectionInput,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<{ store: StoreIdentity | ConnectorError; odoo: OdooSession | ConnectorError }> {
  const onWarning = (warning: { message: string }) =>
    onProgress({ step: 'warning', message: warning.message });
  const keys = { consumerKey: input.consumerKey, consumerSecret: input.consumerSecret };
  const [store, odoo] = await Promise.all([
    foreseen(services.detectStore({ url: input.storeUrl, keys, caFile: input.storeCaFile }, { onWarning })),
    foreseen(
      services.openOdoo(
        {
          url: input.odooUrl,
          database: input.odooDatabase,
          login: input.odooLogin,
          secret: input.odooSecret,
          companyId: input.odooCompanyId,
          caFile: input.odooCaFile,
        },
        { onWarning },
      ),
    ),
  ]);
  return { store, odoo };
}

async function testConnections(...ask: Parameters<typeof openConnections>): Promise<ConnectionTest> {
  const { store, odoo } = await openConnections(...ask);
  return { store, odoo: odoo instanceof ConnectorError ? odoo : odoo.identity };
}

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
  const row = app === null ? null : await foreseen(makeRow(app, backend, services));
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

/** What may be changed later. Absent fields stay as they are. */
export interface BackendEdit extends Partial<BackendInput> {
  /** The database was replaced on purpose: forget what was remembered of the old one. */
  readonly acceptDatabase?: boolean;
}

/** What may be changed without asking the servers. */
const OWN_SETTINGS = new Set([
  'name',
  'onPersonChange',
  'environment',
  'storeConcurrency',
  'taxAmbiguous',
  'taxAccount',
  'taxPositionLimit',
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
      hint: `If it is the right one now: woo-odoo backend edit "${backend.name}" --accept-database; bindings are then found again by the next sync.`,
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

/** Throws `backend.name` when a name is too long or holds what a shell or a terminal would stumble over. */
export function checkName(name: string): void {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)) {
    throw new ConnectorError({
      code: 'backend.name',
      message: `"${name}" cannot be the name of a backend.`,
      hint: 'Use up to 64 letters, digits, spaces, dots, dashes and underscores, beginning with a letter or digit.',
    });
  }
}

/** What a backend keeps of its two connections: what was asked for and what the servers answered. */
function connectionFields(input: BackendInput, store: StoreIdentity, odoo: OdooIdentity) {
  return {
    storeUrl: store.url,
    storeSignIn: store.signIn,
    storeVersion: store.version,
    storeCaFile: input.storeCaFile ?? null,
    odooUrl: input.odooUrl.replace(/\/+$/u, ''),
    odooDatabase: odoo.database,
    odooDatabaseUuid: odoo.databaseUuid,
    odooLogin: input.odooLogin,
    odooCompanyId: odoo.company.id,
    odooCompanyName: odoo.company.name,
    odooCaFile: input.odooCaFile ?? null,
  } satisfies BackendChange;
}

/** The tax policy as it is kept; an empty account means the usual one again. */
function taxFields({ taxAmbiguous, taxAccount, taxPositionLimit }: BackendInput) {
  return {
    taxAmbiguous: taxAmbiguous ?? DEFAULT_TAX_POLICY.ambiguous,
    taxAccount: taxAccount === undefined || taxAccount === '' ? null : taxAccount,
    taxPositionLimit: taxPositionLimit ?? DEFAULT_TAX_POLICY.positionLimit,
  } satisfies BackendChange;
}

function currencyFields({ inactiveCurrency = 'ask', shippingCurrency = 'refuse' }: BackendInput) {
  return { inactiveCurrency, shippingCurrency } satisfies BackendChange;
}

function mergeInput(backend: Backend, secrets: BackendSecrets, edit: BackendEdit): BackendInput {
  const database = edit.odooDatabase ?? backend.odooDatabase;
  return {
    name: edit.name ?? backend.name,
    storeUrl: edit.storeUrl ?? backend.storeUrl,
    consumerKey: edit.consumerKey ?? secrets.consumerKey,
    consumerSecret: edit.consumerSecret ?? secrets.consumerSecret,
    storeCaFile: edit.storeCaFile ?? backend.storeCaFile ?? undefined,
    odooUrl: edit.odooUrl ?? backend.odooUrl,
    odooDatabase: database,
    odooLogin: edit.odooLogin ?? backend.odooLogin,
    odooSecret: edit.odooSecret ?? secrets.odooSecret,
    odooCompanyId: edit.odooCompanyId ?? backend.odooCompanyId,
    odooCaFile: edit.odooCaFile ?? backend.odooCaFile ?? undefined,
    onPersonChange: edit.onPersonChange ?? backend.onPersonChange,
    environment: edit.environment ?? backend.environment,
    storeConcurrency: edit.storeConcurrency ?? backend.storeConcurrency,
    taxAmbiguous: edit.taxAmbiguous ?? backend.taxAmbiguous,
    taxAccount: edit.taxAccount ?? backend.taxAccount ?? undefined,
    taxPositionLimit: edit.taxPositionLimit ?? backend.taxPositionLimit,
    inactiveCurrency: edit.inactiveCurrency ?? backend.inactiveCurrency,
    shippingCurrency: edit.shippingCurrency ?? backend.shippingCurrency,
  };
}

function secretsOf(input: BackendInput): BackendSecrets {
  const { consumerKey, consumerSecret, odooSecret } = input;
  return { consumerKey, consumerSecret, odooSecret };
}

function bothConnected<Odoo>(test: {
  readonly store: StoreIdentity | ConnectorError;
  readonly odoo: Odoo | ConnectorError;
}): { store: StoreIdentity; odoo: Odoo } {
  if (test.store instanceof ConnectorError) throw test.store;
  if (test.odoo instanceof ConnectorError) throw test.odoo;
  return { store: test.store, odoo: test.odoo };
}

async function foreseen<T>(work: Promise<T>): Promise<T | ConnectorError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
}
