import { z } from 'zod';
import type { Redact } from '../http/redact.ts';
import type { JsonValue, StoreList, StoreOrderStatus } from '../port.ts';
import { badField, fieldsOf } from './bad-row.ts';
import type { BadRow } from './bad-row.ts';
import { rowListSchema } from './row-list.ts';
import { shownText } from './schemas.ts';

/** Bounds far above what stores have and far below what would hurt. Lengths are in characters. */
const MAX_ID_LENGTH = 200;
const MAX_LABEL_LENGTH = 500;
const MAX_GROUPS = 1_000;
const MAX_SETTINGS = 5_000;
const MAX_STATUSES = 500;

/** A value with more characters and parts together, or a deeper one, stays in the store. */
const MAX_VALUE_LENGTH = 20_000;
const DEEPEST_VALUE = 20;

const label = shownText(MAX_LABEL_LENGTH);

const id = z
  .string()
  // eslint-disable-next-line no-control-regex -- they are what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'is empty or contains control characters')
  .refine((value) => value.isWellFormed(), 'contains half a character');

/** Setting and status ids; PHP turns array keys that look like numbers into numbers. */
const settingId = z.union([id.max(MAX_ID_LENGTH), z.int()]).transform(String);

/** WordPress routes only such names; any other could not be asked for. */
const groupId = z.string().regex(/^[\w-]{1,200}$/, 'is no name of a group');

export interface SettingGroup {
  readonly id: string;
  readonly label: string;
  /** The id of the group it belongs to, or empty. */
  readonly parent: string;
}

const group: z.ZodType<SettingGroup> = z
  .object({ id: groupId, label, parent_id: z.string().max(MAX_ID_LENGTH).nullish().catch(null) })
  .transform(({ id: name, label: title, parent_id }) => ({
    id: name,
    label: title,
    parent: parent_id ?? '',
  }));

/** Rows that could be understood, and what is wrong with the others. */
export interface ReadRows<Row> {
  readonly rows: readonly Row[];
  readonly faults: readonly BadRow[];
}

/**
 * `GET settings`. A group that comes twice counts once; one that cannot be understood is a fault and fails no other. An
 * answer without one that can be understood is no list of groups.
 */
export const settingGroupsSchema: z.ZodType<ReadRows<SettingGroup>> = rowsSchema(group, MAX_GROUPS).transform(
  ({ faults, rows }) => ({
    rows: [...new Map(rows.toReversed().map((row) => [row.id, row])).values()].reverse(),
    faults,
  }),
);

/** Faults name the field alone: the answer may contain secrets. */
function rowsSchema<Row>(schema: z.ZodType<Row>, most: number): z.ZodType<ReadRows<Row>> {
  return z
    .array(z.unknown())
    .max(most)
    .transform((all, context) => {
      const rows: Row[] = [];
      const faults: BadRow[] = [];
      for (const row of all) {
        const parsed = schema.safeParse(row);
        if (parsed.success) rows.push(parsed.data);
        else faults.push(faultOf(row, parsed.error));
      }
      const [first] = faults;
      if (rows.length === 0 && first !== undefined)
        context.addIssue({ code: 'custom', path: [0, first.field], message: first.message });
      return { rows, faults };
    });
}

function faultOf(row: unknown, error: z.ZodError): BadRow {
  const fields = fieldsOf(row);
  if (fields === null) return badField('row', 'is no object');
  const field = String(error.issues[0]?.path[0] ?? 'row');
  return badField(field, fields[field] === undefined ? 'is missing' : 'is of no known form');
}

/** Absent counts as null: some settings have no default at all (`woocommerce_date_type`). */
const json = z
  .unknown()
  .optional()
  .transform((value): JsonValue => (value === undefined ? null : (value as JsonValue)));

export interface SettingRow {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly value: JsonValue;
  readonly default: JsonValue;
}

const setting: z.ZodType<SettingRow> = z.object({
  id: settingId,
  label,
  type: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .catch('text'),
  value: json,
  default: json,
});

/** `GET settings/<group>`. A setting without a readable id is a fault and fails no other. */
export const settingsSchema: z.ZodType<ReadRows<SettingRow>> = rowsSchema(setting, MAX_SETTINGS);

const orderStatus: z.ZodType<StoreOrderStatus> = z.object({ slug: settingId, name: label });

/** `GET reports/orders/totals`. A status that comes twice counts once. */
export function orderStatusesSchema(redact: Redact): z.ZodType<StoreList<StoreOrderStatus>> {
  return rowListSchema({ row: orderStatus, key: 'slug', most: MAX_STATUSES, twins: 'same' }, redact);
}

/** `GET system_status` with `_fields=environment.language`. */
export const languageSchema: z.ZodType<string> = z
  .object({ environment: z.object({ language: z.string().regex(/^[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]+)*$/) }) })
  .transform(({ environment }) => environment.language);

/**
 * `GET /wp-json/` with `_fields=timezone_string,gmt_offset`. A named zone counts alone: the offset beside it follows
 * summer time. Without one the offset, in hours, is a text (`"5.5"`) or a number.
 */
export const timeZoneSchema: z.ZodType<string> = z
  .object({
    timezone_string: z.string().regex(/^(?:|[A-Za-z][\w+\-/]{0,99})$/),
    gmt_offset: z.union([z.string(), z.number()]).nullish(),
  })
  .transform(({ timezone_string, gmt_offset }) => timezone_string || offsetName(Number(gmt_offset ?? 0)));

function offsetName(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (!Number.isFinite(minutes) || minutes === 0) return 'UTC';
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** Whether a value is small enough to be taken along. Walks without recursion: the nesting is the store's choice. */
export function fitsBounds(value: JsonValue): boolean {
  let left = MAX_VALUE_LENGTH;
  const open: { part: JsonValue; depth: number }[] = [{ part: value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { part, depth } = next;
    // An empty text costs something too: there may be millions of them.
    left -= 1 + (typeof part === 'string' ? part.length : 0);
    if (left < 0 || depth > DEEPEST_VALUE) return false;
    if (typeof part !== 'object' || part === null) continue;
    for (const [name, inner] of Object.entries<JsonValue>(part)) {
      left -= Array.isArray(part) ? 0 : name.length;
      if (left < 0) return false;
      open.push({ part: inner, depth: depth + 1 });
    }
  }
  return true;
}
