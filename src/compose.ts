import { randomUUID } from 'node:crypto';
import { closingOnFailure, openDatabaseOf } from './compose-records.ts';
import type { Config } from './config/config.ts';
import { defineDomain } from './core/define-domain.ts';
import type { RemoteObserver } from './core/log.ts';
import { currencyDomain } from './domains/currency/index.ts';
import { currencyApp } from './domains/currency/app/description.ts';
import { geographyApp } from './domains/geography/app/description.ts';
import { payments } from './domains/payments/index.ts';
import { paymentsApp } from './domains/payments/app/description.ts';
import { settingsApp } from './domains/settings/app/description.ts';
import { shippingApp } from './domains/shipping/app/description.ts';
import { taxesApp } from './domains/taxes/app/description.ts';
import { basePart } from './odoo/app/base-part.ts';
import { createAppInstaller } from './odoo/app/door.ts';
import { geography } from './domains/geography/index.ts';
import { settingsDomain } from './domains/settings/index.ts';
import { shippingDomain } from './domains/shipping/index.ts';
import { taxesDomain } from './domains/taxes/index.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import type { EngineServices } from './engine/ports.ts';
import { odooClock } from './odoo/rpc/server-clock.ts';
import { probeOdoo } from './odoo/probe.ts';
import { openOdoo, type OpenOdooOptions } from './odoo/open.ts';
import type { Database } from './database/port.ts';
import { openStore, type StoreOptions } from './woocommerce/client.ts';
import { storeClock } from './woocommerce/http/server-clock.ts';
import { detectStore, probeStore, type DetectOptions } from './woocommerce/detect.ts';

/** What the clients are given beyond a connection; tests pass clocks that do not wait. */
export interface ClientOptions {
  readonly store?: StoreOptions & DetectOptions;
  readonly odoo?: OpenOdooOptions;
}

/** What the app in Odoo is made of: the base, and what each domain shows there. */
const APP_PARTS = [basePart, geographyApp, settingsApp, taxesApp, shippingApp, paymentsApp, currencyApp];

/** Somebody waits at a form for what is at an address. */
const QUICK = { timeoutMs: 10_000, retries: 0 } as const;

/** Wires the engine's ports to the implementations: the one place that knows them all. */
export function composeServices(
  database: Database,
  { store: storeOptions, odoo: odooOptions }: ClientOptions,
): EngineServices {
  return {
    database: database,
    domains: [
      ...[defineDomain(geography), defineDomain(settingsDomain), defineDomain(currencyDomain)],
      ...[defineDomain(taxesDomain), defineDomain(shippingDomain), defineDomain(payments)],
    ],
    detectStore: ({ url, keys, caFile }, { onWarning }) =>
      detectStore(url, keys, { ...storeOptions, caFile, warn: onWarning }),
    probeStore: ({ url, caFile }) =>
      probeStore(url, { ...storeOptions, ...QUICK, caFile, warn: () => undefined }),
    probeOdoo: ({ url, caFile }) => probeOdoo(url, { caFile, timeoutMs: QUICK.timeoutMs }),
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

/** The options of the clients that the settings decide. */
export function clientOptions(config: Config, observe?: RemoteObserver): ClientOptions {
  const timeoutMs = config.timeoutSeconds * 1000;
  return {
    store: { timeoutMs, observe, emailTemplates: config.emailTemplates },
    odoo: {
      ...{ timeoutMs, batchSize: config.odooBatchSize, ...(observe && { observe }) },
      keepRuns: { days: config.appRunDays, count: config.appRunCount },
    },
  };
}

/** The engine over the connector's own database. */
export function openEngine(config: Config, dataDir: string, replaceKey = false): Promise<Engine> {
  return closingOnFailure(openDatabaseOf(config, dataDir, replaceKey), (database) =>
    createEngine(composeServices(database, clientOptions(config))),
  );
}

/** The app inside Odoo, as the command line builds and installs it. */
export function composeApp(config: Config): ReturnType<typeof createAppInstaller> {
  return createAppInstaller(APP_PARTS, (connection) =>
    openOdoo(connection, { timeoutMs: config.timeoutSeconds * 1000 }),
  );
}
