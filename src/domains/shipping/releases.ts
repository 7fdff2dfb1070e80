import type { ReleasedRecord } from '../../core/domain.ts';
import { subjectName, type Operation } from '../../core/operation.ts';
import { PRODUCT_TYPE } from './models.ts';
import { taxIdsIn, TAXES } from './operations/products.ts';

const TAX_MODEL = 'account.tax';

/** The taxes that products of carriers no longer have once these operations are done. */
export function releasedTaxes(operations: readonly Operation[]): ReleasedRecord[] {
  return operations.flatMap((operation): ReleasedRecord[] => {
    const { changes = [], kind, subject } = operation;
    if (kind !== 'update' || subject.type !== PRODUCT_TYPE) return [];
    return changes
      .filter(({ field }) => field === TAXES)
      .flatMap(({ from, to }) => {
        const kept = new Set(taxIdsIn(to));
        return taxIdsIn(from).filter((id) => !kept.has(id));
      })
      .map((id) => ({ model: TAX_MODEL, id, by: subjectName(subject) }));
  });
}
