import type { Operation } from '../../../core/operation.ts';
import type { DesiredStore } from '../desired/desired-store.ts';
import type { PlanContext } from '../match/context.ts';
import { POSITION_TYPE, positionKeyOf } from '../models.ts';
import { readPlaceKey } from '../places/place-key.ts';
import type { UnknownArea } from '../places/types.ts';

type Unknown = Pick<DesiredStore, 'unknown'>;

/** One operation for each country or state that no position can name. */
export function unknownAreaOperations({ unknown }: Unknown): Operation[] {
  return unknown.map(({ country, rateIds, state }): Operation => {
    const area = state === '' ? `the country ${country}` : `the state ${state} of ${country}`;
    const reason =
      `no record in Odoo corresponds to ${area}: the store does not list it, or it waits in the domain geography. ` +
      `Its ${counted(rateIds.length)} left out there alone; what is in Odoo for it stays. Orders still get the tax that they name.`;
    const label = [country, state].filter((part) => part !== '').join(' ');
    const key = [country, state].filter((part) => part !== '').join('-');
    return { kind: 'unsupported', subject: { type: POSITION_TYPE, key, label }, rule: 'place', reason };
  });
}

function counted(count: number): string {
  return count === 1 ? 'tax rate is' : `${count.toLocaleString('en-US')} tax rates are`;
}

/** The keys of positions, in Odoo or remembered, that are only about what is unknown now: they stay as they are. */
export function keysOfUnknownAreas({ unknown }: Unknown, context: PlanContext): string[] {
  if (unknown.length === 0) return [];
  const { companyId, input } = context;
  const keys = [
    ...input.odoo.positions.flatMap(({ externalId }) => positionKeyOf(companyId, externalId) ?? []),
    ...input.memory.bindings.filter(({ type }) => type === POSITION_TYPE).map(({ key }) => key),
  ];
  return [...new Set(keys)].filter((key) => isWithin(key, unknown));
}

function isWithin(key: string, unknown: readonly UnknownArea[]): boolean {
  const place = readPlaceKey(key);
  if (place === undefined) return false;
  const own = unknown.filter(({ country }) => country === place.country);
  if (own.some(({ state }) => state === '')) return true;
  return place.states.length > 0 && place.states.every((code) => own.some(({ state }) => state === code));
}
