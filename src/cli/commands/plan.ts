import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import { planHasChanges, planNeedsReview, type Plan } from '../../core/plan.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { addPlanOptions, planOptions, type PlanFlags } from './plan-options.ts';
import type { RunWork } from '../context.ts';
import { asIs, runOnBackend } from './frame.ts';
import { showPlan } from '../output/show-plan.ts';
import { line, paint, printText } from '../output/terminal.ts';

export function addPlanCommand(program: Command, context: CliContext, runWork: RunWork): void {
  const command = program
    .command('plan')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .option('-o, --out <file>', 'save the plan for "woo-odoo apply"')
    .action(async (name: string | undefined, flags: PlanFlags & { out?: string }) => {
      await runOnBackend<'plan', Plan>(
        { context, runWork },
        { name, json: flags.json ?? false, all: flags.all },
        {
          compute: async (backend, { engine, onProgress }) => {
            const plan = await engine.plan(backend, planOptions(flags), onProgress);
            if (flags.out !== undefined) {
              const { savePlan } = await import('../../engine/plan/saved-plan.ts');
              writePlanFile(flags.out, savePlan(plan, backend, planOptions(flags)));
            }
            return plan;
          },
          show: (out, plan) => {
            showPlan(out, plan, { all: flags.all ?? false });
            line(out);
            printText(out, paint(out, 'bold', conclusion(plan, flags.out)));
          },
          toJson: asIs,
          exit: planExit,
        },
      );
    });
  addPlanOptions(command).addHelpText(
    'after',
    '\nExamples:\n  woo-odoo plan\n  woo-odoo plan shop --all\n  woo-odoo plan shop --domain geography --json\n  woo-odoo plan shop --out plan.json && woo-odoo apply plan.json',
  );
}

/** Whole or not at all: a file cut short would only be refused later. For its owner alone: it contains values of the store. */
function writePlanFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new ConnectorError({
      code: 'plan.unwritable',
      message: `The plan cannot be saved to ${file}: ${(error as Error).message}.`,
      hint: 'Choose a file that you have permission to write.',
    });
  }
}

function conclusion(plan: Plan, savedTo: string | undefined): string {
  if (plan.domains.every((domain) => domain.failure !== undefined)) return 'Nothing could be planned.';
  if (savedTo !== undefined)
    return `Nothing was written to Odoo. Plan saved. To apply it: woo-odoo apply ${savedTo}`;
  if (planHasChanges(plan)) return 'Nothing was written. To apply these changes: woo-odoo sync';
  return planNeedsReview(plan)
    ? 'No changes, but something needs review.'
    : 'No changes needed: WooCommerce and Odoo match.';
}

function planExit(plan: Plan): ExitCode {
  if (plan.domains.every((domain) => domain.failure !== undefined)) return EXIT.failed;
  if (planNeedsReview(plan)) return EXIT.review;
  return planHasChanges(plan) ? EXIT.changes : EXIT.ok;
}
