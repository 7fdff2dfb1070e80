import { badField } from './bad-row.ts';
import type { BadRow } from './bad-row.ts';
import type {
  InvalidShippingRow,
  StoreShippingMethod,
  StoreShippingZone,
  StoreShippingZones,
  StoreZoneLocation,
} from '../port.ts';
import type { Redact } from '../http/redact.ts';
import type { ReadValue } from './settings.ts';
import {
  isBadRow,
  isShippingFault,
  LOCATION_FIELDS,
  locationsSchema,
  METHOD_FIELDS,
  methodFault,
  methodsSchema,
  REST_OF_WORLD,
  ZONE_FIELDS,
  zoneFault,
  zonesSchema,
} from './shipping-schemas.ts';
import type { MethodRow, ZoneRow } from './shipping-schemas.ts';
import { readSideBySide } from '../http/side-by-side.ts';

/** How often the zones are read again when one went while they were being read. */
const REPEATS = 1;

export interface ShippingReading {
  readonly read: ReadValue;
  /** How many zones are asked for at once. */
  readonly concurrency: number;
  readonly redact: Redact;
}

/**
 * Reads the zones, and the places and methods of each. A part of a reading must never look like a removal:
 *
 * - what cannot be understood is a fault, which reports that the zone or method is there and not how it is
 * - a request that fails ends the whole reading with its error
 * - a zone that the list names and WordPress then does not know (404) was deleted in between: all is read again, and the
 *   new list shows. If it names the zone still, the store contradicts itself, and the zone is a fault
 *
 * @throws ConnectorError where the list of zones, or the places or methods of one, cannot be read
 */
export async function readShippingZones(reading: ShippingReading): Promise<StoreShippingZones> {
  for (let repeats = 0; ; repeats += 1) {
    const { zones, faults, gone } = await readOnce(reading);
    if (gone.length > 0 && repeats < REPEATS) continue;
    const contradicted = gone.map((id) =>
      zoneFault(id, badField('id', `${id} is listed and cannot be found`)),
    );
    return { zones, faults: [...faults, ...contradicted] };
  }
}

interface Reading extends StoreShippingZones {
  /** The ids of zones that the list names and that are not there. */
  readonly gone: readonly number[];
}

async function readOnce({ read, concurrency, redact }: ShippingReading): Promise<Reading> {
  const rows = await read('shipping/zones', { _fields: ZONE_FIELDS }, zonesSchema(redact));
  const faults: InvalidShippingRow[] = rows.filter(isShippingFault);
  const valid = rows.filter((row): row is ZoneRow => !isShippingFault(row)).toSorted(byPlace);
  const parts = await readSideBySide(valid, concurrency, (zone) => readParts(read, zone, redact));
  const zones: StoreShippingZone[] = [];
  const gone: number[] = [];
  const instances = new Set<number>();
  for (const [index, zone] of valid.entries()) {
    const part = parts[index] ?? GONE;
    if (part === GONE) {
      gone.push(zone.id);
    } else if (isBadRow(part)) {
      faults.push(zoneFault(zone.id, part));
    } else {
      const { methods, faults: bad } = sortMethods(part.methods, zone.id, instances);
      zones.push({ ...zone, locations: part.locations, methods });
      faults.push(...bad);
    }
  }
  return { zones, faults, gone };
}

/** The order in which WooCommerce asks its zones; zone 0 is asked last and has an order that means nothing. */
function byPlace(a: ZoneRow, b: ZoneRow): number {
  const last = (zone: ZoneRow) => (zone.id === REST_OF_WORLD ? 1 : 0);
  return last(a) - last(b) || a.order - b.order || a.id - b.id;
}

interface Parts {
  readonly locations: readonly StoreZoneLocation[];
  readonly methods: readonly MethodRow[];
}

/** In place of the parts of a zone that WordPress does not know. */
const GONE = 'gone';

async function readParts(
  read: ReadValue,
  zone: ZoneRow,
  redact: Redact,
): Promise<Parts | BadRow | typeof GONE> {
  const home = `shipping/zones/${zone.id}`;
  // allSettled, so that no request is still under way when a failure is reported.
  const [places, offered] = await Promise.allSettled([
    zone.id === REST_OF_WORLD
      ? []
      : read<readonly StoreZoneLocation[] | BadRow | typeof GONE>(
          `${home}/locations`,
          { _fields: LOCATION_FIELDS },
          locationsSchema(redact),
          { absent: GONE },
        ),
    // Methods of plugins come with all they are set up with, so no error may show the answer.
    read<readonly MethodRow[] | BadRow | typeof GONE>(
      `${home}/methods`,
      { _fields: METHOD_FIELDS },
      methodsSchema(zone.id, redact),
      { confidential: true, absent: GONE },
    ),
  ]);
  if (places.status === 'rejected') throw places.reason;
  if (offered.status === 'rejected') throw offered.reason;
  const [locations, methods] = [places.value, offered.value];
  if (locations === GONE || methods === GONE) return GONE;
  if (isBadRow(locations)) return locations;
  if (isBadRow(methods)) return methods;
  return { locations, methods };
}

/** The methods of a zone as customers are offered them. Instances are counted across zones: none comes twice. */
function sortMethods(
  rows: readonly MethodRow[],
  zoneId: number,
  seen: Set<number>,
): { methods: StoreShippingMethod[]; faults: InvalidShippingRow[] } {
  const methods: StoreShippingMethod[] = [];
  const faults: InvalidShippingRow[] = [];
  for (const row of rows) {
    if (isShippingFault(row)) {
      faults.push(row);
    } else if (seen.has(row.instanceId)) {
      const again = badField('instance_id', `${row.instanceId} comes a second time`);
      faults.push(methodFault(row.instanceId, zoneId, again));
    } else {
      seen.add(row.instanceId);
      methods.push(row);
    }
  }
  methods.sort((a, b) => a.order - b.order || a.instanceId - b.instanceId);
  return { methods, faults };
}
