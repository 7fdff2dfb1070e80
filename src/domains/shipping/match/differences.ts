import type { OdooCarrier } from '../facts.ts';
import { limitsOf, surchargesOf } from './carrier-limits.ts';
import { foundPlaces } from './carrier-places.ts';
import { describePrice } from './carrier-price.ts';
import { foundPrice } from './carrier-values.ts';
import type { PlanContext } from './context.ts';
import type { MatchedMethod } from './match-method.ts';

/** How a carrier that is not ours differs from what the store shows: sentences for people. */
export function differencesOf(
  { desired: { method }, representation }: MatchedMethod,
  carrier: OdooCarrier,
  context: PlanContext,
): string[] {
  const limits = limitsOf(carrier, context.input.odoo);
  if (!representation.ok) {
    const { odoo, store } = context.input;
    const isForeignMoney = representation.obstacle !== undefined;
    const what = isForeignMoney
      ? `What it costs in the store is in ${store.policy.currency || 'an unknown currency'}`
      : `What ${method.methodId} costs is not known`;
    return [
      `${what}; the carrier has a price of its own${isForeignMoney ? ` in ${odoo.currency}` : ''}.`,
      ...limits,
    ];
  }
  const { places, price } = representation.carrier;
  const [there, here] = [describePrice(foundPrice(carrier)), describePrice(price)];
  const found = foundPlaces(carrier, context);
  const elsewhere = Object.entries(places.texts).some(([field, text]) => found[field] !== text);
  return [
    ...(there === here
      ? []
      : [
          `It costs ${there || 'nothing'} in Odoo and ${here} in the store${representation.converted ? ", at Odoo's rate" : ''}.`,
        ]),
    ...surchargesOf(carrier),
    ...(elsewhere ? ['It is offered in other places than in the store.'] : []),
    ...limits,
  ];
}
