#!/usr/bin/env node
import { runCli } from './cli/program.ts';
import { showError } from './cli/output/show-error.ts';
import { composeCli } from './compose-cli.ts';

// Keys given as flags are in the list of processes for every user of the machine; from here on they are not. (They
// were for a moment, and the shell's history keeps them: the help reports it.)
process.title = 'woo-odoo';

// The only place that ends the process. Not process.exit(): output that is still on its way must arrive.
const terminal = { out: process.stdout, err: process.stderr, input: process.stdin };
// A reader that went away (`woo-odoo runs | head`) is no fault of the connector, and nobody is left to read it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  process.exitCode = await runCli(process.argv.slice(2), composeCli(terminal));
} catch (error) {
  showError(process.stderr, error);
  process.exitCode = 1;
}
