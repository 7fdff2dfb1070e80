import { taxKeyOf } from '../../shared/class-taxes.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';
import type { PlanContext } from './context.ts';
import { matchTax } from './match-tax.ts';
import type { MatchedTax, TaxOutcome } from './tax-outcome.ts';
import { taxText, type TaxRef } from '../desired/tax-ref.ts';
import type { UniqueNames } from './unique-names.ts';

/** Compares desired taxes with those of the company. New ones take their names from `names`, in their order. */
export function matchTaxes(
  desired: readonly DesiredTax[],
  names: UniqueNames,
  context: PlanContext,
): MatchedTax[] {
  return desired.map((tax) => {
    const outcome = matchTax(tax, names, context);
    return { desired: tax, outcome, ref: refTo(tax, outcome, context) };
  });
}

function refTo(desired: DesiredTax, outcome: TaxOutcome, context: PlanContext): TaxRef {
  const name = `${desired.type} ${desired.key}`;
  if (outcome.kind === 'create') {
    const text = taxKeyOf(context.companyId, outcome.externalId) ?? name;
    return { name, id: null, state: 'pending', text, label: outcome.name };
  }
  const id = outcome.kind === 'conflict' ? outcome.record?.id : outcome.tax.id;
  if (id === undefined || (outcome.kind === 'conflict' && outcome.target === 'missing')) {
    // What depends on it keeps its keys while a user decides.
    const text = boundText(desired, context) ?? desired.taxKey;
    return { name, id: null, state: 'missing', text, label: desired.name };
  }
  const text = taxText(context.taxKeys.get(id), id);
  // One that is renamed is shown by its new name.
  const renamed = outcome.kind === 'restore' ? outcome.name : undefined;
  return { name, id, state: 'there', text, label: renamed ?? context.taxes.get(id)?.name ?? desired.name };
}

/** The text of the tax that a desired one was bound to, where that still exists. */
function boundText({ key, type }: DesiredTax, { bindingOf, taxes, taxKeys }: PlanContext) {
  const tax = taxes.get(bindingOf(type, key)?.odooId ?? 0);
  return tax && taxText(taxKeys.get(tax.id), tax.id);
}
