import type { DomainPlan } from '../../core/plan.ts';
import { itemKey } from '../odoo-app/review-items.ts';
import type { RowFacts } from './row-facts.ts';

/** The list under which what Odoo does not support is saved, of every domain. */
export const LIMITATION_LIST = 'limitation';

/** What Odoo does not support of one domain, new or known. */
export function limitationFacts({ domain, operations }: DomainPlan): RowFacts[] {
  return operations.flatMap((operation) => {
    const { kind, reason, record, rule, subject } = operation;
    if (kind !== 'unsupported') return [];
    const { key, label, type } = subject;
    return [
      {
        ...{ key: itemKey({ domain, type, key }), label, status: 'unsupported', rule, reason, remedy: '' },
        record: record?.id === undefined ? null : { model: record.model, id: record.id },
        values: { domain, type, key },
        filters: [domain, type],
        ...{ changes: [], candidates: [], created: false },
      },
    ];
  });
}
