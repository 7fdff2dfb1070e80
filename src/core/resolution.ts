import type { Resolution } from './domain.ts';
import type { Operation } from './operation.ts';

/** The record of an operation where it still represents the subject, also while values are in dispute. */
export function resolveOperation(field: string, value: string, operation: Operation): Resolution {
  const { kind, reason, record, rule, target } = operation;
  if (kind === 'create' || (kind === 'link' && record.id === undefined))
    return { field, value, status: 'pending', rule, reason };
  if (record?.id !== undefined && target !== 'missing')
    return { field, value, status: 'found', record, rule, reason };
  if (kind === 'conflict') return { field, value, status: 'conflict', rule, reason };
  return { field, value, status: 'none', rule, reason };
}

export function resolveNothing(field: string, value: string, reason: string, rule = 'unknown'): Resolution {
  return { field, value, status: 'none', rule, reason };
}
