import type { z } from 'zod';
import { counted } from '../../core/counted.ts';
import { ConnectorError } from '../../core/errors.ts';
import type {
  HiddenSetting,
  StoreList,
  StoreOrderStatus,
  StoreSetting,
  StoreSettings,
  StoreSite,
  UnavailableGroup,
} from '../port.ts';
import type { Redact } from '../http/redact.ts';
import { mayBeSecret } from './secret-settings.ts';
import {
  fitsBounds,
  languageSchema,
  orderStatusesSchema,
  settingGroupsSchema,
  settingsSchema,
  timeZoneSchema,
} from './setting-schemas.ts';
import type { SettingGroup } from './setting-schemas.ts';

export interface ReadOptions<T> {
  /** True where the answer may contain secrets of the store: then no word of it gets into a message. */
  readonly confidential?: boolean;
  /** What is read where WordPress reports that there is no such thing (404). */
  readonly absent?: T;
}

/** Asks one endpoint of WooCommerce's API, signed, and validates the answer. */
export type ReadValue = <T>(
  path: string,
  query: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
  how?: ReadOptions<T>,
) => Promise<T>;

/** Asks WordPress' index, unsigned. */
export type ReadIndex = <T>(query: Readonly<Record<string, string>>, schema: z.ZodType<T>) => Promise<T>;

/** Descriptions, tips and options are most of an answer, and nobody's business here. */
const SETTING_FIELDS = 'id,label,type,value,default';

/** The group below which WooCommerce lists one group per e-mail template. */
const EMAIL = 'email';

/**
 * Reads the groups and then each group. A group that WordPress does not know although it lists it (`integration` on
 * most stores) is empty. One that cannot be read is named, and the others are read all the same; so are the settings beside
 * one that cannot be understood.
 *
 * @throws ConnectorError where the groups, or not one of them, can be read
 */
export async function readSettings(read: ReadValue, emailTemplates: boolean): Promise<StoreSettings> {
  const { faults, rows: groups } = await read(
    'settings',
    { _fields: 'id,label,parent_id' },
    settingGroupsSchema,
  );
  const chosen = groups.filter((group) => emailTemplates || group.parent !== EMAIL);
  const readings = await Promise.allSettled(chosen.map((group) => readGroup(read, group)));
  const unavailable: UnavailableGroup[] = faults.map(({ message }) => ({
    group: '',
    code: 'store.settings_group_unreadable',
    message: `A settings group is listed whose ${message}.`,
  }));
  const lists: GroupSettings[] = [];
  for (const [index, reading] of readings.entries()) {
    if (reading.status === 'fulfilled') {
      lists.push(reading.value);
      unavailable.push(...reading.value.unavailable);
    } else unavailable.push(unavailableGroup(chosen[index]?.id ?? '', reading.reason));
  }
  const first = readings.find((reading) => reading.status === 'rejected');
  if (lists.length === 0 && first !== undefined) throw first.reason;
  return {
    groups: groups.map(({ id, label }) => ({ id, label })),
    settings: lists.flatMap((list) => list.settings),
    hidden: lists.flatMap((list) => list.hidden),
    unavailable,
    skipped: groups.filter((group) => !chosen.includes(group)).map((group) => group.id),
  };
}

interface GroupSettings {
  readonly settings: readonly StoreSetting[];
  readonly hidden: readonly HiddenSetting[];
  /** Set where some of its settings could not be understood. */
  readonly unavailable: readonly UnavailableGroup[];
}

async function readGroup(read: ReadValue, { id: group }: SettingGroup): Promise<GroupSettings> {
  const { faults, rows } = await read(
    `settings/${encodeURIComponent(group)}`,
    { _fields: SETTING_FIELDS },
    settingsSchema,
    { confidential: true, absent: { rows: [], faults: [] } },
  );
  const settings: StoreSetting[] = [];
  const hidden: HiddenSetting[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    // Asked for one setting, WooCommerce too answers the first of its id.
    if (seen.has(row.id)) continue;
    seen.add(row.id);
    const { id } = row;
    if (!fitsBounds(row.value) || !fitsBounds(row.default)) hidden.push({ group, id, why: 'too_large' });
    else if (mayBeSecret(row)) hidden.push({ group, id, why: 'secret' });
    else settings.push({ group, ...row });
  }
  const [first] = faults;
  const unavailable =
    first === undefined
      ? []
      : [
          {
            group,
            code: 'store.setting_unreadable',
            isPartial: true as const,
            message: `${counted(faults.length, 'setting')} cannot be understood: ${first.message}.`,
          },
        ];
  return { settings, hidden, unavailable };
}

/** A fault of the program is not a group's. */
function unavailableGroup(group: string, reason: unknown): UnavailableGroup {
  if (!(reason instanceof ConnectorError)) throw reason;
  return { group, code: reason.code, message: reason.message };
}

/**
 * Reads the order statuses. No endpoint lists them as such; the report of how many orders are in each does, custom
 * ones included. How many is not taken.
 */
export async function readOrderStatuses(
  read: ReadValue,
  redact: Redact,
): Promise<StoreList<StoreOrderStatus>> {
  return await read('reports/orders/totals', { _fields: 'slug,name' }, orderStatusesSchema(redact));
}

/**
 * Reads where the site is and how it speaks. The time zone comes from WordPress' index: the one in `system_status` is
 * PHP's, which WordPress sets to UTC whatever the site's is (tried on WooCommerce 11.0.1).
 */
export async function readSite(read: ReadValue, index: ReadIndex): Promise<StoreSite> {
  const [timeZone, language] = await Promise.all([
    index({ _fields: 'timezone_string,gmt_offset' }, timeZoneSchema),
    // Sub-fields matter: for the whole environment the store calls other servers to see whether it can.
    read('system_status', { _fields: 'environment.language' }, languageSchema),
  ]);
  return { timeZone, language };
}
