import { InvalidArgumentError, Option, type Command } from 'commander';
import { wholeNumber } from './whole-number.ts';
import { DOMAIN_NAMES, type DomainName } from '../../core/operation.ts';
import type { PlanOptions } from '../../engine/plan/plan-result.ts';

/** The flags that `plan` and `sync` share. */
export interface PlanFlags {
  readonly domain?: DomainName[];
  readonly json?: boolean;
  readonly all?: boolean;
  readonly allowRemovals?: boolean;
  readonly recreateDeleted?: boolean;
  readonly taxAmbiguous?: 'ask' | 'create';
  readonly taxLimit?: number;
  readonly taxRate?: number[];
  readonly createStates?: readonly string[];
  readonly chartPositions?: 'map' | 'remove';
}

export function addPlanOptions(command: Command): Command {
  return (
    command
      // A misspelt one is refused before it costs a connection or a run.
      .addOption(new Option('-d, --domain <name...>', 'limit to these domains').choices(DOMAIN_NAMES))
      .option('--json', 'print JSON to standard output and warnings to standard error')
      .option('-a, --all', 'list every record, not only the first ones')
      .option(
        '--allow-removals',
        'apply removals even if the store returned far fewer records than last time',
      )
      .option('--recreate-deleted', 'recreate records that were deleted in Odoo')
      .addOption(
        new Option(
          '--create-states <country...>',
          'create new states of these countries (two-letter codes) although they are hundreds, or similar to states in Odoo',
        ).argParser(countryCodes),
      )
      .addOption(
        new Option(
          '--tax-ambiguous <policy>',
          "if several Odoo taxes match: ask which one to use, or create a new one (default: the backend's setting)",
        ).choices(['ask', 'create']),
      )
      .option(
        '--tax-limit <count>',
        "how many taxes may be created without a question (default: the backend's setting)",
        wholeNumber,
      )
      .option(
        '--tax-rate <id...>',
        'create the taxes of these rates, which orders name, beyond that limit as well',
        (id: string, ids: readonly number[] | undefined) => [...(ids ?? []), wholeNumber(id)],
      )
      .addOption(
        new Option(
          '--chart-positions <action>',
          "have fiscal positions of the chart of accounts replace the taxes of the store's products, too (map), or undo that (remove)",
        ).choices(['map', 'remove']),
      )
  );
}

/** Collects the values of a flag that may be given several times. */
function countryCodes(value: string, before: readonly string[] = []): readonly string[] {
  const code = value.trim().toUpperCase();
  if (!/^[A-Z]{2}$/u.test(code)) throw new InvalidArgumentError('A country is two letters, such as RO.');
  return [...before, code];
}

export function planOptions(flags: PlanFlags): PlanOptions {
  const { all, allowRemovals, domain, json, recreateDeleted, taxAmbiguous, createStates } = flags;
  const { chartPositions, taxLimit, taxRate: orderedRates } = flags;
  const kept = all === true || json === true ? 'listed' : undefined;
  return {
    ...{ domains: domain, allowRemovals, recreateDeleted, taxAmbiguous, createStates, kept },
    ...{ chartPositions, taxLimit, orderedRates },
  };
}
