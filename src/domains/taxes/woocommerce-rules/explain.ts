import { namedList } from '../../../core/named-list.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { TaxAddress } from '../facts.ts';
import { foldPlace, normalisePostcode } from '../../shared/postcode.ts';
import { spotOf } from './rate-places.ts';
import type { RatePlaces } from './rate-places.ts';

/** Whether a rate applies at an address, and why not. */
export interface Decision {
  readonly rate: StoreTaxRate;
  readonly verdict: 'applies' | 'other_state' | 'other_postcode' | 'other_city' | 'lost_priority';
  /** With `lost_priority`: the id of the rate that applies instead. */
  readonly winnerId?: number;
  /** One sentence for people. */
  readonly reason: string;
}

/** How many places of a rate a sentence names: some have thousands. */
const MAX_PLACES = 5;

/**
 * @param groups the rates that are candidates, by state
 * @param ranked those of them that fit, best first
 */
export function explainRates(
  groups: readonly ReadonlyMap<string, RatePlaces>[],
  address: TaxAddress,
  ranked: readonly StoreTaxRate[],
): Decision[] {
  const fitting = new Set(ranked);
  const spot = spotOf(normalisePostcode(address.postcode), address.country, address.city);
  const others = groups
    .flatMap((group) => [...group.values()])
    .flatMap((places) => {
      const names = places.namesAt(spot);
      return places.rates
        .filter((rate) => !fitting.has(rate))
        .map((rate) => explainOther(rate, names, address));
    });
  return [
    ...ranked.map((rate) => explainFitting(rate, ranked)),
    ...others.toSorted((a, b) => a.rate.id - b.rate.id),
  ];
}

function explainFitting(rate: StoreTaxRate, ranked: readonly StoreTaxRate[]): Decision {
  const rivals = ranked.filter(({ priority }) => priority === rate.priority);
  const winner = rivals[0] ?? rate;
  if (winner !== rate) {
    const reason = `Rate ${winner.id} comes first: of priority ${rate.priority} only one applies.`;
    return { rate, verdict: 'lost_priority', winnerId: winner.id, reason };
  }
  const reason =
    rivals.length === 1
      ? `It fits, and no other rate of priority ${rate.priority} does.`
      : `It comes first of the ${rivals.length} rates of priority ${rate.priority} that fit.`;
  return { rate, verdict: 'applies', reason };
}

function explainOther(rate: StoreTaxRate, names: ReadonlySet<string>, address: TaxAddress): Decision {
  const { state, postcodes, cities } = rate;
  if (state !== '' && state.toUpperCase() !== address.state.trim().toUpperCase()) {
    const reason = `It is for the state ${state}, and the address ${phrase('is in', address.state, 'has none')}.`;
    return { rate, verdict: 'other_state', reason };
  }
  if (postcodes.length > 0 && !postcodes.some((postcode) => names.has(foldPlace(postcode)))) {
    const reason = `It is for the postcodes ${namedList(postcodes, MAX_PLACES)}, and the address ${phrase('has', address.postcode, 'has none')}.`;
    return { rate, verdict: 'other_postcode', reason };
  }
  const reason = `It is for the cities ${namedList(cities, MAX_PLACES)}, and the address ${phrase('is in', address.city, 'has none')}.`;
  return { rate, verdict: 'other_city', reason };
}

function phrase(verb: string, value: string, without: string): string {
  return value.trim() === '' ? without : `${verb} ${value.trim()}`;
}
