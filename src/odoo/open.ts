import { setTimeout as sleepFor } from 'node:timers/promises';
import type { RemoteObserver, WarningSink } from '../core/log.ts';
import { checkAddress } from './rpc/address.ts';
import { readCompany, readDatabaseUuid, readUser } from './rpc/identity.ts';
import type { KeepRuns } from './app/app-rows.ts';
import { openApp } from './app/session.ts';
import type { OdooAppAccess, OdooConnection, OdooIdentity, OdooWriter } from './port.ts';
import { count, externalIds, fields, first, searchRead } from './reader.ts';
import { makeRedact } from './rpc/redact.ts';
import { retrying } from './rpc/retry.ts';
import { createSession } from './rpc/session.ts';
import { signIn } from './rpc/sign-in.ts';
import { createTransport } from './rpc/transport.ts';
import { readVersion } from './rpc/version.ts';
import { call, create, load, write } from './writer.ts';

/** How the client behaves. Everything has a default. */
export interface OpenOdooOptions {
  /** What was found when the backend was added; saves one call on series 19 with a password. */
  readonly protocol?: OdooIdentity['protocol'];
  /** Odoo itself ends calls after 120 seconds by default (`limit_time_real`). Default 150,000. */
  readonly timeoutMs?: number;
  /** Default 64 MiB. */
  readonly maxAnswerBytes?: number;
  /** Rows of one `load()`. Default 500. */
  readonly batchSize?: number;
  /** Rows of one `search_read`. Default 5,000. */
  readonly chunkSize?: number;
  /** The runs that the app keeps. Default: of 90 days, and the newest 50. */
  readonly keepRuns?: KeepRuns;
  /** Tries after the first, of calls that may be repeated. Default 3. */
  readonly retries?: number;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
  readonly warn?: WarningSink;
  readonly observe?: RemoteObserver;
  /** Once it returns true, a load begins no further batch. */
  readonly stop?: AbortSignal;
}

const DEFAULT_KEEP: KeepRuns = { days: 90, count: 50 };

/** A signed-in client that counts its calls. */
export type OdooClient = OdooWriter & {
  /** How many requests were sent to Odoo, detection, sign-in and repetitions included. */
  calls(): number;
  /** The WooCommerce app inside it, for this user: one call. */
  app(): Promise<OdooAppAccess>;
};

/**
 * Signs in to an Odoo and finds out what it is: 4 calls, one more for a company that is not the user's own, one more
 * on series 19 with a password. Throws `ConnectorError` with codes `odoo.…`; no error ever contains the secret.
 */
export async function openOdoo(
  connection: OdooConnection,
  options: OpenOdooOptions = {},
): Promise<OdooClient> {
  const { batchSize = 500, chunkSize = 5_000 } = options;
  const redact = makeRedact([connection.secret]);
  const sleep = options.sleep ?? (async (ms: number) => sleepFor(ms));
  const policy = {
    retries: options.retries ?? 3,
    sleep,
    random: options.random ?? Math.random,
    warn: options.warn ?? (() => undefined),
  };
  const address = checkAddress(connection.url);
  const transport = createTransport(address, {
    caFile: connection.caFile,
    timeoutMs: options.timeoutMs ?? 150_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 64 * 1024 * 1024,
    observe: options.observe,
  });

  const { series, version } = await retrying(() => readVersion(transport, redact), policy);
  const { protocol, userId } = await signIn({
    transport,
    connection,
    series,
    protocol: options.protocol,
    policy,
    redact,
  });
  // en_US is the language of Odoo's sources; archived records count as there.
  const common = { lang: 'en_US', active_test: false };
  const inContext = (context: Readonly<Record<string, unknown>>) =>
    createSession({ protocol, context: { ...common, ...context }, address, policy, redact });
  const asUser = inContext({});
  const user = await readUser(asUser, userId, connection, protocol.name);
  const { allowed, ...companies } = await readCompany(asUser, user, connection);
  const session = inContext({ allowed_company_ids: allowed });
  const identity: OdooIdentity = {
    series,
    version,
    protocol: protocol.name,
    database: connection.database,
    databaseUuid: await readDatabaseUuid(session),
    userId,
    login: user.login,
    ...companies,
  };

  const client: OdooWriter = {
    identity,
    searchRead: (model, query) => searchRead(session, model, query, chunkSize, redact),
    externalIds: (model, ids) => externalIds(session, model, ids),
    fields: (model) => fields(session, model),
    count: (model, domain) => count(session, model, domain),
    ask: (model, method, request) => call(session, model, method, { ...request, read: true }),
    first: (model, query) => first(session, model, query, redact),
    load: (model, columns, rows, onBatch = () => undefined) =>
      load(session, model, columns, rows, { batchSize, sleep, redact, address, stop: options.stop }, onBatch),
    create: (model, values) => create(session, model, values),
    write: (model, ids, values) => write(session, model, ids, values),
    call: (model, method, request) => call(session, model, method, request),
  };
  const history = { keep: options.keepRuns ?? DEFAULT_KEEP, warn: policy.warn };
  return { ...client, calls: () => transport.sent(), app: () => openApp(client, history, options.stop) };
}
