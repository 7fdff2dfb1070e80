import { ConnectorError } from '../../core/errors.ts';
import { fulfilled } from '../../core/settled.ts';
import type { StoreReader, StoreSettings, UnavailableGroup } from '../../woocommerce/port.ts';
import type { StoreTaxes } from './facts.ts';
import { readTaxPolicy } from './store-policy.ts';

/** The groups of settings that define how the store taxes. The policy needs the first two. */
const NEEDED_GROUPS = ['general', 'tax'];
const GROUPS = [...NEEDED_GROUPS, 'products'];

/**
 * Reads the tax classes, the tax rates and the settings on taxes. Classes and rates must be readable; where
 * the settings are not, there is no policy and `unavailable` gives the reason.
 */
export async function readStoreTaxes(
  store: Pick<StoreReader, 'taxClasses' | 'taxRates' | 'settings'>,
): Promise<StoreTaxes> {
  // allSettled, so that no request is still under way when a failure is reported.
  const [classes, rates, settings] = await Promise.allSettled([
    store.taxClasses(),
    store.taxRates(),
    readPolicy(store.settings()),
  ]);
  const { faults: classFaults, rows } = fulfilled(classes);
  return {
    classes: rows,
    ...(classFaults.length > 0 && { classFaults }),
    ...fulfilled(rates),
    ...fulfilled(settings),
  };
}

async function readPolicy(
  reading: Promise<StoreSettings>,
): Promise<Pick<StoreTaxes, 'policy' | 'unavailable'>> {
  try {
    const { settings, unavailable } = await reading;
    const ours = unavailable.filter(({ group }) => GROUPS.includes(group));
    if (ours.some(({ group, isPartial }) => NEEDED_GROUPS.includes(group) && isPartial !== true))
      return { policy: null, unavailable: ours };
    const { policy, missing } = readTaxPolicy(settings);
    return { policy, unavailable: [...ours, ...missing] };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { code, message } = error;
    return { policy: null, unavailable: GROUPS.map((group): UnavailableGroup => ({ group, code, message })) };
  }
}
