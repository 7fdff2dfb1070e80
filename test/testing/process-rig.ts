import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
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
  /**
   * What of the stand-ins waits for a user: gateways that are enabled without a journal, products with a tax of their
   * own. Default: nothing.
   */
  readonly waiting?: 'nothing' | 'gateways' | 'all';
  /** Settings of the program beside the secrets. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A command as it runs. */
type Started = ReturnType<Cli['start']>;

/** A store and an Odoo in this process, and the program as processes of their own on a data folder. */
export interface ProcessRig {
  readonly woo: SandboxStore;
  readonly odoo: SandboxOdoo;
  /** The program on the data folder `data` of `folder`, with the secrets in its environment. */
  readonly cli: Cli;
  /** A folder of this rig alone, gone after `close()`. */
  readonly folder: string;
  /** What was started and not waited for; `close()` kills what still runs. */
  readonly started: readonly Started[];
  readonly start: (...args: string[]) => Started;
  /** The arguments that add a backend for the pair. */
  readonly adding: (name: string, ...more: string[]) => string[];
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
  waiting = 'nothing',
}: ProcessRigOptions = {}): Promise<ProcessRig> {
  const [woo, odoo] = await Promise.all([startStore(), startPreparedOdoo(odooOptions, app)]);
  if (waiting !== 'all') giveUpDefaultTax(odoo);
  if (waiting === 'nothing')
    for (const { id } of woo.control.data().gateways) woo.control.changeGateway(id, { enabled: false });
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-process-'));
  const { users, url, database } = odoo;
  const cli = new Cli(join(folder, 'data'), {
    WOO_ODOO_CONSUMER_KEY: STORE_KEYS.readOnly.consumerKey,
    WOO_ODOO_CONSUMER_SECRET: STORE_KEYS.readOnly.consumerSecret,
    WOO_ODOO_ODOO_SECRET: users.connector.apiKey,
    ...env,
  });
  const started: Started[] = [];
  const adding = (name: string, ...more: string[]) => [
    ...['backend', 'add', name, '--store-url', woo.url, '--odoo-url', url],
    ...['--odoo-database', database, '--odoo-login', users.connector.login, ...more],
  ];
  return {
    ...{ woo, odoo, cli, folder, started, adding },
    start: (...args) => {
      const process = cli.start(...args);
      started.push(process);
      return process;
    },
    add: (name, ...more) => cli.run(...adding(name, ...more)),
    copy: (name) => {
      cpSync(cli.dataDir, join(folder, name), { recursive: true });
      return new Cli(join(folder, name));
    },
    close: async () => {
      for (const { child } of started) child.kill('SIGKILL');
      await Promise.all(started.map(({ finished }) => finished));
      await Promise.all([woo.close(), odoo.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Adds the backend `shop` and syncs it once; fails with what the commands printed. */
export async function addAndSync(rig: ProcessRig): Promise<void> {
  const added = await rig.add('shop');
  expect(added, added.err).toMatchObject({ code: 0 });
  const first = await rig.cli.run('sync', '--json');
  expect(first, first.err).toMatchObject({ code: 0 });
}
