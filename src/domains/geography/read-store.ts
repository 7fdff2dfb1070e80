import type { StoreReader } from '../../woocommerce/port.ts';
import type { StoreGeography } from './facts.ts';

/** Reads countries and states: one request. */
export async function readStoreGeography(store: Pick<StoreReader, 'countries'>): Promise<StoreGeography> {
  const { countries, faults } = await store.countries();
  return {
    countries: countries.map(({ code, name }) => ({ code, name })),
    states: countries.flatMap((country) =>
      country.states.map(({ code, name }) => ({ country: country.code, code, name })),
    ),
    faults,
  };
}
