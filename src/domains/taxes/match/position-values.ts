import type { FieldValues } from '../../../core/memory.ts';
import type { OdooPosition } from '../facts.ts';
import type { Place } from '../places/types.ts';
import type { Mapping } from './mapping.ts';

/** A fiscal position that there has to be, and what it makes of each tax of products. */
export interface DesiredPosition {
  readonly place: Place;
  /** Where it stands among the positions of the company (`orderPositions`). */
  readonly sequence: number;
  readonly mappings: readonly Mapping[];
  /** What waits for a user beside them: left as it is in Odoo. Absent: nothing. */
  readonly waiting?: readonly Mapping[];
  /** What no product needs any more after this run: left as it is, too. Absent: nothing. */
  readonly released?: readonly Mapping[];
}

/** What the connector manages of a position beside its mapping. */
export function managedFields({ place, sequence }: DesiredPosition): FieldValues {
  return {
    active: '1',
    auto_apply: '1',
    sequence: String(sequence),
    zip_from: place.zipFrom,
    zip_to: place.zipTo,
  };
}

/** The same of a position in Odoo. */
export function foundFields(position: OdooPosition): FieldValues {
  return {
    active: position.active ? '1' : '',
    auto_apply: position.autoApply ? '1' : '',
    sequence: String(position.sequence),
    zip_from: position.zipFrom,
    zip_to: position.zipTo,
  };
}

/** Names of remembered values that have no column: the states, and per tax of products what it becomes and for whom. */
export const STATES = 'states';
export const MAPPING = 'mapping of ';
export const OWNER = 'owner of ';

export const mappingName = ({ source }: Mapping) => `${MAPPING}${source.ref.text}`;
/** Which backend decides what a source becomes, where several share a position. */
export const ownerName = ({ source }: Mapping) => `${OWNER}${source.ref.text}`;

/** Whether another backend decided last what a source becomes. */
export function isOwnedByAnother(
  mapping: Mapping,
  written: FieldValues | null | undefined,
  backendId: string,
): boolean {
  const owner = written?.[ownerName(mapping)];
  return owner !== undefined && owner !== backendId;
}
