import type { PlanInput, Resolution } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { resolveNothing, resolveOperation } from '../../core/resolution.ts';
import { Exact } from '../shared/decimals.ts';
import type { OdooTaxes, StoreTaxes } from './facts.ts';
import { refOf } from './match/tax-record.ts';
import { RATE_TYPE } from './models.ts';

const FIELD = 'tax_rate';

type Input = Pick<PlanInput<StoreTaxes, OdooTaxes>, 'memory' | 'odoo' | 'store'>;

/**
 * The tax in Odoo of a rate that an order names (`tax_rate`, the rate's id; `percent`, what the order was charged), also
 * of one that the store has deleted since. A tax with another percentage would book another amount, so it needs a
 * decision.
 *
 * @throws ConnectorError `tax.question`
 */
export function resolveTaxRate(
  plan: DomainPlan,
  question: Readonly<Record<string, string>>,
  input: Input,
): Resolution[] {
  const value = (question[FIELD] ?? '').trim();
  if (!/^\d{1,12}$/u.test(value)) {
    throw new ConnectorError({
      code: 'tax.question',
      message: `"${value}" is no ID of a tax rate.`,
      hint: 'Give the rate_id of a tax line of an order: woo-odoo resolve tax-rate --rate 4',
    });
  }
  const key = String(Number(value));
  const resolved = find(key, value, plan, input);
  return [compared(resolved, (question['percent'] ?? '').trim(), input)];
}

function find(key: string, value: string, plan: DomainPlan, { memory, odoo, store }: Input): Resolution {
  const operation = plan.operations.find(
    ({ kind, subject }) => kind !== 'archive' && subject.type === RATE_TYPE && subject.key === key,
  );
  if (operation !== undefined) return resolveOperation(FIELD, value, operation);
  const binding = memory.bindings.find((each) => each.type === RATE_TYPE && each.key === key);
  const isListed = store.rates.some(({ id }) => String(id) === key);
  if (binding === undefined) {
    const why = isListed
      ? 'the rate applies nowhere that Odoo can represent, so no tax was made for it'
      : 'the store has no such rate, and nothing is remembered of a former one';
    return resolveNothing(FIELD, value, why);
  }
  const tax = odoo.taxes.find(({ id }) => id === binding.odooId);
  if (tax === undefined) return resolveNothing(FIELD, value, 'its tax in Odoo is gone', 'former');
  const reason = isListed ? 'remembered' : 'the store no longer has the rate; this represented it before';
  const rule = isListed ? binding.rule : 'former';
  return { field: FIELD, value, status: 'found', record: refOf(tax), rule, reason };
}

function compared(resolved: Resolution, percent: string, { odoo }: Input): Resolution {
  const tax = odoo.taxes.find(({ id }) => id === resolved.record?.id);
  if (resolved.status !== 'found' || tax === undefined || percent === '') return resolved;
  const same = /^-?\d+(?:\.\d+)?$/u.test(percent) && new Exact(percent).equals(tax.percent);
  if (same || tax.amountType !== 'percent') return resolved;
  const reason = `the order was charged ${percent} %, and the tax "${tax.name}" in Odoo is ${tax.percent} %`;
  return { ...resolved, status: 'conflict', rule: 'percentage', reason };
}
