import type { Operation } from '../../../core/operation.ts';
import type { PlanContext } from '../match/context.ts';
import { POSITION_TYPE, RATE_TYPE } from '../models.ts';
import type { MatchedTax } from '../match/tax-outcome.ts';
import type { RateOperations } from './rates.ts';
import { retiredPositions, type Needed } from './removals.ts';

/**
 * What a plan has use for, so that only the rest is archived.
 *
 * @param standing keys of positions that stay as they are although nothing is planned for them
 */
export function neededBy(
  taxes: readonly MatchedTax[],
  positions: readonly Operation[],
  standing: readonly string[],
  rates: Pick<RateOperations, 'has' | 'recordIds'>,
  context: PlanContext,
): Needed {
  const keysOf = (type: string) =>
    new Set(taxes.filter(({ desired }) => desired.type === type).map(({ desired }) => desired.key));
  const bound = [...taxes.map(({ ref }) => ref.id), ...rates.recordIds];
  const subjects = new Map<string, Pick<ReadonlySet<string>, 'has'>>([
    ['tax_class', keysOf('tax_class')],
    ['tax', keysOf('tax')],
    [POSITION_TYPE, new Set([...positions.map(({ subject }) => subject.key), ...standing])],
    [RATE_TYPE, rates],
  ]);
  // A created one has no use any more where another tax was bound in its place.
  const ours = taxes.filter(({ ref, desired }) => ref.state !== 'there' || ref.text === desired.taxKey);
  const leaving = new Set(retiredPositions({ subjects }, context).map(({ id }) => id));
  const mapped = stillMapped(positions, leaving, context);
  return {
    taxKeys: new Set(ours.map(({ desired }) => desired.taxKey)),
    taxIds: new Set([...bound, ...mapped].filter((id) => typeof id === 'number')),
    subjects,
  };
}

/**
 * Taxes that some position will go on mapping to: of a user, of another backend, or one of the connector that
 * waits for a user. To archive them would bring the tax of the product back. Positions that leave are archived before the taxes.
 */
function stillMapped(
  positions: readonly Operation[],
  leaving: ReadonlySet<number>,
  { input }: PlanContext,
): number[] {
  const followed = new Set(
    positions
      .filter(({ kind }) => kind !== 'conflict' && kind !== 'unsupported')
      .map(({ record }) => record?.id),
  );
  return input.odoo.positions
    .filter(({ active, id }) => active && !followed.has(id) && !leaving.has(id))
    .flatMap(({ lines, taxIds }) => [
      ...taxIds,
      // A tax that is mapped to itself is no reason to keep it.
      ...lines.flatMap(({ destinationId, sourceId }) =>
        destinationId === null || destinationId === sourceId ? [] : [destinationId],
      ),
    ]);
}
