import type { FieldValues, ManagedRecord } from '../../../core/memory.ts';
import { TAX_MODEL } from '../models.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import type { PlanContext } from './context.ts';
import { currentText, survivingMapping, taxOfText, type Mapping } from './mapping.ts';
import { MAPPING, mappingName, OWNER, ownerName } from './position-values.ts';

/** What is remembered of a position, as it is compared with Odoo: its mappings in the texts that they have today. */
export function rememberedValues(
  memory: ManagedRecord,
  mappings: readonly Mapping[],
  current: (mapping: Mapping) => string,
  context: PlanContext,
): Pick<ManagedRecord, 'written' | 'intended'> {
  const written = memory.written && withMappingTexts(memory.written, context);
  const intended = memory.intended && withMappingTexts(memory.intended, context);
  return {
    written: written && { ...written, ...lastMappings(mappings, written, current, context) },
    // Of a position whose creation was never confirmed nothing is known but what it was to be: it named no other tax.
    intended: intended && {
      ...(written === null && lastMappings(mappings, intended, current, context)),
      ...intended,
    },
  };
}

/** Former versions remembered the tax that a user chose for a rate by its id, even if the connector had created it. */
function withMappingTexts(values: FieldValues, context: PlanContext): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => [
      name,
      name.startsWith(MAPPING) ? currentText(text, context) : text,
    ]),
  );
}

/**
 * The last written mappings, as far as they can still be there. A tax that the position does not name yet was not
 * changed by anybody, and neither was one whose taxes were deleted, with or without the connector.
 */
function lastMappings(
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
 * What is remembered of the mappings of a position that is written. On 19 those of this backend that are not desired any more
 * are taken out of it, which must not look like a user's doing when they are desired again. What another backend also
 * maps stays.
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
