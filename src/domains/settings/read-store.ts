import { ConnectorError } from '../../core/errors.ts';
import { counted } from '../../core/counted.ts';
import { fulfilled } from '../../core/settled.ts';
import type { StoreReader, UnavailableGroup } from '../../woocommerce/port.ts';
import type { SettingFacts } from './facts.ts';
import { SITE_GROUP, STATUS_GROUP } from './facts.ts';

/**
 * Reads the settings, the order statuses, and the site's time zone and language: four requests and one per group.
 * The settings must be readable; where the rest is not, it is named as unavailable.
 */
export async function readStoreSettings(
  store: Pick<StoreReader, 'settings' | 'orderStatuses' | 'site'>,
): Promise<SettingFacts> {
  const unavailable: UnavailableGroup[] = [];
  const orNothing = async <T>(group: string, reading: Promise<T>): Promise<T | null> => {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      unavailable.push({ group, code: error.code, message: error.message });
      return null;
    }
  };
  // allSettled, so that no request is still under way when a failure is thrown.
  const [settings, statuses, site] = await Promise.allSettled([
    store.settings(),
    orNothing(STATUS_GROUP, store.orderStatuses()),
    orNothing(SITE_GROUP, store.site()),
  ]);
  const read = fulfilled(settings);
  const listed = fulfilled(statuses);
  // A store without a single one does not exist; a report that a plugin emptied does.
  const faults = listed?.faults ?? [];
  if (faults.length > 0)
    unavailable.push({
      group: STATUS_GROUP,
      code: 'store.order_status_unreadable',
      message: `${counted(faults.length, 'order status is', 'order statuses are')} invalid: ${faults[0]?.message ?? ''}.`,
    });
  if (listed?.rows.length === 0)
    unavailable.push({
      group: STATUS_GROUP,
      code: 'store.no_order_statuses',
      message: 'The store listed none.',
    });
  return {
    groups: Object.fromEntries(read.groups.map(({ id, label }) => [id, label])),
    settings: read.settings,
    hidden: read.hidden,
    statuses: listed?.rows ?? [],
    site: fulfilled(site),
    unavailable: [...read.unavailable, ...unavailable],
    skipped: read.skipped,
  };
}
