import { Option, type Command } from 'commander';
import { DOMAIN_NAMES, type DomainName } from '../../core/operation.ts';
import type { PlanOptions } from '../../engine/plan/plan-result.ts';

/** The flags that `plan` and `sync` share. */
export interface PlanFlags {
  readonly domain?: DomainName[];
  readonly json?: boolean;
  readonly all?: boolean;
  readonly allowRemovals?: boolean;
  readonly recreateDeleted?: boolean;
}

export function addPlanOptions(command: Command): Command {
  return (
    command
      // A misspelt one is refused before it costs a connection or a run.
      .addOption(new Option('-d, --domain <name...>', 'only these domains').choices(DOMAIN_NAMES))
      .option('--json', 'print JSON to standard output, warnings to standard error')
      .option('-a, --all', 'name every record instead of the first ones')
      .option('--allow-removals', 'close what vanished even when the store listed far less than last time')
      .option('--recreate-deleted', 'make again what somebody deleted in Odoo')
  );
}

export function planOptions(flags: PlanFlags): PlanOptions {
  const { domain, allowRemovals, recreateDeleted } = flags;
  return { domains: domain, allowRemovals, recreateDeleted };
}
