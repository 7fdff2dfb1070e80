import type { FieldValues } from '../../../core/memory.ts';
import { TAX_MODEL } from '../models.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import type { PlanContext } from './context.ts';
import { survivingMapping, taxOfText, type Mapping } from './mapping.ts';
import { MAPPING, mappingName, OWNER, ownerName } from './position-values.ts';

/**
 * What we last wrote as mappings, as far as it can still be there. A tax that the position does not name yet was not
 * changed by anybody, and neither was one whose taxes were deleted, with or without us.
 */
export function lastMappings(
  mappings: readonly Mapping[],
  written: FieldValues,
  current: (mapping: Mapping) => string,
  context: PlanContext,
): FieldValues {
  return Object.fromEntries(
    mappings.map((mapping) => {
      const name = mappingName(mapping);
      const last = written[name] ?? '';
      const left = last === '' ? '' : survivingMapping(last, context);
      const found = current(mapping);
      const isLeft = left !== last && (found === left || found === '');
      return [name, isLeft || mapping.source.ref.id === null ? found : last];
    }),
  );
}

/**
 * What is remembered of the mappings of a position that is written. On 19 those of ours that are not desired any more are
 * taken out of it, which must not look like a person's doing when they are desired again. What another backend also says
 * stays.
 */
export function stillDerived(
  mappings: readonly Mapping[],
  written: FieldValues,
  context: PlanContext,
): FieldValues {
  const { input, isBoundByOthers, series } = context;
  if (series < FIRST_WITHOUT_LINES) return written;
  const desired = new Set(mappings.map(ownerName));
  const staysFor = (source: string) => isBoundByOthers(TAX_MODEL, taxOfText(source, context)?.id ?? 0);
  const dropped = new Set(
    Object.entries(written).flatMap(([name, owner]) => {
      const source = name.slice(OWNER.length);
      const isOurs = name.startsWith(OWNER) && owner === input.backendId && !desired.has(name);
      return isOurs && !staysFor(source) ? [name, `${MAPPING}${source}`] : [];
    }),
  );
  return Object.fromEntries(Object.entries(written).filter(([name]) => !dropped.has(name)));
}
