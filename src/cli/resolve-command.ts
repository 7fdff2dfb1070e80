import type { Command } from 'commander';
import type { Resolution } from '../core/domain.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { RunWork } from './program.ts';
import { progressLine } from './progress-line.ts';
import { json, line, paint, safe, table, widthOf, type OutputStream } from './terminal.ts';

export function addResolveCommand(program: Command, context: CliContext, runWork: RunWork): void {
  const { out, err } = context.terminal;
  const resolve = program
    .command('resolve')
    .description('which Odoo records the values of an order stand for, and why')
    .addHelpText('after', '\nExample:\n  woo-odoo resolve address --country MX --state JA');
  resolve
    .command('address')
    .description('the Odoo country and state of an address; writes nothing')
    .argument('[backend]', 'name or id; not needed when there is only one')
    .requiredOption('-c, --country <code>', "the store's country code")
    .option('-s, --state <code>', "the store's state code (or its name)")
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  woo-odoo resolve address --country MX --state JA\n  woo-odoo resolve address shop -c US -s CA --json',
    )
    .action(async (name: string | undefined, flags: { country: string; state?: string; json?: boolean }) => {
      await runWork(async (engine) => {
        const progress = progressLine(err, { quiet: flags.json ?? false });
        const backend = await engine.getBackend(name);
        const values = { country: flags.country, ...(flags.state !== undefined && { state: flags.state }) };
        const resolutions = await engine
          .resolve(backend, { domain: 'geography', values }, progress.sink)
          .finally(() => progress.stop());
        if (flags.json) json(out, resolutions);
        else showResolutions(out, resolutions);
        return exitOf(resolutions);
      });
    });
}

function showResolutions(out: OutputStream, resolutions: readonly Resolution[]): void {
  const rows = resolutions.map(({ field, value, status, record, rule, reason }) => [
    field,
    safe(value),
    record === undefined ? '' : `${record.model} ${record.id ?? ''}`,
    safe(record?.label ?? ''),
    paint(out, status === 'found' ? 'green' : 'yellow', WORDS[status]),
    safe(`${rule}: ${reason}`),
  ]);
  line(out, table(['field', 'store', 'Odoo record', 'name', '', 'why'], rows, widthOf(out)));
}

const WORDS: Readonly<Record<Resolution['status'], string>> = {
  found: 'found',
  pending: 'the next sync creates it',
  conflict: 'a person must decide',
  none: 'not found',
};

function exitOf(resolutions: readonly Resolution[]): ExitCode {
  if (resolutions.some(({ status }) => status === 'none')) return EXIT.failed;
  return resolutions.every(({ status }) => status === 'found') ? EXIT.ok : EXIT.review;
}
