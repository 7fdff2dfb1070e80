import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CliContext } from './cli/context.ts';
import type { OdooAppContext } from './cli/odoo-app-door.ts';
import type { Terminal } from './cli/terminal.ts';
import type { ServiceContext } from './cli/service-context.ts';
import { readConfig, type Config } from './config/config.ts';
import type { RemoteObserver } from './core/log.ts';
import { currencyDomain } from './domains/currency/index.ts';
import { currencyApp } from './domains/currency/odoo-app.ts';
import { geographyApp } from './domains/geography/odoo-app.ts';
import { payments } from './domains/payments/index.ts';
import { paymentsApp } from './domains/payments/odoo-app.ts';
import { settingsApp } from './domains/settings/odoo-app.ts';
import { shippingApp } from './domains/shipping/odoo-app.ts';
import { taxesApp } from './domains/taxes/odoo-app.ts';
import { basePart } from './odoo/app/base-part.ts';
import { createAppDoor } from './odoo/app/door.ts';
import { geography } from './domains/geography/index.ts';
import { settingsDomain } from './domains/settings/index.ts';
import { shippingDomain } from './domains/shipping/index.ts';
import { taxesDomain } from './domains/taxes/index.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import type { EngineServices } from './engine/ports.ts';
import { odooClock } from './odoo/server-clock.ts';
import { openOdoo, type OpenOdooOptions } from './odoo/open.ts';
import { inspectDataFolder } from './database/data-folder.ts';
import { openStore as openDatabase } from './database/open.ts';
import type { Store } from './database/port.ts';
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

/** What the app in Odoo is made of: the base, and what each domain shows there. */
const APP_PARTS = [basePart, geographyApp, settingsApp, taxesApp, shippingApp, paymentsApp, currencyApp];

/** Wires the engine's ports to the implementations: the one place that knows them all. */
export function composeServices(
  store: Store,
  { store: storeOptions, odoo: odooOptions, emailTemplates = false }: ClientOptions,
): EngineServices {
  return {
    store,
    domains: [
      geography,
      settingsDomain({ emailTemplates }),
      currencyDomain({ emailTemplates }),
      taxesDomain({ emailTemplates }),
      shippingDomain({ emailTemplates }),
      payments,
    ],
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

/** What the settings say of the clients. */
function clientOptions(config: Config, observe?: RemoteObserver): ClientOptions {
  const timeoutMs = config.timeoutSeconds * 1000;
  return {
    store: { timeoutMs, observe },
    odoo: { timeoutMs, batchSize: config.odooBatchSize, ...(observe && { observe }) },
    emailTemplates: config.emailTemplates,
  };
}

async function openEngine(config: Config, dataDir: string): Promise<Engine> {
  const store = await openDatabase(dataDir, {
    secretKey: config.secretKey,
    databaseUrl: config.databaseUrl,
  });
  try {
    return await createEngine(composeServices(store, clientOptions(config)));
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What the command line works with. */
export function composeCli(terminal: Terminal): CliContext & OdooAppContext & ServiceContext {
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
    odooApp: createAppDoor(APP_PARTS, (connection) =>
      openOdoo(connection, { timeoutMs: config.timeoutSeconds * 1000 }),
    ),
    administrator: { login: config.adminLogin, secret: config.adminSecret },
    openEngine: ({ dataDir }) => openEngine(config, dataDir ?? config.dataDir),
    // Loaded where it is asked for: commands that serve nothing need no queue and no HTTP server in memory.
    openService: async ({ role, dataDir = config.dataDir, port }) => {
      const { openService } = await import('./compose-service.ts');
      return openService({
        ...{ role, dataDir, port, config },
        wire: (store, observe) => composeServices(store, clientOptions(config, observe)),
        write: (text) => terminal.out.write(text),
      });
    },
    untilTold,
    inspectMachine: ({ dataDir = config.dataDir }) => ({
      nodeVersion: process.version,
      dataDir,
      folder: inspectDataFolder(dataDir),
      secretKey: config.secretKey === undefined ? 'file' : 'environment',
    }),
  };
}

/** A terminal sends Ctrl-C to a whole family of processes, and a parent passes it on: the second one is the same. */
const SAME_SIGNAL_MS = 1_000;

/** Resolves with the first signal to stop. One that comes later ends the process as if nobody listened. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        first ??= performance.now();
        resolve();
        if (performance.now() - first < SAME_SIGNAL_MS) return;
        process.removeAllListeners(signal);
        process.kill(process.pid, signal);
      });
    }
  });
}
