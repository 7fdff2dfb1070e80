import { z } from 'zod';
import { decidesPrice, type PriceSetting } from '../../core/shipping-prices.ts';
import { badField, badRow, fieldsOf, noObject, readId, withoutRecords } from './bad-row.ts';
import type { BadRow, Fields } from './bad-row.ts';
import { enabled, place, whole } from './loose-values.ts';
import { PAGE_SIZE } from '../http/paging.ts';
import type {
  InvalidShippingRow,
  StoreList,
  StoreMethodType,
  StoreShippingClass,
  StoreShippingMethod,
  StoreZoneLocation,
} from '../port.ts';
import type { Redact } from '../http/redact.ts';
import { rowListSchema } from './row-list.ts';
import { code, MAX_CODE_LENGTH, MAX_NAME_LENGTH, shownText, text } from './schemas.ts';

/** Bounds far above what stores have and far below what would hurt. */
const MAX_ZONES = 2_000;
const MAX_METHODS = 2_000;
const MAX_LOCATIONS = 100_000;
const MAX_TYPES = 1_000;
const MAX_SETTINGS = 5_000;
/** Formulas are short; one that were cut would cost something else. */
const MAX_VALUE_LENGTH = 5_000;

/** What the answers are asked for. `settings` cannot be asked for in part: the names of class costs are not known. */
export const ZONE_FIELDS = 'id,name,order';
export const LOCATION_FIELDS = 'code,type';
export const METHOD_FIELDS = 'instance_id,method_id,title,enabled,order,settings';
export const CLASS_FIELDS = 'id,slug,name';

/** The zone of what no other zone covers. WooCommerce has it without a row in its table: it is always there. */
export const REST_OF_WORLD = 0;

/**
 * The types WooCommerce brings, whose settings are known to contain no secrets, with those that every release so far shows
 * of each (`get_instance_form_fields`, also where nothing was ever saved). An answer without one of them is not whole:
 * taken at its word, it would mean that the method is free, or that nobody is offered it.
 */
const BUILT_IN: ReadonlyMap<string, readonly PriceSetting[]> = new Map([
  ['flat_rate', ['cost', 'tax_status']],
  ['free_shipping', ['requires', 'min_amount']],
  ['local_pickup', ['cost', 'tax_status']],
]);

/** A zone as the list of zones shows it. */
export interface ZoneRow {
  readonly id: number;
  readonly name: string;
  readonly order: number;
}

const zone: z.ZodType<ZoneRow> = z.object({
  id: whole.pipe(z.int32().nonnegative()),
  name: shownText(MAX_NAME_LENGTH),
  order: place,
});

/** Whether a row could not be understood. */
export function isShippingFault(row: object): row is InvalidShippingRow {
  return 'message' in row;
}

/**
 * `GET shipping/zones`, in no order. No row fails the list: what cannot be understood, or comes twice, is a fault of its
 * own. A list without zone 0 is no list of zones: taken at its word, an empty answer would mean that every zone is gone.
 */
export function zonesSchema(redact: Redact): z.ZodType<(ZoneRow | InvalidShippingRow)[]> {
  return z
    .array(z.unknown())
    .max(MAX_ZONES)
    .transform((rows) => {
      const seen = new Set<number>();
      return rows.map((row): ZoneRow | InvalidShippingRow => {
        const read = readZone(row, redact);
        if (isShippingFault(read)) return read;
        if (seen.has(read.id)) return zoneFault(read.id, badField('id', `${read.id} comes a second time`));
        seen.add(read.id);
        return read;
      });
    })
    .refine((rows) => rows.some(({ id }) => id === REST_OF_WORLD), 'contains no zone 0');
}

function readZone(row: unknown, redact: Redact): ZoneRow | InvalidShippingRow {
  const fields = fieldsOf(row);
  if (fields === null) return zoneFault(null, noObject(row, redact));
  const parsed = zone.safeParse(fields);
  if (parsed.success) return parsed.data;
  return zoneFault(readId(fields['id'], 0), badRow(fields, parsed.error, redact));
}

/** A fault of a whole zone: what was known of it and of its methods is neither right nor gone. */
export function zoneFault(id: number | null, bad: BadRow): InvalidShippingRow {
  return { kind: 'zone', id, zoneId: null, ...bad };
}

const location: z.ZodType<StoreZoneLocation> = z.object({
  type: z.enum(['country', 'state', 'continent', 'postcode', 'unknown']).catch('unknown'),
  code,
});

/**
 * `GET shipping/zones/<id>/locations`. One place that cannot be understood spoils the zone, as it would cover something
 * else without it.
 */
export function locationsSchema(redact: Redact): z.ZodType<readonly StoreZoneLocation[] | BadRow> {
  return z.unknown().transform((rows) => {
    if (!Array.isArray(rows) || rows.length > MAX_LOCATIONS) {
      return badField('locations', `is no list of at most ${MAX_LOCATIONS} places`);
    }
    const locations: StoreZoneLocation[] = [];
    for (const row of rows as readonly unknown[]) {
      const fields = fieldsOf(row);
      const parsed = location.safeParse(fields);
      if (!parsed.success) {
        const bad = fields === null ? noObject(row, redact) : badRow(fields, parsed.error, redact);
        return badField('locations', `contains a place whose ${bad.message}`);
      }
      locations.push(parsed.data);
    }
    return locations;
  });
}

const method = z.object({
  instance_id: whole.pipe(z.int32().positive()),
  method_id: text(MAX_CODE_LENGTH).min(1),
  title: shownText(MAX_NAME_LENGTH),
  enabled,
  order: place,
});

/** One row of a zone's methods: a method, or what is wrong with it. */
export type MethodRow = StoreShippingMethod | InvalidShippingRow;

/** `GET shipping/zones/<id>/methods`, in no order. A bad row is a fault of its own; no list at all is one of the zone. */
export function methodsSchema(zoneId: number, redact: Redact): z.ZodType<readonly MethodRow[] | BadRow> {
  return z.unknown().transform((rows) => {
    if (!Array.isArray(rows) || rows.length > MAX_METHODS) {
      return badField('methods', `is no list of at most ${MAX_METHODS} methods`);
    }
    return (rows as readonly unknown[]).map((row) => readMethod(row, zoneId, redact));
  });
}

function readMethod(row: unknown, zoneId: number, redact: Redact): MethodRow {
  const fields = fieldsOf(row);
  // Not quoted: in this answer anything may be a secret but the fields that are asked for.
  if (fields === null) return methodFault(null, zoneId, badField('row', 'is no object'));
  const parsed = method.safeParse(fields);
  if (!parsed.success) {
    return methodFault(
      readId(fields['instance_id']),
      zoneId,
      badRow(withoutRecords(fields), parsed.error, redact),
    );
  }
  const { instance_id: instanceId, method_id: methodId, title, order } = parsed.data;
  const always = BUILT_IN.get(methodId);
  const read = always === undefined ? { settings: {} } : readSettings(fields['settings'], always, redact);
  if ('bad' in read) return methodFault(instanceId, zoneId, read.bad);
  return { instanceId, methodId, title, enabled: parsed.data.enabled, order, settings: read.settings };
}

const settingValue = z
  .union([z.string(), z.number()])
  // A line break that was pasted along means nothing to WooCommerce, which drops all white space from a formula.
  .transform((value) => String(value).replace(/[\t\r\n]+/g, ' '))
  .pipe(text(MAX_VALUE_LENGTH));

/**
 * One setting that cannot be understood spoils the method: without it, the method would cost something else.
 *
 * @param always the names of those that must be there
 */
function readSettings(
  given: unknown,
  always: readonly string[],
  redact: Redact,
): { readonly settings: Readonly<Record<string, string>> } | { readonly bad: BadRow } {
  // PHP writes a record of nothing as a list.
  const fields = Array.isArray(given) && given.length === 0 ? {} : fieldsOf(given);
  if (fields === null)
    return { bad: badField('settings', given === undefined ? 'is missing' : 'is no record') };
  const names = Object.keys(fields).filter((name) => decidesPrice(name));
  if (names.length > MAX_SETTINGS) return { bad: badField('settings', `contains more than ${MAX_SETTINGS}`) };
  const settings: Record<string, string> = {};
  for (const name of new Set([...always, ...names])) {
    const setting: Fields = { [name]: valueOf(fieldsOf(fields[name]), always.includes(name)) };
    const parsed = z.object({ [name]: settingValue }).safeParse(setting);
    if (!parsed.success) {
      const bad = badRow(withoutRecords(setting), parsed.error, redact);
      return { bad: { field: `settings.${name}`, message: `settings.${bad.message}` } };
    }
    settings[name] = parsed.data[name] ?? '';
  }
  return { settings };
}

/**
 * A value that was never saved, because the setting is younger than the method, is null: WooCommerce then goes by the
 * default, which it shows as an empty text where it is `0`. So it does not do for those that decide everything.
 */
function valueOf(setting: Fields | null, isNeeded: boolean): unknown {
  const value = setting?.['value'];
  return value === null && !isNeeded ? (setting?.['default'] ?? '') : value;
}

export function methodFault(id: number | null, zoneId: number, bad: BadRow): InvalidShippingRow {
  return { kind: 'method', id, zoneId, ...bad };
}

/** Whether a part of a zone could not be understood at all. */
export function isBadRow(part: object): part is BadRow {
  return 'message' in part;
}

const methodType: z.ZodType<StoreMethodType> = z.object({ id: code, title: shownText(MAX_NAME_LENGTH) });

/** `GET shipping_methods`. A type that comes twice counts once. There are always those that WooCommerce brings. */
export function methodTypesSchema(redact: Redact): z.ZodType<StoreList<StoreMethodType>> {
  return rowListSchema({ row: methodType, key: 'id', most: MAX_TYPES, twins: 'same' }, redact).refine(
    ({ rows }) => rows.length > 0,
    'contains no type of method',
  );
}

const shippingClass: z.ZodType<StoreShippingClass> = z.object({
  id: whole.pipe(z.int32().positive()),
  slug: text(MAX_NAME_LENGTH),
  name: shownText(MAX_NAME_LENGTH),
});

/** One row of `GET products/shipping_classes`: a class, or what is wrong with it. */
export type ShippingClassRow = StoreShippingClass | InvalidShippingRow;

/**
 * One page of `GET products/shipping_classes`. No row fails the page: what cannot be understood, or comes twice, is a
 * fault of its own.
 */
export function shippingClassesSchema(redact: Redact): z.ZodType<ShippingClassRow[]> {
  return z
    .array(z.unknown())
    .max(PAGE_SIZE)
    .transform((rows) => {
      const seen = new Set<number>();
      return rows.map((row): ShippingClassRow => {
        const read = readShippingClass(row, redact);
        if (isShippingFault(read)) return read;
        if (seen.has(read.id)) return classFault(read.id, badField('id', `${read.id} comes a second time`));
        seen.add(read.id);
        return read;
      });
    });
}

function readShippingClass(row: unknown, redact: Redact): ShippingClassRow {
  const fields = fieldsOf(row);
  if (fields === null) return classFault(null, noObject(row, redact));
  const parsed = shippingClass.safeParse(fields);
  if (parsed.success) return parsed.data;
  return classFault(readId(fields['id']), badRow(fields, parsed.error, redact));
}

function classFault(id: number | null, bad: BadRow): InvalidShippingRow {
  return { kind: 'class', id, zoneId: null, ...bad };
}
