import type { PlanInput, Resolution } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { resolveNothing, resolveOperation } from '../../core/resolution.ts';
import type { OdooCurrency, StoreCurrency } from './facts.ts';
import { refOf } from './plan.ts';

const FIELD = 'currency';

/**
 * The currency of an order (`currency`). That of the store is what the plan makes of it. Orders may name others: those
 * that it sold in before, and those of plugins. A code means one currency, so they are found by it.
 *
 * @throws ConnectorError `currency.question`
 */
export function resolveCurrency(
  plan: DomainPlan,
  question: Readonly<Record<string, string>>,
  { odoo, store }: Pick<PlanInput<StoreCurrency, readonly OdooCurrency[]>, 'odoo' | 'store'>,
): Resolution[] {
  const value = (question[FIELD] ?? '').trim();
  const code = value.toUpperCase();
  if (!/^[A-Z0-9]{1,16}$/u.test(code)) throw unfit(value);
  const operation = plan.operations.find(
    ({ kind, subject }) => kind !== 'archive' && subject.key.toUpperCase() === code,
  );
  const { record } = operation ?? {};
  // Switched off, nothing can be booked in it.
  if (operation?.kind === 'conflict') {
    const { reason, rule } = operation;
    return [{ field: FIELD, value, status: 'conflict', ...(record && { record }), rule, reason }];
  }
  if (operation?.kind === 'update' && record !== undefined) {
    const { reason, rule } = operation;
    return [{ field: FIELD, value, status: 'pending', record, rule, reason }];
  }
  return [
    operation === undefined ? another(value, code, odoo, store) : resolveOperation(FIELD, value, operation),
  ];
}

function another(
  value: string,
  code: string,
  odoo: readonly OdooCurrency[],
  store: StoreCurrency,
): Resolution {
  const found = odoo.find((each) => each.code.toUpperCase() === code);
  const today = `the store sells in ${store.code} today`;
  if (found === undefined) return resolveNothing(FIELD, value, `Odoo has no currency ${code}, and ${today}`);
  const record = refOf(found);
  if (found.active) {
    return {
      field: FIELD,
      value,
      status: 'found',
      record,
      rule: 'code',
      reason: `same code in both; ${today}`,
    };
  }
  // The policy activates the currency of the store alone.
  const reason = `${code} is switched off in Odoo, and ${today}: activate it in Odoo and give it a rate`;
  return { field: FIELD, value, status: 'conflict', record, rule: 'inactive', reason };
}

function unfit(value: string): ConnectorError {
  return new ConnectorError({
    code: 'currency.question',
    message: `"${value}" is no code of a currency.`,
    hint: 'Give the code that an order has: woo-odoo resolve currency --code EUR',
  });
}
