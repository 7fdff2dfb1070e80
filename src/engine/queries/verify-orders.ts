import { throwIfAborted } from '../../core/cancellation.ts';
import type { Resolution } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { DomainName } from '../../core/operation.ts';
import type { Backend } from '../../database/port.ts';
import type { Proved } from '../proof/compare-each.ts';
import { judgeOrders } from '../proof/judge-orders.ts';
import type { OrderQuestion } from '../proof/order-questions.ts';
import type { OrdersProof } from '../proof/orders-report.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { EngineServices } from '../ports.ts';
import { abortable } from '../run/cancellation.ts';
import type { ProgressSink } from '../run/progress.ts';
import { withSessions } from '../sessions.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'taxes', 'shipping', 'payments', 'currency'];

/**
 * Reads the store's last orders and finds out whether an import would find everything it needs in Odoo. Writes nothing,
 * and keeps nothing of the people in the orders.
 *
 * @throws ConnectorError `run.stopped`: nothing is compared before all was read; and what reading throws
 */
export async function verifyOrders(
  backend: Backend,
  { last, stop }: { readonly last: number; readonly stop: AbortSignal },
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Proved<OrdersProof>> {
  return withSessions(backend, abortable(stop, services), onProgress, async (sessions) => {
    const { store } = sessions;
    const reading = Promise.all([store.orders(last), store.orderStatuses().catch(expected)]);
    // Its failure is thrown below, once the plan is made.
    reading.catch(() => undefined);
    const { facts, plan } = await makePlan(sessions, { domains: DOMAINS }, services, onProgress);
    const [orders, statuses] = await reading;
    throwIfAborted(stop);
    const ask = ({ domain, values }: OrderQuestion): readonly Resolution[] => {
      const planned = plan.domains.find((each) => each.domain === domain);
      if (planned?.failure) return [unanswered(values, planned.failure.message)];
      try {
        if (planned === undefined) return [];
        return facts.get(domain)?.planned.resolve?.(planned, values) ?? [];
      } catch (error) {
        if (error instanceof ConnectorError) return [unanswered(values, error.message)];
        throw error;
      }
    };
    // A status that could not be read may be that of any order.
    const isWhole = statuses?.faults.length === 0;
    const known = isWhole ? new Set(statuses.rows.map(({ slug }) => slug)) : null;
    const report = judgeOrders({ id: backend.id, name: backend.name }, orders, known, ask);
    return { report, stoppedAt: null };
  });
}

/** Statuses that cannot be read are not compared. */
function expected(error: unknown): null {
  if (error instanceof ConnectorError) return null;
  throw error;
}

function unanswered(values: OrderQuestion['values'], reason: string): Resolution {
  const [field = '', value = ''] = Object.entries(values)[0] ?? [];
  return { field, value, status: 'none', rule: 'unreadable', reason };
}
