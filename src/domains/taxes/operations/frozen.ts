import type { Operation } from '../../../core/operation.ts';
import type { PlanContext } from '../match/context.ts';
import { refOf } from '../match/tax-record.ts';
import type { Freeze } from '../match/freeze.ts';
import { RATE_TYPE } from '../models.ts';
import { rateSubject } from './rates.ts';

/** The rates with what they were bound to. Nothing is made and nothing archived. */
export function frozenOperations({ reason, rule }: Freeze, context: PlanContext): Operation[] {
  const { input, taxes } = context;
  return input.store.rates.map((rate): Operation => {
    const binding = context.bindingOf(RATE_TYPE, String(rate.id));
    const tax = binding?.archivedAt === null ? taxes.get(binding.odooId) : undefined;
    const subject = rateSubject(rate, context);
    return { kind: 'keep', subject, ...(tax && { record: refOf(tax), frozen: true }), rule, reason };
  });
}
