import type { ManagedRecord } from '../../../core/memory.ts';
import type { OdooPosition } from '../facts.ts';
import { POSITION_MODEL, TAX_MODEL } from '../models.ts';
import type { PlanContext } from './context.ts';
import type { Mapping } from './mapping.ts';
import { isOwnedByAnother } from './position-values.ts';

/** The mappings of a position by who decides on them. */
export interface SharedMappings {
  /** Whether other backends use the position, too. */
  readonly isShared: boolean;
  /** Former taxes on which another backend decided first. */
  readonly leftOut: readonly Mapping[];
  /** All others. */
  readonly mappings: readonly Mapping[];
  /** Of these, the ones on which another backend decided. */
  readonly ofOthers: readonly Mapping[];
  /** Of these, the ones on which this backend decides. */
  readonly own: readonly Mapping[];
}

/**
 * Several backends of a company share a position: each decides what becomes of its own taxes. Where two decide
 * differently on one tax, the first one stays. A former tax belongs to nobody: who decided on it first goes on doing so,
 * or two backends would overwrite each other for ever.
 */
export function shareMappings(
  all: readonly Mapping[],
  { id }: OdooPosition,
  memory: ManagedRecord | undefined,
  { input: { backendId }, isBoundByOthers }: PlanContext,
): SharedMappings {
  const isShared = isBoundByOthers(POSITION_MODEL, id);
  const isOfAnother = (mapping: Mapping) => isShared && isOwnedByAnother(mapping, memory?.written, backendId);
  const leftOut = all.filter((mapping) => mapping.source.former && isOfAnother(mapping));
  const mappings = all.filter((mapping) => !leftOut.includes(mapping));
  // The other backend may have given up the tax since: then it is this store's.
  const ofOthers = mappings.filter(
    (mapping) => isOfAnother(mapping) && isBoundByOthers(TAX_MODEL, mapping.source.ref.id ?? 0),
  );
  return { isShared, leftOut, mappings, ofOthers, own: mappings.filter((each) => !ofOthers.includes(each)) };
}
