import type { Operation, Subject } from '../../../core/operation.ts';
import type { StoreTaxRate, TaxRateFault } from '../../../woocommerce/port.ts';
import { TAX_MODEL } from '../models.ts';
import type { PlanContext } from './context.ts';
import { refOf } from './match-tax.ts';
import { bind, type PlannedTax } from './plan-taxes.ts';
import type { UnusableRate } from './usable.ts';

export const RATE_TYPE = 'tax_rate';

/** How a rate is called in lists: `DE 19% MwSt.`. */
export function rateSubject(rate: StoreTaxRate, className: string): Subject {
  const place = [rate.country, rate.state].filter((part) => part !== '').join(' ') || 'everywhere';
  const label = `${place} ${rate.rate}%${rate.name === '' ? '' : ` ${rate.name}`}`;
  return { type: RATE_TYPE, key: String(rate.id), label, group: className };
}

/** A rate that a tax can be made of: bound to a person's choice, else to the tax that stands for it. */
export function planRate(subject: Subject, planned: PlannedTax | undefined, context: PlanContext): Operation {
  const chosen = context.choices.get(`${RATE_TYPE} ${subject.key}`);
  if (chosen !== undefined) return planChosen(subject, chosen, context);
  if (planned === undefined) {
    const reason = 'its tax class is not in the store any more';
    return { kind: 'conflict', subject, rule: 'class', reason };
  }
  const { operation, ref } = planned;
  if (ref.state === 'missing') {
    const reason = `what the tax "${operation.subject.label}" is in Odoo must be decided first`;
    return { kind: 'keep', subject, rule: 'waits', reason };
  }
  const reason = `${operation.reason} ("${operation.subject.label}")`;
  const rule =
    operation.kind === 'create' || operation.record?.externalId !== undefined ? 'made' : operation.rule;
  if (ref.id === null)
    return { kind: 'link', subject, record: { model: TAX_MODEL }, rule, reason: MADE, through: ref.name };
  const tax = context.taxes.get(ref.id);
  const record = tax === undefined ? { model: TAX_MODEL, id: ref.id } : refOf(tax);
  return bind(subject, record, rule, rule === 'made' ? MADE : reason, context);
}

const MADE = 'a tax is made for rates of its kind';

function planChosen(subject: Subject, chosen: number, context: PlanContext): Operation {
  const tax = context.taxes.get(chosen);
  if (tax?.active) return bind(subject, refOf(tax), 'choice', 'a person chose it', context);
  const problem =
    tax === undefined
      ? 'is no sale tax of the company (any more)'
      : 'is archived, so that Odoo would not charge it';
  const reason = `the chosen tax ${chosen} ${problem}; choose another one`;
  return { kind: 'conflict', subject, rule: 'choice', reason };
}

/** A rate that nothing is made of; a person may choose a tax for it, so that orders which bear it resolve. */
export function planUnusable(
  { reason, rule }: UnusableRate,
  subject: Subject,
  context: PlanContext,
): Operation {
  const chosen = context.choices.get(`${RATE_TYPE} ${subject.key}`);
  if (chosen !== undefined) return planChosen(subject, chosen, context);
  return { kind: 'conflict', subject, rule, reason };
}

/** A row that the store has and that could not be understood. What it was bound to stays. */
export function planFault(fault: TaxRateFault & { readonly id: number }, context: PlanContext): Operation {
  const key = String(fault.id);
  const binding = context.bindings.get(`${RATE_TYPE} ${key}`);
  return {
    kind: 'conflict',
    subject: { type: RATE_TYPE, key, label: `Rate ${key}` },
    ...(binding && { record: { model: TAX_MODEL, id: binding.odooId } }),
    rule: 'unreadable',
    reason: `its field ${fault.field} cannot be understood: ${fault.message}; correct it in the store`,
  };
}
