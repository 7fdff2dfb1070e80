import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/port.ts';

/** A database of its own on the server under test. */
export interface FreshDatabase {
  readonly name: string;
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes an empty database. Fails without a server: these tests must not pass by not being run. */
export async function freshDatabase(template = 'template0'): Promise<FreshDatabase> {
  const name = `woo_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  await onServer(`create database ${name} template ${template}`);
  return { name, url: url.href, drop: () => onServer(`drop database ${name} with (force)`) };
}

/** A database with our tables, made once a worker: a copy of it is made sooner than the tables are. */
let withTables: Promise<FreshDatabase> | undefined;

async function databaseWithTables(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-data-'));
  await (await openDatabase(folder, { databaseUrl: fresh.url, secretKey: randomBytes(32) })).close();
  rmSync(folder, { recursive: true, force: true });
  // Each copy is an installation of its own.
  await onServer('delete from installation', fresh.url);
  return fresh;
}

/** The connector's database, on a PostgreSQL database of its own, gone with `close()`. */
export async function openPostgresDatabase(): Promise<Database> {
  withTables ??= databaseWithTables();
  const fresh = await freshDatabase((await withTables).name);
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-data-'));
  const database = await openDatabase(folder, { databaseUrl: fresh.url, secretKey: randomBytes(32) });
  return {
    ...database,
    async close() {
      await database.close();
      await fresh.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement as the server's master. */
export async function onServer(statement: string, url = serverUrl()): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('TEST_DATABASE_URL is not set: run "npm run test:postgres"');
  return url;
}
