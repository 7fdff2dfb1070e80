import { z } from 'zod';
import { OdooError } from './errors.ts';
import { callService, jsonRpcProtocol } from './json-rpc.ts';
import { json2Protocol, wrongDatabase } from './json2.ts';
import type { OdooConnection, OdooIdentity } from '../port.ts';
import type { Protocol } from './protocol.ts';
import { recordId } from '../reader.ts';
import type { Redact } from './redact.ts';
import { retrying } from './retry.ts';
import type { RetryPolicy } from './retry.ts';
import { createSession } from './session.ts';
import type { Transport } from './transport.ts';
import { FIRST_JSON2_SERIES } from './version.ts';

/** What signing in needs. */
export interface SignInParts {
  readonly transport: Transport;
  readonly connection: OdooConnection;
  readonly series: number;
  /** The protocol found when the backend was added; absent: found out now. */
  readonly protocol?: OdooIdentity['protocol'] | undefined;
  readonly policy: RetryPolicy;
  readonly redact: Redact;
}

export interface SignedIn {
  readonly protocol: Protocol;
  readonly userId: number;
}

const ownContext = z.object({ uid: recordId });
const authenticated = z.union([recordId, z.literal(false), z.null()]);

/** What may stand in an HTTP header. API keys and names of databases always may; passwords need not. */
const HEADER_TEXT = /^[\x21-\x7e]+$/;

/**
 * Signs in: JSON-2 with an API key from series 19 on, else JSON-RPC. JSON-2 answers a password with `Unauthorized`,
 * which distinguishes a password from a key. Throws `odoo.sign_in_refused`, `odoo.wrong_database`.
 */
export async function signIn(parts: SignInParts): Promise<SignedIn> {
  const { connection, series, protocol } = parts;
  const mayBeKey = HEADER_TEXT.test(connection.secret);
  if (series < FIRST_JSON2_SERIES || protocol === 'jsonrpc' || !mayBeKey) return signInByJsonRpc(parts);
  if (!HEADER_TEXT.test(connection.database))
    throw wrongDatabase(connection.database, parts.transport.address);
  try {
    return await signInByJson2(parts);
  } catch (error) {
    const refused = error instanceof OdooError && error.fault === 'werkzeug.exceptions.Unauthorized';
    if (!refused) throw error;
    if (connection.login === '') throw signInRefused(parts);
    return signInByJsonRpc(parts);
  }
}

async function signInByJson2(parts: SignInParts): Promise<SignedIn> {
  const { transport, connection, policy, redact } = parts;
  const access = { database: connection.database, apiKey: connection.secret };
  const protocol = json2Protocol(transport, access, redact);
  const session = createSession({ protocol, context: {}, address: transport.address, policy, redact });
  const { uid } = await session.repeat({ model: 'res.users', method: 'context_get' }, ownContext);
  return { protocol, userId: uid };
}

async function signInByJsonRpc(parts: SignInParts): Promise<SignedIn> {
  const { transport, connection, policy, redact } = parts;
  const { database, login, secret } = connection;
  const answer = await retrying(() => authenticate(parts), policy);
  const parsed = authenticated.safeParse(answer);
  if (!parsed.success || typeof parsed.data !== 'number') throw signInRefused(parts);
  const userId = parsed.data;
  if (login === '') throw signInRefused(parts);
  return { protocol: jsonRpcProtocol(transport, { database, userId, secret }, redact), userId };
}

async function authenticate({ transport, connection, redact }: SignInParts): Promise<unknown> {
  const { database, login, secret } = connection;
  const args = [database, login, secret, {}];
  const call = { service: 'common', method: 'authenticate', args, doing: 'the sign-in' } as const;
  try {
    return await callService(transport, call, redact);
  } catch (error) {
    // This is how Odoo reports that PostgreSQL knows no such database. A later call would mean a database gone away.
    if (error instanceof OdooError && error.fault === 'psycopg2.OperationalError') {
      throw wrongDatabase(database, transport.address);
    }
    throw error;
  }
}

function signInRefused({ transport, connection, series }: SignInParts): OdooError {
  const key = series >= FIRST_JSON2_SERIES ? 'An API key is the better choice there. ' : '';
  return new OdooError({
    code: 'odoo.sign_in_refused',
    message: `The Odoo at ${transport.address} refuses the sign-in of ${JSON.stringify(connection.login)} to ${JSON.stringify(connection.database)}.`,
    hint:
      'Odoo does not report which part is wrong: check the login, the password or API key, and whether the key has expired. ' +
      `A user with two-factor sign-in needs an API key (Preferences, Account Security). ${key}After many failures Odoo pauses: wait a minute.`,
  });
}
