import type { PlanInput, Resolution } from '../../core/domain.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { resolveNothing, resolveOperation } from '../../core/resolution.ts';
import type { StorePaymentGateways } from '../../woocommerce/port.ts';
import { takesPayments, type OdooPayments } from './facts.ts';
import { GATEWAY_MODEL, TERM_FIELD } from './app/rows.ts';
import { PAYMENT_TERM_MODEL } from './models.ts';
import { APP_MISSING, refOf } from './plan.ts';

type Input = Pick<PlanInput<StorePaymentGateways, OdooPayments>, 'memory' | 'mirror' | 'odoo' | 'store'>;

const FIELD = 'payment_method';

/**
 * The journal of an order's `payment_method`, and its payment term where a user chose one. A gateway that the store no
 * longer lists is answered by what it was bound to: old orders name it.
 */
export function resolvePayment(
  plan: DomainPlan,
  question: Readonly<Record<string, string>>,
  input: Input,
): Resolution[] {
  const key = (question[FIELD] ?? '').trim();
  if (key === '') {
    const reason = 'the order has no payment method';
    return [resolveNothing(FIELD, key, reason, 'no payment method')];
  }
  return [journalOf(key, plan, input), ...termOf(key, input)];
}

function journalOf(key: string, plan: DomainPlan, input: Input): Resolution {
  const operation = plan.operations.find(({ kind, subject }) => kind !== 'archive' && subject.key === key);
  if (operation !== undefined) return resolveOperation(FIELD, key, operation);
  const isListed = [...input.store.gateways, ...input.store.faults].some(({ id }) => id === key);
  const known = rememberedJournal(key, input);
  if (known === undefined) {
    if (!isListed) return resolveNothing(FIELD, key, `the store lists no payment gateway ${key}`);
    const reason = `${APP_MISSING.message} ${APP_MISSING.hint ?? ''}`.trim();
    return { field: FIELD, value: key, status: 'conflict', rule: 'app missing', reason };
  }
  const why = isListed
    ? 'chosen by a user; without the app it is not known whether they have chosen another one since'
    : 'chosen by a user; the store no longer lists it';
  const journal = input.odoo.journals.find(({ id }) => id === known);
  const open = { field: FIELD, value: key, status: 'conflict', rule: 'former choice' } as const;
  if (journal === undefined)
    return { ...open, reason: `${why}, and the journal ${known} is none of the company (any more)` };
  const record = refOf(journal);
  if (!takesPayments(journal))
    return { ...open, record, reason: `${why}, and Odoo books no payments in ${journal.name}` };
  return { ...open, status: 'found', record, reason: why };
}

/** The record that a row of the app shows as chosen or bound, else the one that we remember. */
function rememberedJournal(key: string, input: Input): number | undefined {
  const row = rowOf(key, input);
  const binding = input.memory.bindings.find((each) => each.key === key);
  return row?.choice ?? row?.boundId ?? binding?.odooId;
}

function termOf(key: string, input: Input): Resolution[] {
  const id = Number(rowOf(key, input)?.values[TERM_FIELD] ?? '');
  if (!Number.isSafeInteger(id) || id <= 0) return [];
  const record = { model: PAYMENT_TERM_MODEL, id };
  return [
    {
      field: 'payment_term',
      value: key,
      status: 'found',
      record,
      rule: 'choice',
      reason: 'chosen by a user',
    },
  ];
}

function rowOf(key: string, { mirror }: Input) {
  return mirror?.rows.get(GATEWAY_MODEL.model)?.find((row) => row.key === key);
}
