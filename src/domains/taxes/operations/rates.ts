import { bind, CHOSEN, type Finding } from '../../../core/bind.ts';
import type { FieldValues } from '../../../core/memory.ts';
import type { ExistingRecord, Operation, RecordRef, Subject } from '../../../core/operation.ts';
import type { Rule } from '../../../core/rules.ts';
import type { StoreTaxRate, InvalidTaxRate } from '../../../woocommerce/port.ts';
import { TAX_MODEL } from '../models.ts';
import type { PlanContext } from '../match/context.ts';
import { refOf } from '../match/match-tax.ts';
import type { PlannedTax } from './taxes.ts';
import type { UnusableRate } from '../desired/usable-rates.ts';

export const RATE_TYPE = 'tax_rate';

/** How a rate is called in lists: `DE 19% MwSt.`. */
export function rateSubject(rate: StoreTaxRate, className: string, details?: FieldValues): Subject {
  const place = rate.country === '' && rate.state === '' ? ['everywhere'] : [rate.country, rate.state];
  const parts = [...place, `${rate.rate}%`, rate.name].filter((word) => word !== '');
  // Joined, since 50,000 texts put together piece by piece would keep all their pieces.
  const label = parts.join(' ');
  const key = String(rate.id);
  return details === undefined
    ? { type: RATE_TYPE, key, label, group: className }
    : { type: RATE_TYPE, key, label, group: className, details };
}

/** What rates of one kind are bound to: a record, one that this plan makes, or nothing until a person decided. */
export type RateTarget =
  | (Finding & { readonly state: 'there'; readonly record: ExistingRecord })
  | { readonly state: 'pending'; readonly record: RecordRef; readonly rule: Rule; readonly through: string }
  | { readonly state: 'missing'; readonly reason: string };

/** What a planned tax is for the rates that it stands for; one for all of them. */
export function rateTarget({ operation, ref }: PlannedTax, context: PlanContext): RateTarget {
  if (ref.state === 'missing') {
    const reason = `what the tax "${operation.subject.label}" is in Odoo must be decided first`;
    return { state: 'missing', reason };
  }
  const isOurs = operation.kind === 'create' || operation.record?.externalId !== undefined;
  const rule = isOurs ? 'made' : operation.rule;
  if (ref.id === null) return { state: 'pending', record: { model: TAX_MODEL }, rule, through: ref.name };
  const tax = context.taxes.get(ref.id);
  const record = tax === undefined ? { model: TAX_MODEL, id: ref.id } : refOf(tax);
  const reason = isOurs ? MADE : `${operation.reason} ("${operation.subject.label}")`;
  return { state: 'there', record, rule, reason, decidedBy: operation.decidedBy };
}

const MADE = 'a tax is made for rates of its kind';

/** A rate that a tax can be made of: bound to a person's choice, else to the tax that stands for it. */
export function planRate(subject: Subject, target: RateTarget | undefined, context: PlanContext): Operation {
  const chosen = context.choices.get(`${RATE_TYPE} ${subject.key}`);
  if (chosen !== undefined) return planChosen(subject, chosen, context);
  if (target === undefined) {
    const reason = 'its tax class is not in the store any more';
    return { kind: 'conflict', subject, rule: 'class', reason };
  }
  if (target.state === 'missing') return { kind: 'keep', subject, rule: 'waits', reason: target.reason };
  const { record, rule } = target;
  if (target.state === 'there') return bind(subject, target.record, target, context);
  return { kind: 'link', subject, record, rule, reason: MADE, through: target.through };
}

function planChosen(subject: Subject, chosen: number, context: PlanContext): Operation {
  const tax = context.taxes.get(chosen);
  if (tax?.active) return bind(subject, refOf(tax), CHOSEN, context);
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
export function planFault(fault: InvalidTaxRate & { readonly id: number }, context: PlanContext): Operation {
  const key = String(fault.id);
  const binding = context.bindingOf(RATE_TYPE, key);
  return {
    kind: 'conflict',
    subject: { type: RATE_TYPE, key, label: `Rate ${key}` },
    ...(binding && { record: { model: TAX_MODEL, id: binding.odooId } }),
    rule: 'unreadable',
    reason: `its field ${fault.field} cannot be understood: ${fault.message}; correct it in the store`,
  };
}
