import os from 'node:os';
import { PostgresDialect } from 'kysely';
import type { Dialect, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { ConnectorError } from '../../core/errors.ts';
import type { SqlExecutor } from '../port.ts';
import { connectionFailure, statementFailure } from './postgres-errors.ts';

/** A run works with one connection at a time, planning with a few; the rest waits its turn. */
const MAX_CONNECTIONS = 4;
/** Longer than any way to a server takes. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A PostgreSQL database of the connector. */
export interface Postgres extends SqlExecutor {
  /** Server and database for people: `db.example:5432/connector`. Without user and password. */
  readonly place: string;
  readonly dialect: Dialect;
  /** A connection of its own, for what lives and dies with one; the caller ends it. */
  connect(): Promise<pg.Client>;
}

/**
 * Names a PostgreSQL database by its address. Connects to nothing yet; failures are `database.…`, and none
 * contains the address itself.
 */
export function postgresAt(url: string): Postgres {
  const place = placeOf(url);
  const settings = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    // Shown by the server to whoever asks who has a backend locked; at most 63 bytes (NAMEDATALEN).
    application_name: `woo-odoo process ${process.pid} on ${os.hostname()}`.slice(0, 63),
  };
  // Connects to nothing before it is asked to.
  const pool = new pg.Pool({ ...settings, max: MAX_CONNECTIONS });
  // An idle connection that breaks must not end the process: the next statement gets a new one.
  pool.on('error', () => undefined);
  return {
    place,
    dialect: new PostgresDialect({
      pool: {
        options: {},
        connect: async () => translated(await pool.connect().catch(refuse(place)), place),
        end: () => pool.end(),
      },
    }),
    async execute(text, values = []) {
      try {
        // Without values the text may contain several statements; then there is a result for each of them.
        const answer: pg.QueryResult | pg.QueryResult[] = await pool.query(text, [...values]);
        return { rows: (Array.isArray(answer) ? answer : [answer]).flatMap(({ rows }) => rows as unknown[]) };
      } catch (error) {
        throw statementFailure(error, place);
      }
    },
    async connect() {
      const client = new pg.Client(settings);
      await client.connect().catch(refuse(place));
      return client;
    },
  };
}

/** A connection of the pool that reports a broken line as a foreseen failure. */
function translated(client: pg.PoolClient, place: string): PostgresPoolClient {
  // Kysely also knows a way to ask with a cursor, which is for streams; nothing here streams.
  const query: (...ask: [string, readonly unknown[]]) => Promise<unknown> = async (text, values) => {
    try {
      return await client.query(text, [...values]);
    } catch (error) {
      throw statementFailure(error, place);
    }
  };
  return { query: query as never, release: (destroy) => client.release(destroy) };
}

function refuse(place: string): (error: unknown) => never {
  return (error) => {
    throw connectionFailure(error, place);
  };
}

function placeOf(url: string): string {
  if (!URL.canParse(url))
    throw new ConnectorError({
      code: 'config.invalid',
      message: 'DATABASE_URL is not the address of a PostgreSQL database.',
      hint: 'It looks like postgresql://user:password@host:5432/database.',
    });
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname === '' ? 'localhost' : decodeURIComponent(hostname));
  const server = host.startsWith('/') ? host : `${host}:${port === '' ? '5432' : port}`;
  return `${server}/${decodeURIComponent(pathname.slice(1))}`;
}
