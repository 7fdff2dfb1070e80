import type { PlanInput } from '../../../core/domain.ts';
import { X_CHECK } from '../app/names.ts';

/** Whether a user selected "Align with Every Sync" on a point of agreement in the app. */
export function isAgreedInApp(point: string, { mirror }: Pick<PlanInput<never, never>, 'mirror'>): boolean {
  const rows = mirror?.rows.get(X_CHECK.model) ?? [];
  return rows.some(({ active, key, values }) => active && key === point && values[X_CHECK.align] === '1');
}
