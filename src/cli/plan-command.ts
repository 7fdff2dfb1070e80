import type { Command } from 'commander';
import { planHasChanges, planNeedsReview, type Plan } from '../core/plan.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { addPlanOptions, planOptions, type PlanFlags } from './plan-options.ts';
import type { RunWork } from './program.ts';
import { progressLine } from './progress-line.ts';
import { showPlan } from './show-plan.ts';
import { json, line, paint, say } from './terminal.ts';

export function addPlanCommand(program: Command, context: CliContext, runWork: RunWork): void {
  const { out, err } = context.terminal;
  const command = program
    .command('plan')
    .description('show what a sync would do; reads both sides, writes nothing')
    .argument('[backend]', 'name or id; not needed when there is only one')
    .action(async (name: string | undefined, flags: PlanFlags) => {
      await runWork(async (engine) => {
        const progress = progressLine(err, { quiet: flags.json ?? false });
        const backend = await engine.getBackend(name);
        const plan = await engine
          .plan(backend, planOptions(flags), progress.sink)
          .finally(() => progress.stop());
        if (flags.json) {
          json(out, plan);
        } else {
          showPlan(out, plan, { all: flags.all ?? false, changes: true });
          line(out);
          say(out, paint(out, 'bold', conclusion(plan)));
        }
        return planExit(plan);
      });
    });
  addPlanOptions(command).addHelpText(
    'after',
    '\nExamples:\n  woo-odoo plan\n  woo-odoo plan shop --all\n  woo-odoo plan shop --domain geography --json > plan.json',
  );
}

function conclusion(plan: Plan): string {
  if (plan.domains.every((domain) => domain.failure !== undefined)) return 'Nothing could be planned.';
  if (planHasChanges(plan)) return 'Nothing was written. "woo-odoo sync" applies this plan.';
  return planNeedsReview(plan)
    ? 'No changes, but something needs review.'
    : 'Nothing to do: both sides agree.';
}

function planExit(plan: Plan): ExitCode {
  if (plan.domains.every((domain) => domain.failure !== undefined)) return EXIT.failed;
  if (planNeedsReview(plan)) return EXIT.review;
  return planHasChanges(plan) ? EXIT.changes : EXIT.ok;
}
