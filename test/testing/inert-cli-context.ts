import { PassThrough } from 'node:stream';
import type { AccountContext } from '../../src/cli/account-context.ts';
import type { CliContext } from '../../src/cli/context.ts';
import type { OdooAppContext } from '../../src/cli/odoo-app-context.ts';
import type { ServiceContext } from '../../src/cli/service-context.ts';
import type { OutputStream } from '../../src/cli/output/terminal.ts';

/** What the program is built with where only its commands, options and help matter: it opens nothing and asks nobody. */
export function inertCliContext(): {
  readonly context: CliContext & OdooAppContext & ServiceContext & AccountContext;
  /** What was written to both streams. */
  readonly output: () => string;
} {
  const out = new PassThrough();
  const chunks: Buffer[] = [];
  out.on('data', (chunk: Buffer) => chunks.push(chunk));
  const stream = out as unknown as OutputStream;
  const refused = () => Promise.reject(new Error('nothing is opened here'));
  return {
    context: {
      terminal: { out: stream, err: stream, input: process.stdin },
      version: '',
      caller: { program: 'woo-odoo', clone: null, pager: null, isDumb: false },
      defaults: () => Promise.resolve({ storeConcurrency: 2 }),
      newSecretKey: () => Promise.resolve(undefined),
      openRecords: refused,
      openEngine: refused,
      openAccounts: refused,
      odooApp: { build: refused, open: refused },
      administrator: () => Promise.resolve({}),
      openService: refused,
      untilStopRequested: () => Promise.resolve(),
      inspectMachine: refused,
    },
    output: () => Buffer.concat(chunks).toString('utf8'),
  };
}
