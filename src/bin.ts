#!/usr/bin/env node
import { runCli } from './cli/program.ts';
import { showError } from './cli/show-error.ts';
import { composeCli } from './compose.ts';

// The only place that ends the process. Not process.exit(): output that is still on its way must arrive.
const terminal = { out: process.stdout, err: process.stderr, input: process.stdin };
// A reader that went away (`woo-odoo runs | head`) is no fault of ours, and nobody is left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  process.exitCode = await runCli(process.argv.slice(2), composeCli(terminal));
} catch (error) {
  showError(process.stderr, error);
  process.exitCode = 1;
}
