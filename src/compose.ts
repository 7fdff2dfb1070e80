import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CliContext } from './cli/context.ts';
import type { OdooAppContext } from './cli/odoo-app-door.ts';
import type { Terminal } from './cli/terminal.ts';
import { readConfig, type Config } from './config/config.ts';
import { geographyApp } from './domains/geography/odoo-app.ts';
import { settingsApp } from './domains/settings/odoo-app.ts';
import { basePart } from './odoo/app/base-part.ts';
import { createAppDoor } from './odoo/app/door.ts';
import { geography } from './domains/geography/index.ts';
import { settingsDomain } from './domains/settings/index.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import type { EngineServices } from './engine/ports.ts';
import { odooClock } from './odoo/server-clock.ts';
import { openOdoo, type OpenOdooOptions } from './odoo/open.ts';
import { inspectDataFolder } from './store/data-folder.ts';
import { openStore as openDatabase } from './store/open.ts';
import type { Store } from './store/port.ts';
import { openStore, type StoreOptions } from './woocommerce/client.ts';
import { storeClock } from './woocommerce/server-clock.ts';
import { detectStore, type DetectOptions } from './woocommerce/detect.ts';

/** The version of the program, as package.json (one folder up, from src as from dist) says it. */
function programVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** What the clients are told beyond a connection; tests pass clocks that do not wait. */
export interface ClientOptions {
  readonly store?: StoreOptions & DetectOptions;
  readonly odoo?: OpenOdooOptions;
  /** Whether the settings of single e-mails are mirrored too. */
  readonly emailTemplates?: boolean;
}

/** Wires the engine's ports to the implementations: the one place that knows them all. */
export function composeServices(
  store: Store,
  { store: storeOptions, odoo: odooOptions, emailTemplates = false }: ClientOptions,
): EngineServices {
  return {
    store,
    domains: [geography, settingsDomain({ emailTemplates })],
    detectStore: ({ url, keys, caFile }, { onWarning }) =>
      detectStore(url, keys, { ...storeOptions, caFile, warn: onWarning }),
    openStore: (connection, { onWarning, stop }) =>
      openStore(connection, { ...storeOptions, concurrency: connection.concurrency, warn: onWarning, stop }),
    openOdoo: (connection, { onWarning, stop, retries }) =>
      openOdoo(connection, {
        ...odooOptions,
        ...(stop && { stop }),
        ...(retries !== undefined && { retries }),
        warn: onWarning,
      }),
    storeClock: ({ url, caFile }) => storeClock(url, { ...storeOptions, caFile }),
    odooClock: ({ url, caFile }) => odooClock(url, { caFile, timeoutMs: odooOptions?.timeoutMs }),
    now: () => new Date(),
    newId: () => randomUUID(),
  };
}

async function openEngine(config: Config, dataDir: string): Promise<Engine> {
  const timeoutMs = config.timeoutSeconds * 1000;
  const store = await openDatabase(dataDir, {
    secretKey: config.secretKey,
    databaseUrl: config.databaseUrl,
  });
  try {
    return await createEngine(
      composeServices(store, {
        store: { timeoutMs },
        odoo: { timeoutMs, batchSize: config.odooBatchSize },
        emailTemplates: config.emailTemplates,
      }),
    );
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What the command line works with. */
export function composeCli(terminal: Terminal): CliContext & OdooAppContext {
  const config = readConfig();
  return {
    terminal,
    version: programVersion(),
    defaults: {
      consumerKey: config.consumerKey,
      consumerSecret: config.consumerSecret,
      odooSecret: config.odooSecret,
      storeConcurrency: config.defaultStoreConcurrency,
    },
    odooApp: createAppDoor([basePart, geographyApp, settingsApp], (connection) =>
      openOdoo(connection, { timeoutMs: config.timeoutSeconds * 1000 }),
    ),
    administrator: { login: config.adminLogin, secret: config.adminSecret },
    openEngine: ({ dataDir }) => openEngine(config, dataDir ?? config.dataDir),
    inspectMachine: ({ dataDir = config.dataDir }) => ({
      nodeVersion: process.version,
      dataDir,
      folder: inspectDataFolder(dataDir),
      secretKey: config.secretKey === undefined ? 'file' : 'environment',
    }),
  };
}
