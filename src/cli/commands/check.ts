import type { Command } from 'commander';
import type { Alignment } from '../../core/agreement.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { FoundAlignment } from '../../engine/queries/align.ts';
import type { Checked } from '../../engine/queries/check.ts';
import {
  ADMIN_LOGIN_FLAG,
  askForAdministrator,
  INSECURE_FLAG,
  type AdministratorFlags,
} from '../prompts/ask-administrator.ts';
import { askToConfirm } from '../prompts/ask-to-confirm.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { OdooAppContext } from '../odoo-app-context.ts';
import type { RunWork } from '../context.ts';
import { asIs, runOnBackend, withProgress } from './frame.ts';
import { showAgreements, showAlignment } from '../output/show-agreements.ts';
import { json, line, paint, safe, printText } from '../output/terminal.ts';
import type { JsonOutput } from '../json-output.ts';

type Context = CliContext & OdooAppContext;

const APPLY = { message: 'Apply this change in Odoo?' } as const;

interface CheckFlags extends AdministratorFlags {
  readonly json?: boolean;
  readonly align?: string;
  readonly yes?: boolean;
}

export function addCheckCommand(program: Command, context: Context, runWork: RunWork): void {
  program
    .command('check')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .option('--json', 'print JSON to standard output and everything else to standard error')
    .option('--align <key>', 'change one Odoo setting to match the store, after showing the change')
    .option('-y, --yes', 'with --align: skip the confirmation')
    .option(...ADMIN_LOGIN_FLAG)
    .option(...INSECURE_FLAG)
    .addHelpText('after', HELP)
    .action(async (name: string | undefined, flags: CheckFlags) => {
      if (flags.align !== undefined) {
        await alignPoint(name, flags.align, flags, context, runWork);
        return;
      }
      await runOnBackend<'check', Checked>(
        { context, runWork },
        { name, json: flags.json ?? false },
        {
          compute: (backend, { engine, onProgress }) => engine.check(backend, onProgress),
          show: showAgreements,
          toJson: asIs,
          exit: exitOf,
        },
      );
    });
}

/** Opens the database twice, so that nobody is kept from it while a user thinks. */
async function alignPoint(
  name: string | undefined,
  key: string,
  flags: CheckFlags,
  context: Context,
  runWork: RunWork,
): Promise<void> {
  const { out, err } = context.terminal;
  const stream = flags.json ? err : out;
  const seen: (FoundAlignment & Pick<Checked, 'backend' | 'odoo'> & { readonly odooUrl: string })[] = [];
  await runWork(async (engine) => {
    const { findAlignment } = await import('../../engine/queries/align.ts');
    const asked = await engine.getBackend(name);
    const checked = await withProgress(context, flags.json ?? false, ({ sink }) => engine.check(asked, sink));
    const [failure] = checked.failures;
    if (failure !== undefined && checked.agreements.length === 0) throw new ConnectorError(failure);
    const { backend, odoo } = checked;
    const point = findAlignment(checked.agreements, key);
    seen.push({ ...point, backend, odoo, odooUrl: asked.odooUrl });
    // Until it is confirmed and done.
    return point.alignment === null ? EXIT.ok : EXIT.failed;
  });
  const [found] = seen;
  if (found === undefined) return;
  const { agreement, alignment, backend, odoo, odooUrl } = found;
  if (alignment === null) {
    printText(stream, `Nothing to change: both sides agree on "${safe(agreement.topic)}".`);
    if (flags.json) json(out, { key, aligned: false } satisfies JsonOutput['check']);
    return;
  }
  showAlignment(stream, agreement, alignment);
  if (!flags.yes && !(await askToConfirm(context.terminal, APPLY))) {
    line(stream, 'Nothing was changed.');
    if (flags.json) json(out, { key, aligned: false } satisfies JsonOutput['check']);
    return;
  }
  const administrator = await askForAdministrator(flags, context, {
    database: odoo.database,
    url: odooUrl,
  });
  await runWork(async (engine) => {
    // By its id: another backend may have taken the name in the meantime.
    const chosen = await engine.getBackend(backend.id);
    await withProgress(context, flags.json ?? false, ({ sink }) =>
      engine.align(chosen, alignment, administrator, sink),
    );
    printText(
      stream,
      `${paint(stream, 'green', 'Changed')} "${safe(agreement.topic)}": ${safe(alignment.to)}.`,
    );
    if (flags.json) json(out, { key, aligned: true, ...written(alignment) } satisfies JsonOutput['check']);
    return EXIT.ok;
  });
}

function written({ model, ids, field, value, before, each }: Alignment) {
  return { model, ids, field, value, before, ...(each && { each }) };
}

/** Of points that are not known nobody can conclude that something is wrong. */
function exitOf({ agreements, failures }: Checked): ExitCode {
  if (agreements.length === 0 && failures.length > 0) return EXIT.failed;
  const differs = agreements.some(({ verdict }) => verdict === 'differ');
  return differs || failures.length > 0 ? EXIT.review : EXIT.ok;
}

const HELP = `
Reads both sides. Writes nothing without --align. Exit codes: 0 both sides agree, 3 something differs or could only
partly be read, 1 nothing could be read.

--align changes one setting of the company or of fiscal positions in Odoo. This needs the login of an Odoo
administrator, which is used for this command only and never stored. Without a terminal, set WOO_ODOO_ADMIN_LOGIN and
WOO_ODOO_ADMIN_SECRET, and add --yes.

Examples:
  woo-odoo check
  woo-odoo check shop --json
  woo-odoo check shop --align tax_rounding
  woo-odoo check --align positions
  woo-odoo check --align fiscal_positions`;
