import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  STORE_KEYS,
  startStore,
  type OdooOptions,
  type SandboxOdoo,
  type SandboxStore,
} from '../../sandbox/index.ts';
import { Cli, type Finished } from './cli-process.ts';
import { startPreparedOdoo } from './prepared-odoo.ts';
import { giveUpDefaultTax } from './products.ts';

export interface ProcessRigOptions {
  readonly odoo?: OdooOptions;
  /** Install the project's app in Odoo. */
  readonly app?: boolean;
  /** Settings of the program beside the secrets. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A store and an Odoo in this process, and the program as processes of their own on a data folder. Nothing of the store
 * waits for a person: no gateway is enabled, and Odoo charges no tax of its own.
 */
export interface ProcessRig {
  readonly woo: SandboxStore;
  readonly odoo: SandboxOdoo;
  /** The program on the data folder `data` of `folder`, with the secrets in its environment. */
  readonly cli: Cli;
  /** A folder of this rig alone, gone after `close()`. */
  readonly folder: string;
  /** Adds a backend for the pair. */
  readonly add: (name: string, ...more: string[]) => Promise<Finished>;
  /** The program on a copy of the data folder; the secrets are in that, not in its environment. */
  readonly copy: (name: string) => Cli;
  readonly close: () => Promise<void>;
}

export async function startProcessRig({
  odoo: odooOptions,
  app,
  env,
}: ProcessRigOptions = {}): Promise<ProcessRig> {
  const [woo, odoo] = await Promise.all([startStore(), startPreparedOdoo(odooOptions, app)]);
  giveUpDefaultTax(odoo);
  for (const { id } of woo.control.data().gateways) woo.control.changeGateway(id, { enabled: false });
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-process-'));
  const { users, url, database } = odoo;
  const cli = new Cli(join(folder, 'data'), {
    WOO_ODOO_CONSUMER_KEY: STORE_KEYS.readOnly.consumerKey,
    WOO_ODOO_CONSUMER_SECRET: STORE_KEYS.readOnly.consumerSecret,
    WOO_ODOO_ODOO_SECRET: users.connector.apiKey,
    ...env,
  });
  return {
    ...{ woo, odoo, cli, folder },
    add: (name, ...more) =>
      cli.run(
        ...['backend', 'add', name, '--store-url', woo.url, '--odoo-url', url],
        ...['--odoo-database', database, '--odoo-login', users.connector.login, ...more],
      ),
    copy: (name) => {
      cpSync(cli.dataDir, join(folder, name), { recursive: true });
      return new Cli(join(folder, name));
    },
    close: async () => {
      await Promise.all([woo.close(), odoo.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
