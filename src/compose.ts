import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CliContext } from './cli/context.ts';
import type { Terminal } from './cli/terminal.ts';
import { readConfig, type Config } from './config/config.ts';
import { geography } from './domains/geography/index.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import type { EngineServices } from './engine/ports.ts';
import { openOdoo, type OpenOdooOptions } from './odoo/open.ts';
import { openStore as openDatabase } from './store/open.ts';
import type { Store } from './store/port.ts';
import { openStore, type StoreOptions } from './woocommerce/client.ts';
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
}

/** Wires the engine's ports to the implementations: the one place that knows them all. */
export function composeServices(
  store: Store,
  { store: storeOptions, odoo: odooOptions }: ClientOptions,
): EngineServices {
  return {
    store,
    domains: [geography],
    detectStore: ({ url, keys, caFile }, { onWarning }) =>
      detectStore(url, keys, { ...storeOptions, caFile, warn: onWarning }),
    openStore: (connection, { onWarning }) =>
      openStore(connection, { ...storeOptions, concurrency: connection.concurrency, warn: onWarning }),
    openOdoo: (connection, { onWarning }) => openOdoo(connection, { ...odooOptions, warn: onWarning }),
    now: () => new Date(),
    newId: () => randomUUID(),
  };
}

async function openEngine(config: Config, dataDir: string): Promise<Engine> {
  const timeoutMs = config.timeoutSeconds * 1000;
  const store = await openDatabase(dataDir, config.secretKey ? { secretKey: config.secretKey } : {});
  try {
    return await createEngine(
      composeServices(store, { store: { timeoutMs }, odoo: { timeoutMs, batchSize: config.odooBatchSize } }),
    );
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What the command line works with. */
export function composeCli(terminal: Terminal): CliContext {
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
    openEngine: ({ dataDir }) => openEngine(config, dataDir ?? config.dataDir),
  };
}
