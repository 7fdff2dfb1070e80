import { readFileSync } from 'node:fs';
import type { AccountContext } from './cli/account-context.ts';
import type { CliContext } from './cli/context.ts';
import type { OdooAppContext } from './cli/odoo-app-context.ts';
import type { ServiceContext } from './cli/service-context.ts';
import type { Terminal } from './cli/output/terminal.ts';
import { readCaller } from './config/caller.ts';
import type { Config } from './config/config.ts';

/** The version of the program, from package.json (one folder up, from src and from dist). */
function programVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return version;
}

/**
 * What the command line works with. Everything is imported when it is asked for: `--version` and `--help` wait for no
 * library, `backend list` for no client of a server, and only a service loads the queue and the HTTP server.
 */
export function composeCli(
  terminal: Terminal,
): CliContext & OdooAppContext & ServiceContext & AccountContext {
  let read: Promise<Config> | undefined;
  const settings = () => (read ??= import('./config/config.ts').then(({ readConfig }) => readConfig()));
  const engine = () => import('./compose.ts');
  return {
    terminal,
    version: programVersion(),
    caller: readCaller(),
    defaults: async () => {
      const { consumerKey, consumerSecret, odooSecret, defaultStoreConcurrency } = await settings();
      return { consumerKey, consumerSecret, odooSecret, storeConcurrency: defaultStoreConcurrency };
    },
    newSecretKey: async () => (await settings()).newSecretKey,
    administrator: async () => {
      const { adminLogin: login, adminSecret: secret } = await settings();
      return { login, secret };
    },
    odooApp: {
      build: async (series) => (await engine()).composeApp(await settings()).build(series),
      open: async (place) => (await engine()).composeApp(await settings()).open(place),
    },
    openRecords: async ({ dataDir }) => {
      const config = await settings();
      const { openRecordsOf } = await import('./compose-records.ts');
      return openRecordsOf(config, dataDir ?? config.dataDir);
    },
    openAccounts: async ({ dataDir }) => {
      const config = await settings();
      const { openAccountsOf } = await import('./compose-records.ts');
      return openAccountsOf(config, dataDir ?? config.dataDir);
    },
    openEngine: async ({ dataDir, replaceKey }) => {
      const config = await settings();
      return (await engine()).openEngine(config, dataDir ?? config.dataDir, replaceKey);
    },
    openService: async ({ role, dataDir, port }) => {
      const config = await settings();
      const { clientOptions, composeApp, composeServices } = await engine();
      const { openService } = await import('./compose-service.ts');
      return openService({
        ...{ role, dataDir: dataDir ?? config.dataDir, port, config },
        wire: (database, observe) => composeServices(database, clientOptions(config, observe)),
        odooApp: {
          build: (series) => Promise.resolve(composeApp(config).build(series)),
          open: (place) => composeApp(config).open(place),
        },
        write: (text) => terminal.out.write(text),
      });
    },
    untilStopRequested,
    inspectMachine: async ({ dataDir }) => {
      const config = await settings();
      const { inspectDataFolder } = await import('./database/secrets/data-folder.ts');
      const folder = dataDir ?? config.dataDir;
      return {
        nodeVersion: process.version,
        dataDir: folder,
        folder: inspectDataFolder(folder),
        secretKey: config.secretKey === undefined ? 'file' : 'environment',
      };
    },
  };
}

/** A terminal sends Ctrl-C to a whole family of processes, and a parent passes it on: the second one is the same. */
const SAME_SIGNAL_MS = 500;

/** Resolves with the first signal to stop. One that comes later ends the process as if nobody listened. */
function untilStopRequested(): Promise<void> {
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
