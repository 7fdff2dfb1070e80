import type { Operation } from '../../../core/operation.ts';
import type { PlanContext } from './context.ts';
import { POSITION_TYPE } from './plan-positions.ts';
import { RATE_TYPE } from './plan-rates.ts';
import type { PlannedTax } from './plan-taxes.ts';
import type { Needed } from './retired.ts';

/** What a plan has use for, so that only the rest is archived. */
export function neededBy(
  taxes: readonly PlannedTax[],
  positions: readonly Operation[],
  rates: readonly Operation[],
  context: PlanContext,
): Needed {
  const keysOf = (type: string) =>
    new Set(taxes.filter(({ wanted }) => wanted.type === type).map(({ wanted }) => wanted.key));
  const bound = [...taxes.map(({ ref }) => ref.id), ...rates.map(({ record }) => record?.id)];
  return {
    taxKeys: new Set(taxes.map(({ wanted }) => wanted.taxKey)),
    taxIds: new Set([...bound, ...stillMapped(positions, context)].filter((id) => typeof id === 'number')),
    subjects: new Map([
      ['tax_class', keysOf('tax_class')],
      ['tax', keysOf('tax')],
      [POSITION_TYPE, new Set(positions.map(({ subject }) => subject.key))],
      [RATE_TYPE, new Set(rates.map(({ subject }) => subject.key))],
    ]),
  };
}

/**
 * Taxes that some position will go on mapping to: of a person, of another backend, or one of ours that waits for a
 * person. To archive them would bring the tax of the product back.
 */
function stillMapped(positions: readonly Operation[], { input }: PlanContext): number[] {
  const followed = new Set(
    positions
      .filter(({ kind }) => kind !== 'conflict' && kind !== 'unsupported')
      .map(({ record }) => record?.id),
  );
  return input.odoo.positions
    .filter(({ active, id }) => active && !followed.has(id))
    .flatMap(({ lines, taxIds }) => [
      ...taxIds,
      ...lines.flatMap(({ destinationId }) => destinationId ?? []),
    ]);
}
