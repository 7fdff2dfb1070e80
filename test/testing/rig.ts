import type { DomainName } from '../../src/core/operation.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { EngineServices } from '../../src/engine/ports.ts';
import type { PlanOptions } from '../../src/engine/plan/plan-result.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import { composeServices } from '../../src/compose.ts';
import { openTestDatabase } from './memory-database.ts';
import type { Backend, Database } from '../../src/database/port.ts';
import { openPostgresDatabase } from '../postgres/database.ts';
import { startPreparedOdoo } from './prepared-odoo.ts';
import { withoutSockets } from './wires.ts';
import { keepCountries, shrinkToSmallWorld, SMALL_COUNTRIES, TRADE_COUNTRIES } from './small-world.ts';
import {
  ODOO_USERS,
  STORE_KEYS,
  startStore,
  type OdooOptions,
  type SandboxOdoo,
  type SandboxStore,
  type StoreOptions,
} from '../../sandbox/index.ts';

/** A store, an Odoo, the connector's own database and the engine over them, all in this process. */
export interface Rig {
  readonly woo: SandboxStore;
  readonly odoo: SandboxOdoo;
  readonly engine: Engine;
  readonly database: Database;
  readonly backend: Backend;
  readonly warnings: string[];
  readonly sync: (options?: PlanOptions) => Promise<RunReport>;
  readonly close: () => Promise<void>;
}

export interface RigOptions {
  readonly woo?: StoreOptions;
  readonly odoo?: OdooOptions;
  readonly user?: keyof typeof ODOO_USERS;
  /** Sign in with the password instead of the API key. */
  readonly password?: boolean;
  /** Work for this company instead of the user's own. */
  readonly companyId?: number;
  /** See `BackendInput.takeOver`. */
  readonly takeOver?: boolean;
  /** Install the project's app in Odoo; `denied`: without giving the connector's user its group. */
  readonly app?: boolean | 'denied';
  /** What the engine knows of; default: geography and settings. */
  readonly domains?: readonly DomainName[];
  /**
   * `small`: five countries and two groups of settings on both sides; `trade`: the countries of the recorded rates and
   * zones, and all settings; `full`: all of the recorded ones. Default: small, but trade where `domains` are named.
   */
  readonly world?: 'small' | 'trade' | 'full';
}

/** What the scenarios are about that name nothing else: taxes have their own. */
export const GROUND: readonly DomainName[] = ['geography', 'settings'];

/** An engine's services that know only some domains. */
export function only(services: EngineServices, domains: readonly DomainName[] = GROUND): EngineServices {
  return { ...services, domains: services.domains.filter(({ name }) => domains.includes(name)) };
}

/** Clients that do not wait between tries. */
const IMPATIENT = {
  store: { timeoutMs: 5_000, clock: impatientClock() },
  odoo: { timeoutMs: 5_000, sleep: () => Promise.resolve(), random: () => 0 },
};

export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const { domains = GROUND, world = options.domains === undefined ? 'small' : 'trade' } = options;
  const countries = { small: SMALL_COUNTRIES, trade: TRADE_COUNTRIES, full: undefined }[world];
  const lists = countries === undefined ? {} : { countries };
  const [woo, odoo, database] = await Promise.all([
    startStore(options.woo).then(withoutSockets),
    startPreparedOdoo({ ...lists, ...options.odoo }, options.app).then(withoutSockets),
    process.env['TEST_DATABASE_URL'] === undefined ? openTestDatabase() : openPostgresDatabase(),
  ]);
  if (world === 'small') shrinkToSmallWorld(woo);
  if (world === 'trade') keepCountries(woo, TRADE_COUNTRIES);
  const warnings: string[] = [];
  const engine = createEngine(only(composeServices(database, IMPATIENT), domains));
  const backend = await pair(engine, woo, odoo, options, 'shop');
  woo.control.reset();
  odoo.control.reset();
  return {
    woo,
    odoo,
    engine,
    database,
    backend,
    warnings,
    sync: (planOptions = {}) =>
      engine.sync(backend, planOptions, (progress) => {
        if (progress.step === 'warning') warnings.push(progress.message);
      }),
    close: async () => {
      await Promise.all([engine.close(), woo.close(), odoo.close()]);
    },
  };
}

/** Adds a backend for the pair. */
export async function pair(
  engine: Engine,
  woo: SandboxStore,
  odoo: SandboxOdoo,
  options: RigOptions,
  name: string,
  warnings: string[] = [],
): Promise<Backend> {
  const user = ODOO_USERS[options.user ?? 'connector'];
  return engine.addBackend(
    {
      name,
      storeUrl: woo.url,
      ...pick(STORE_KEYS.readOnly),
      odooUrl: odoo.url,
      odooDatabase: odoo.database,
      odooLogin: user.login,
      odooSecret: options.password ? user.password : user.apiKey,
      odooCompanyId: options.companyId,
      takeOver: options.takeOver,
      onPersonChange: 'keep',
      environment: 'staging',
      storeConcurrency: 2,
    },
    (progress) => {
      if (progress.step === 'warning') warnings.push(progress.message);
    },
  );
}

function pick({ consumerKey, consumerSecret }: { consumerKey: string; consumerSecret: string }) {
  return { consumerKey, consumerSecret };
}

function impatientClock() {
  return { now: () => Date.now(), random: () => Math.random(), sleep: () => Promise.resolve() };
}

/** Calls without those that show progress alone: how many there are depends on how long a run takes. */
export function steadyCalls({ odooCalls }: RunReport, { odoo }: Rig): number {
  const shown = odoo.control.log().filter(({ context }) => context?.['woo_renew'] !== undefined);
  return odooCalls - shown.length;
}
